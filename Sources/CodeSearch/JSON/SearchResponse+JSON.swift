internal import CodingKnowledge

extension SearchResponse {
  /// The answer as JSON text, in the format that all interfaces share.
  public func json(query: String, isPretty: Bool = true) -> String {
    JSONDocument.text(
      ResponseDocument(
        format: JSONDocument.format, query: query, interpretation: interpretation, total: total,
        totalIsExact: isTotalExact, results: documents, notices: notices.map(\.document)), isPretty: isPretty)
  }

  /// Each result as one line of JSON.
  public func jsonLines() -> [String] {
    documents.map { JSONDocument.text($0, isPretty: false) }
  }

  /// The results as answers show them.
  var documents: [HitDocument] {
    hits.enumerated().map { HitDocument($0.element, rank: offset + $0.offset + 1) }
  }
}

private struct ResponseDocument: Encodable {
  var format: Int
  var query: String
  var interpretation: String
  var total: Int
  var totalIsExact: Bool
  var results: [HitDocument]
  var notices: [NoticeDocument]
}

struct NoticeDocument: Encodable {
  var code: String
  var message: String
}

/// A result as answers show it.
struct HitDocument: Encodable {
  var rank: Int
  var system: String
  var code: String
  var title: String
  var status: String
  var lastDay: String?
  var firstDay: String?
  var successors: [String]?
  var alike: [String]?
  var billable: Bool?
  var matched: MatchDocument?
  var highlights: [[Int]]
  var coversQuery: Bool
  var score: Double
  var why: [ReasonDocument]?

  init(_ hit: Hit, rank: Int) {
    self.rank = rank
    system = hit.target.scope.token
    code = hit.target.identifier
    title = hit.title
    status = hit.status.name
    switch hit.status {
    case .active: break
    case .deleted(let last): lastDay = last?.description
    case .future(let first): firstDay = first?.description
    }
    successors = hit.successors.isEmpty ? nil : hit.successors.map(\.identifier)
    alike = hit.alike.isEmpty ? nil : hit.alike.map(\.identifier)
    billable = hit.billable
    matched = hit.wording.map { MatchDocument(role: String(describing: $0.role), text: $0.text) }
    highlights = hit.highlights.map { [$0.lowerBound, $0.upperBound] }
    coversQuery = hit.coversQuery
    score = (hit.score * 1000).rounded() / 1000
    why = hit.reasons.isEmpty ? nil : hit.reasons.map(ReasonDocument.init)
  }
}

struct MatchDocument: Encodable {
  var role: String
  var text: String
}

struct ReasonDocument: Encodable {
  var typed: String
  var matched: String
  var route: String
  var weight: Double

  init(_ reason: Reason) {
    typed = reason.typed
    matched = reason.matched
    route = reason.route.rawValue
    weight = (reason.weight * 1000).rounded() / 1000
  }
}
