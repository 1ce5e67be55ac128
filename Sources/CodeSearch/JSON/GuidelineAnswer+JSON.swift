internal import CodingKnowledge

extension GuidelineAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(GuidelineDocument(self), isPretty: isPretty) }
}

/// A section as answers show it: what of its card is more than an empty list.
private struct SectionDocument: Encodable {
  var system: String
  var code: String
  var title: String
  var status: String
  var effective: [String?]
  var dateText: String?
  var path: [LevelDocument]
  var children: [LevelDocument]
  var texts: [CardDocument.Text]
  var sources: [CardDocument.Source]

  init(_ card: CodeCard) {
    let document = CardDocument(card)
    system = document.system
    code = document.code
    title = document.title
    status = document.status
    effective = document.effective
    dateText = document.dateText
    path = document.path
    children = document.children
    texts = document.texts
    sources = document.sources
  }
}

private struct GuidelineDocument: Encodable {
  var format = JSONDocument.format
  var query: String
  var on: String
  var sections: [SectionDocument]
  var total: Int
  var totalIsExact: Bool
  var results: [HitDocument]
  var notices: [NoticeDocument]

  init(_ answer: GuidelineAnswer) {
    query = answer.text
    on = answer.day.description
    sections = answer.sections.map(SectionDocument.init)
    total = answer.found?.total ?? answer.sections.count
    totalIsExact = answer.found?.isTotalExact ?? true
    results = answer.found?.documents ?? []
    notices = (answer.sections.flatMap(\.notices) + (answer.found?.notices ?? [])).map(\.document)
  }
}
