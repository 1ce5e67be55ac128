internal import CodeSearch
internal import CodingKnowledge

/// A text in which the codes that it names are links.
enum LinkedText {
  /// `type 1 diabetes mellitus (E10.-)` links `E10.-` to the card of E10, and `(P70-P74)` to a search for the range.
  static func pieces(_ text: String, on day: Day?) -> [Piece] {
    var pieces: [Piece] = []
    var plain = ""
    var rest = text[...]
    while !rest.isEmpty {
      let word = rest.prefix { !separators.contains($0) }
      if let address = address(of: word, on: day) {
        if !plain.isEmpty { pieces.append(Piece(text: plain)) }
        plain = ""
        pieces.append(Piece(text: String(word), link: address))
      } else {
        plain += word
      }
      rest = rest[word.endIndex...]
      let gap = rest.prefix { separators.contains($0) }
      plain += gap
      rest = rest[gap.endIndex...]
    }
    if !plain.isEmpty { pieces.append(Piece(text: plain)) }
    return pieces
  }

  private static let separators: Set<Character> = [" ", "\n", "\t", "(", ")", "[", "]", ",", ";", ":", "/", "\""]

  /// Only diagnoses: five digits may be any number.
  private static func address(of word: Substring, on day: Day?) -> String? {
    guard word.utf8.count >= 3, word.utf8.count <= 17, word.first?.isLetter ?? false else { return nil }
    let mentions = CodeMention.all(in: String(word))
    guard mentions.count == 1, let mention = mentions.first, mention.kind == .diagnosis else { return nil }
    guard let upper = mention.upper else {
      // What is left of the word beside the code may only be the dash and dot of "and what is below it".
      guard CodeShape.key(word).filter({ $0 != "-" }) == mention.lower else { return nil }
      return Target(.icd10cm, CodeShape.display(mention.lower, .icd10cm)).address(on: day)
    }
    var fields = FormFields()
    let ends = [mention.lower, upper].map { CodeShape.display($0, .icd10cm) }
    fields.append("q", ends.joined(separator: "-"))
    fields.append("on", day?.description)
    return "/" + fields.query
  }
}
