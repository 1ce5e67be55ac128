/// One line of an OBO file: `tag: value {qualifiers} ! comment`.
///
/// A backslash takes the meaning of the sign after it. In a quoted text `!` and `{` mean nothing; a name is not quoted,
/// and a quote in it is an ordinary sign.
struct OBOLine {
  var tag: String
  /// As written, without qualifiers and comment.
  private let value: [UInt8]

  /// Nil for a line without a tag.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
    tag = TextDecoding.text(UnsafeRawBufferPointer(rebasing: bytes[..<colon])).trimmed
    guard !tag.isEmpty, !tag.contains(where: \.isWhitespace) else { return nil }
    value = OBOLine.content(Array(bytes[(colon + 1)...].drop { $0.isBlank }), isQuoted: tag != "name")
  }

  /// The whole value.
  var text: String { OBOLine.unescaped(value[...]) }

  /// The value up to the first blank.
  var firstWord: String { OBOLine.unescaped(value.prefix { !$0.isBlank }) }

  /// The quoted text at the beginning and the words between it and a `[`; nil where there is no such text.
  var quoted: (text: String, words: [String])? {
    guard value.first == .quote, let end = OBOLine.endOfQuote(value, from: 0) else { return nil }
    let words = value[end...].prefix { $0 != UInt8(ascii: "[") }.split { $0.isBlank }
    return (OBOLine.unescaped(value[1..<end - 1]), words.map { OBOLine.unescaped($0) })
  }

  // MARK: Signs

  /// Without the qualifiers and the comment at the end.
  private static func content(_ line: [UInt8], isQuoted: Bool) -> [UInt8] {
    var index = 0
    var mayHaveQualifiers = true
    while index < line.count {
      let isAfterBlank = index == 0 || line[index - 1].isBlank
      switch line[index] {
      case .backslash: index += 1
      case .quote where isQuoted: index = (endOfQuote(line, from: index) ?? line.count) - 1
      case UInt8(ascii: "!") where isAfterBlank: return line[..<index].withoutBlankEnd
      case UInt8(ascii: "{") where isAfterBlank && mayHaveQualifiers:
        switch endOfQualifiers(line, from: index) {
        case .end(let end):
          let rest = line[end...].drop { $0.isBlank }
          if rest.isEmpty || rest.first == UInt8(ascii: "!") { return line[..<index].withoutBlankEnd }
        case .none: break
        // What is open to the end of the line cannot be closed by a later beginning; looking again would cost time.
        case .open: mayHaveQualifiers = false
        }
      default: break
      }
      index += 1
    }
    return line[...].withoutBlankEnd
  }

  private enum Qualifiers {
    case none, open
    case end(Int)
  }

  /// `{key="value", key=value}`.
  private static func endOfQualifiers(_ line: [UInt8], from start: Int) -> Qualifiers {
    var index = start + 1
    while true {
      let key = line[index...].drop { $0.isBlank }.prefix { !$0.isBlank && !$0.endsQualifier }
      guard !key.isEmpty, key.endIndex < line.count, line[key.endIndex] == UInt8(ascii: "=") else { return .none }
      index = key.endIndex + 1
      if index < line.count, line[index] == .quote {
        guard let end = endOfQuote(line, from: index) else { return .open }
        index = end
      } else {
        index = line[index...].prefix { !$0.isBlank && !$0.endsQualifier }.endIndex
      }
      index = line[index...].prefix { $0.isBlank }.endIndex
      guard index < line.count else { return .open }
      if line[index] == UInt8(ascii: "}") { return .end(index + 1) }
      guard line[index] == UInt8(ascii: ",") else { return .none }
      index += 1
    }
  }

  /// The place behind the quote that closes the one at `start`.
  private static func endOfQuote(_ line: [UInt8], from start: Int) -> Int? {
    var index = start + 1
    while index < line.count {
      if line[index] == .quote { return index + 1 }
      index += line[index] == .backslash ? 2 : 1
    }
    return nil
  }

  /// `\n`, `\t` and `\W` are white space; any other sign after a backslash is itself.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var plain: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        plain.append([UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "W")].contains(byte) ? 0x20 : byte)
        isEscaped = false
      } else if byte == .backslash {
        isEscaped = true
      } else {
        plain.append(byte)
      }
    }
    return TextDecoding.text(plain).singleBlanked
  }
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let backslash = UInt8(ascii: "\\")

  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }
  fileprivate var endsQualifier: Bool { "=,{}\"".utf8.contains(self) }
}

extension ArraySlice<UInt8> {
  fileprivate var withoutBlankEnd: [UInt8] {
    var rest = self
    // A blank that a backslash stands before belongs to the text.
    while let last = rest.last, last.isBlank, rest.dropLast().last != .backslash { rest = rest.dropLast() }
    return Array(rest)
  }
}
