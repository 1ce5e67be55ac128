internal import CodingKnowledge

extension GuidelineAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(GuidelineDocument(self), isPretty: isPretty) }
}

private struct GuidelineDocument: Encodable {
  var format = JSONDocument.format
  var query: String
  var on: String
  var sections: [CardDocument]
  var total: Int
  var totalIsExact: Bool
  var results: [HitDocument]
  var notices: [NoticeDocument]

  init(_ answer: GuidelineAnswer) {
    query = answer.text
    on = answer.day.description
    sections = answer.sections.map(CardDocument.init)
    total = answer.found?.total ?? answer.sections.count
    totalIsExact = answer.found?.isTotalExact ?? true
    results = answer.found?.documents ?? []
    notices = (answer.found?.notices ?? []).map(\.document)
  }
}
