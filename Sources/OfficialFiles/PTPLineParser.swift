internal import CodingKnowledge

/// Reads lines of PTP edits. A set has millions of them: columns are compared as bytes, and the rationales are few
/// strings that all edits share.
struct PTPLineParser {
  enum Layout: Hashable {
    /// The seven columns as published, with this byte between them.
    case table(delimiter: UInt8)
    /// The four columns of active edits.
    case short
  }

  private let delimiter: UInt8
  private let columns: Int
  private let setting: CareSetting
  private let file: String
  private var rationales = RecurringTexts(PTPEdit.knownRationales)
  /// Where the columns of the line begin.
  private var starts: [Int] = []

  init(_ layout: Layout, _ setting: CareSetting, file: String) {
    switch layout {
    case .table(let delimiter): (self.delimiter, columns) = (delimiter, 7)
    case .short: (delimiter, columns) = (0x09, 4)
    }
    self.setting = setting
    self.file = file
    starts.reserveCapacity(8)
  }

  /// True for the lines that go on with the headings: nothing stands in the column of the first code.
  static func isHeading(_ line: UnsafeRawBufferPointer) -> Bool {
    line.first.map { !$0.isDigit && !$0.isCapital } ?? true
  }

  /// - Throws: `SourceError` with line and column where a column is missing or holds something else.
  mutating func edit(_ line: LineReader.Line) throws(SourceError) -> PTPEdit {
    try split(line)
    let column1 = try target(0, line)
    let column2 = try target(1, line)
    let terms = columns == 4 ? try shortTerms(line) : try tableTerms(line)
    return PTPEdit(column1, column2, terms)
  }

  /// Finds the columns. Only the last may hold the delimiter, in quotes.
  private mutating func split(_ line: LineReader.Line) throws(SourceError) {
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    for (offset, byte) in line.bytes.enumerated() where byte == delimiter {
      if starts.count == columns, isQuoted(field(columns - 1, line)) { break }
      starts.append(offset + 1)
    }
    guard starts.count == columns else {
      throw .wrongColumn(1, line, "\(starts.count) columns instead of \(columns)", file: file)
    }
  }

  private func field(_ index: Int, _ line: LineReader.Line) -> UnsafeRawBufferPointer {
    let end = index + 1 < columns ? starts[index + 1] - 1 : line.bytes.count
    return UnsafeRawBufferPointer(rebasing: line.bytes[starts[index]..<end])
  }

  private func fault(_ index: Int, _ line: LineReader.Line, _ message: String) -> SourceError {
    .wrongColumn(starts[index] + 1, line, message, file: file)
  }

  private func target(_ index: Int, _ line: LineReader.Line) throws(SourceError) -> Target {
    let code = String(decoding: field(index, line), as: UTF8.self)
    guard let scope = CodeShape.procedureScope(code) else {
      throw fault(index, line, "not a code of CPT or HCPCS")
    }
    return Target(scope, code)
  }

  private func indicator(_ index: Int, _ line: LineReader.Line) throws(SourceError) -> PTPEdit.ModifierIndicator {
    let field = field(index, line)
    guard field.count == 1, field[0].isDigit, let indicator = PTPEdit.ModifierIndicator(rawValue: field[0] - 48) else {
      throw fault(index, line, "the modifier indicator is not 0, 1 or 9")
    }
    return indicator
  }

  private func shortTerms(_ line: LineReader.Line) throws(SourceError) -> PTPEdit.Terms {
    let number = field(3, line)
    guard number.count == 1, let digit = Int(String(decoding: number, as: UTF8.self), radix: 16),
      (1...PTPEdit.knownRationales.count).contains(digit)
    else { throw fault(3, line, "not the number of a rationale, 1 through c") }
    return PTPEdit.Terms(
      setting: setting, indicator: try indicator(2, line), effective: nil, deletion: nil,
      rationale: PTPEdit.knownRationales[digit - 1])
  }

  private mutating func tableTerms(_ line: LineReader.Line) throws(SourceError) -> PTPEdit.Terms {
    let star = field(2, line)
    guard star.isEmpty || star.isStar else { throw fault(2, line, "neither * nor empty") }
    let effective = field(3, line)
    let deletion = field(4, line)
    return PTPEdit.Terms(
      setting: setting, indicator: try indicator(5, line),
      effective: effective.isEmpty ? nil : try day(3, line), deletion: deletion.isStar ? nil : try day(4, line),
      rationale: try rationale(line), predates1996: !star.isEmpty)
  }

  private func day(_ index: Int, _ line: LineReader.Line) throws(SourceError) -> Day {
    let field = field(index, line)
    guard field.count == 8, field.isDigits else { throw fault(index, line, "not a day (YYYYMMDD)") }
    let number = field.reduce(0) { $0 * 10 + Int($1 - 48) }
    guard let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100) else {
      throw fault(index, line, "there is no such day")
    }
    return day
  }

  private mutating func rationale(_ line: LineReader.Line) throws(SourceError) -> String {
    let bytes = field(6, line)
    let text = isQuoted(bytes) ? rationales.text(unquoted: bytes) : rationales.text(bytes)
    // A file cut off in its last line leaves the beginning of a rationale.
    let isCut = PTPEdit.knownRationales.contains { $0.utf8.count > text.utf8.count && $0.hasPrefix(text) }
    guard !isCut else { throw fault(6, line, "the rationale is cut off") }
    return text
  }

  /// True for a last field in quotes. Quotes have a meaning between commas only, which stand for a worksheet.
  private func isQuoted(_ field: UnsafeRawBufferPointer) -> Bool {
    delimiter == UInt8(ascii: ",") && field.count > 1 && field.first == UInt8(ascii: "\"")
      && field.last == UInt8(ascii: "\"")
  }
}

extension RecurringTexts {
  /// The text of a field in quotes, in which quotes are doubled.
  fileprivate mutating func text(unquoted field: UnsafeRawBufferPointer) -> String {
    var bytes: [UInt8] = []
    var afterQuote = false
    for byte in field[1..<field.count - 1] {
      afterQuote = byte == UInt8(ascii: "\"") && !afterQuote
      if !afterQuote { bytes.append(byte) }
    }
    return bytes.withUnsafeBytes { text($0) }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var isStar: Bool { count == 1 && self[0] == UInt8(ascii: "*") }
}
