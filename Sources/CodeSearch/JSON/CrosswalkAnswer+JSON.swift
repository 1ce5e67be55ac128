internal import CodingKnowledge

extension CrosswalkAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(CrosswalkDocument(self), isPretty: isPretty) }
}

private struct CrosswalkDocument: Encodable {
  var format = JSONDocument.format
  var system: String
  var code: String
  var title: String
  var on: String
  var mappings: [MappingDocument]
  var successors: [String]
  var sources: [String]
  var notices: [NoticeDocument]

  init(_ answer: CrosswalkAnswer) {
    system = answer.target.scope.token
    code = answer.target.identifier
    title = answer.title
    on = answer.day.description
    mappings = answer.mappings.map(MappingDocument.init)
    successors = answer.successors.map(\.target.identifier)
    sources = answer.sources
    notices = answer.notices.map(\.document)
  }
}
