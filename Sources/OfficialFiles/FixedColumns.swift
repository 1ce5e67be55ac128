/// Fields of a line by the columns that layouts give: counted from 1, both ends included.
extension UnsafeRawBufferPointer {
  /// The bytes of columns `columns`, without blanks at both ends; fewer where the line is shorter.
  func field(_ columns: ClosedRange<Int>) -> UnsafeRawBufferPointer {
    var lower = columns.lowerBound - 1
    var upper = Swift.min(columns.upperBound, count)
    while lower < upper, self[lower] == 0x20 { lower += 1 }
    while upper > lower, self[upper - 1] == 0x20 { upper -= 1 }
    return lower < upper ? UnsafeRawBufferPointer(rebasing: self[lower..<upper]) : .init(start: nil, count: 0)
  }

  /// The bytes from `column` to the end of the line, without blanks at both ends.
  func field(from column: Int) -> UnsafeRawBufferPointer {
    count < column ? .init(start: nil, count: 0) : field(column...count)
  }

  /// The byte in `column`; a blank where the line is shorter.
  func byte(_ column: Int) -> UInt8 { column <= count ? self[column - 1] : 0x20 }

  var text: String { TextDecoding.text(self) }

  var isDigits: Bool { !isEmpty && allSatisfy { $0.isDigit } }
  /// True for upper-case letters and digits only, at least one.
  var isCodeText: Bool { !isEmpty && allSatisfy { $0.isDigit || $0.isCapital } }

  /// True for the shape of an ICD-10-CM code without its dot: a letter, then letters (`QA0`) or digits.
  var isDiagnosisCode: Bool { (3...7).contains(count) && self[0].isCapital && isCodeText }

  /// True for the shape of an ICD-10-PCS code (7 characters) or table (3).
  var isProcedureCode: Bool { (count == 7 || count == 3) && isCodeText }
}

extension UInt8 {
  var isDigit: Bool { self >= 48 && self <= 57 }
  var isCapital: Bool { self >= 65 && self <= 90 }
  var isLetter: Bool { isCapital || (self >= 97 && self <= 122) }
}

extension SourceHead {
  /// At most the first `count` whole lines of the head, without byte order mark; empty where it is not text.
  func lines(_ count: Int = .max) -> [[UInt8]] {
    var stream = bytes[...]
    if stream.starts(with: TextDecoding.mark) { stream = stream.dropFirst(TextDecoding.mark.count) }
    guard !stream.contains(0) else { return [] }
    var lines = stream.split(separator: 0x0A, maxSplits: count, omittingEmptySubsequences: false)
    // What follows the last line feed is a line only where the file ends there.
    if lines.count > count || bytes.count >= SourceOpener.headLength || lines.last?.isEmpty == true {
      lines.removeLast()
    }
    return lines.map { [UInt8]($0.last == 0x0D ? $0.dropLast() : $0) }
  }
}

extension [UInt8] {
  /// The same look at a line's columns that readers take.
  func columns<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value { withUnsafeBytes(body) }
}
