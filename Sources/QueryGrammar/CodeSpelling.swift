/// What may be a code to the eye: enough to read ranges and prefixes, not to say whether there is such a code.
enum CodeSpelling {
  /// ASCII letters, digits and dots, beginning with a letter or digit, a digit among them.
  static func begins(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first != "." else { return false }
    var hasDigit = false
    for scalar in text.unicodeScalars {
      if ScalarKind.isDigit(scalar) {
        hasDigit = true
      } else if !ScalarKind.isASCIILetter(scalar), scalar != "." {
        return false
      }
    }
    return hasDigit
  }

  /// One end of a range: 2 to 8 scalars that begin a code, the last no dot, and no two dots in a row.
  static func endsRange(_ text: String) -> Bool {
    (2...8).contains(text.utf8.count) && begins(text) && text.utf8.last != UInt8(ascii: ".")
      && !text.utf8.indices.contains { text.utf8[$0...].starts(with: [0x2E, 0x2E]) }
  }

  /// `E10-E14` with any one hyphen or dash, or `E10..E14`; nil where the text is neither.
  static func range(_ text: String) -> (lower: String, upper: String, isExplicit: Bool)? {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count <= 18 else { return nil }
    func part(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    for (index, scalar) in scalars.enumerated() {
      let isExplicit = scalar == "." && index + 1 < scalars.count && scalars[index + 1] == "."
      guard isExplicit || ScalarKind.isHyphen(scalar) else { continue }
      let lower = part(0..<index)
      let upper = part((index + (isExplicit ? 2 : 1))..<scalars.count)
      return endsRange(lower) && endsRange(upper) ? (lower, upper, isExplicit) : nil
    }
    return nil
  }
}
