internal import ClinicalLanguage

/// Words in parentheses. By the conventions of ICD-10-CM (guidelines I.A.7) they may be present or absent without changing
/// the code, so they can be matched but add nothing to the length of a wording.
enum SupplementaryWords {
  /// Marks the tokens inside of parentheses as standing beside the text, as joined tokens do, where others remain.
  static func mark(_ tokens: inout [Token], in text: String) {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return }
    let inside = parentheses(text)
    func isSupplementary(_ token: Token) -> Bool {
      inside.contains { $0.lowerBound <= Int(token.start) && Int(token.end) <= $0.upperBound }
    }
    guard tokens.contains(where: { !$0.isJoined && !isSupplementary($0) }) else { return }
    for index in tokens.indices where isSupplementary(tokens[index]) { tokens[index].isJoined = true }
  }

  /// Byte ranges between an opening parenthesis and its closing one.
  private static func parentheses(_ text: String) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for (offset, byte) in text.utf8.enumerated() {
      if byte == UInt8(ascii: "("), start == nil { start = offset + 1 }
      if byte == UInt8(ascii: ")"), let opened = start {
        ranges.append(opened..<offset)
        start = nil
      }
    }
    return ranges
  }
}
