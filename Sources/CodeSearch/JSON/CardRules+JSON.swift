internal import CodingKnowledge

/// The rules of a card as its JSON has them.
struct RulesDocument: Encodable {
  struct Guidance: Encodable {
    var kind: String
    var identifier: String
    var title: String
    var relation: String
    var passage: String
  }

  struct Modifier: Encodable {
    var modifier: String
    var reason: String
  }

  struct Edits: Encodable {
    var setting: String
    var version: String
    var column1Count: Int
    var column2Count: Int
    var column1: [PairEditDocument]
    var column2: [PairEditDocument]
  }

  var guidance: [Guidance]
  var modifiers: [Modifier]
  var primaries: [AddOnDocument]
  var addOns: [AddOnDocument]
  var edits: [Edits]
  var unitLimits: [UnitLimitDocument]
  var fees: [FeeLineDocument]
  var coverage: [CoverageTextDocument]
  var diagnosesInSupport: Int
  var diagnosesNotInSupport: Int
  var basis: [BasisDocument]
  var silent: [BasisDocument]
  var missing: [NoticeDocument]

  init(_ rules: CardRules) {
    guidance = rules.guidance.map {
      Guidance(
        kind: $0.target.scope.token, identifier: $0.target.identifier, title: $0.title, relation: $0.relation,
        passage: $0.passage)
    }
    modifiers = rules.modifiers.map { Modifier(modifier: $0.modifier, reason: $0.reason) }
    primaries = rules.primaries.map(AddOnDocument.init)
    addOns = rules.addOns.map(AddOnDocument.init)
    edits = rules.edits.map {
      Edits(
        setting: $0.setting.token, version: $0.version, column1Count: $0.column1Count, column2Count: $0.column2Count,
        column1: $0.column1.map(PairEditDocument.init), column2: $0.column2.map(PairEditDocument.init))
    }
    unitLimits = rules.unitLimits.map(UnitLimitDocument.init)
    fees = rules.fees.map { FeeLineDocument($0) }
    coverage = rules.coverage.map(CoverageTextDocument.init)
    diagnosesInSupport = rules.mappedDiagnoses.covered
    diagnosesNotInSupport = rules.mappedDiagnoses.notCovered
    basis = rules.basis.map(BasisDocument.init)
    silent = rules.silent.map(BasisDocument.init)
    missing = rules.missing.map(\.document)
  }
}
