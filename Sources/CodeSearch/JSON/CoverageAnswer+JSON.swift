internal import CodingKnowledge

extension CoverageAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(CoverageDocument(self), isPretty: isPretty) }
}

/// A coverage text as answers show it.
struct CoverageTextDocument: Encodable {
  struct Listing: Encodable {
    var code: String
    var list: String
    var group: Int
    var asterisk: Bool

    init(_ listing: CoverageAnswer.Listing) {
      code = listing.code.identifier
      list = String(describing: listing.terms.list)
      group = listing.terms.group
      asterisk = listing.terms.hasAsterisk
    }
  }

  var kind: String
  var identifier: String
  var title: String
  var status: String
  var states: [String]
  var contractors: [String]
  var relation: String
  var groups: [String]
  var listings: [Listing]
  var diagnosisCount: Int

  init(_ text: CoverageAnswer.Text) {
    kind = text.target.scope.token
    identifier = text.target.identifier
    title = text.title
    status = text.status.name
    states = text.states
    contractors = text.contractors
    relation = text.relation
    groups = text.groups
    listings = text.listings.map(Listing.init)
    diagnosisCount = text.diagnosisCount
  }
}

private struct CoverageDocument: Encodable {
  var format = JSONDocument.format
  var system: String
  var code: String
  var title: String
  var on: String
  var state: String?
  var texts: [CoverageTextDocument]
  var mapped: [CoverageTextDocument.Listing]
  var unlisted: [String]
  var basis: [BasisDocument]
  var notices: [NoticeDocument]

  init(_ coverage: CoverageAnswer) {
    system = coverage.target.scope.token
    code = coverage.target.identifier
    title = coverage.title
    on = coverage.day.description
    state = coverage.state
    texts = coverage.texts.map(CoverageTextDocument.init)
    mapped = coverage.mapped.map(CoverageTextDocument.Listing.init)
    unlisted = coverage.unlisted.map(\.identifier)
    basis = coverage.basis.map(BasisDocument.init)
    notices = coverage.notices.map(\.document)
  }
}
