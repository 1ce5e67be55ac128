internal import CodeSearch
internal import CodingKnowledge

/// What a card or a report rests on, and what would have to be loaded to say more.
struct ProvenanceView {
  struct Basis {
    var text: String
    var isOfTheDay: Bool
  }

  struct Source {
    var title: String
    var version: String
    var licence: String
  }

  var sources: [Source]
  var basis: [Basis]
  var missing: [String]

  init(_ card: CodeCard) {
    sources = card.sources.map { Source(title: $0.title, version: $0.version, licence: $0.licence) }
    basis = card.rules.basis.map(Basis.init)
    missing = card.rules.missing.map(\.message)
  }
}

extension ProvenanceView.Basis {
  init(_ basis: DataBasis) { self.init(text: basis.description, isOfTheDay: basis.isOfTheDay) }
}
