internal import CodingKnowledge

extension BrowseAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(BrowseDocument(self), isPretty: isPretty) }
}

/// A level of the hierarchy as answers show it.
struct LevelDocument: Encodable {
  var system: String
  var code: String
  var title: String
  var billable: Bool?
  var status: String

  init(_ level: CodeCard.Level) {
    system = level.target.scope.token
    code = level.target.identifier
    title = level.title
    billable = level.billable
    status = level.status.name
  }
}

private struct BrowseDocument: Encodable {
  struct Branch: Encodable {
    var level: LevelDocument?
    var path: [LevelDocument]
    var children: [LevelDocument]
  }

  var format = JSONDocument.format
  var code: String?
  var on: String
  var branches: [Branch]

  init(_ answer: BrowseAnswer) {
    code = answer.spelling
    on = answer.day.description
    branches = answer.branches.map {
      Branch(
        level: $0.level.map(LevelDocument.init), path: $0.path.map(LevelDocument.init),
        children: $0.children.map(LevelDocument.init))
    }
  }
}
