internal import CodingKnowledge

extension CodeEdits {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(EditsDocument(self), isPretty: isPretty) }
}

/// A PTP edit as answers show it.
struct PairEditDocument: Encodable {
  var column1: String
  var column2: String
  var indicator: Int
  var meaning: String
  var standing: String
  var effective: String?
  var deletion: String?
  var rationale: String
  var versions: [String]

  init(_ edit: CodePairEdit) {
    column1 = edit.column1.identifier
    column2 = edit.column2.identifier
    indicator = Int(edit.terms.indicator.rawValue)
    meaning = edit.meaning
    standing = edit.standing.name
    effective = edit.terms.effective?.description
    deletion = edit.terms.deletion?.description
    rationale = edit.terms.rationale
    versions = edit.versions
  }
}

/// An add-on edit as answers show it.
struct AddOnDocument: Encodable {
  var addOn: String
  /// Null where the contractor decides.
  var primary: String?
  var type: Int
  var standing: String
  var note: String

  init(_ relation: AddOnRelation) {
    addOn = relation.addOn.identifier
    primary = relation.primary?.identifier
    type = Int(relation.terms.type)
    standing = relation.standing.name
    note = relation.terms.note
  }
}

/// A unit limit as answers show it.
struct UnitLimitDocument: Encodable {
  var setting: String
  var units: Int
  var adjudication: Int
  var meaning: String
  var rationale: String
  var version: String

  init(_ limit: UnitLimit) {
    setting = limit.setting.token
    units = limit.units
    adjudication = Int(limit.adjudication.rawValue)
    meaning = limit.meaning
    rationale = limit.rationale
    version = limit.version
  }
}

private struct EditsDocument: Encodable {
  struct Pair: Encodable {
    var code: String
    var verdict: String
    var edits: [PairEditDocument]
    var addOns: [AddOnDocument]
  }

  var format = JSONDocument.format
  var system: String
  var code: String
  var title: String
  var on: String
  var setting: String
  var column1Count: Int?
  var column2Count: Int?
  var column1: [PairEditDocument]
  var column2: [PairEditDocument]
  var pairs: [Pair]
  var primaries: [AddOnDocument]
  var addOns: [AddOnDocument]
  var unitLimit: UnitLimitDocument?
  var basis: [BasisDocument]
  var notices: [NoticeDocument]

  init(_ edits: CodeEdits) {
    system = edits.target.scope.token
    code = edits.target.identifier
    title = edits.title
    on = edits.day.description
    setting = edits.setting.token
    column1Count = edits.pairs.isEmpty ? edits.column1Count : nil
    column2Count = edits.pairs.isEmpty ? edits.column2Count : nil
    column1 = edits.column1.map(PairEditDocument.init)
    column2 = edits.column2.map(PairEditDocument.init)
    pairs = edits.pairs.map {
      Pair(
        code: $0.second.identifier, verdict: $0.verdict.rawValue, edits: $0.edits.map(PairEditDocument.init),
        addOns: $0.addOns.map(AddOnDocument.init))
    }
    primaries = edits.primaries.map(AddOnDocument.init)
    addOns = edits.addOns.map(AddOnDocument.init)
    unitLimit = edits.unitLimit.map(UnitLimitDocument.init)
    basis = edits.basis.map(BasisDocument.init)
    notices = edits.notices.map(\.document)
  }
}
