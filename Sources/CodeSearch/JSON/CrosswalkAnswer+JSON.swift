public import CodingKnowledge

extension [CrosswalkAnswer] {
  /// The answers for all codes of one spelling as JSON text.
  public func json(code: String, on day: Day, isPretty: Bool = true) -> String {
    let document = CrosswalksDocument(code: code, on: day.description, codes: map(CrosswalkDocument.init))
    return JSONDocument.text(document, isPretty: isPretty)
  }
}

private struct CrosswalksDocument: Encodable {
  var format = JSONDocument.format
  var code: String
  var on: String
  var codes: [CrosswalkDocument]
}

private struct CrosswalkDocument: Encodable {
  var system: String
  var code: String
  var title: String
  var mappings: [MappingDocument]
  var successors: [String]
  var notices: [NoticeDocument]

  init(_ answer: CrosswalkAnswer) {
    system = answer.target.scope.token
    code = answer.target.identifier
    title = answer.title
    mappings = answer.mappings.map(MappingDocument.init)
    successors = answer.successors.map(\.target.identifier)
    notices = answer.notices.map(\.document)
  }
}
