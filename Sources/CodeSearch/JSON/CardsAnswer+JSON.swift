internal import CodingKnowledge

extension CardsAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(CardsDocument(self), isPretty: isPretty) }
}

private struct CardsDocument: Encodable {
  struct Missing: Encodable {
    var code: String
    var near: [String]
  }

  var format = JSONDocument.format
  var on: String
  var cards: [CardDocument]
  var missing: [Missing]

  init(_ answer: CardsAnswer) {
    on = answer.day.description
    cards = answer.cards.map(CardDocument.init)
    missing = answer.missing.map { Missing(code: $0.spelling, near: $0.near.map(\.identifier)) }
  }
}
