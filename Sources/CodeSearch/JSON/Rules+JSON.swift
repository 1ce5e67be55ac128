internal import CodingKnowledge

extension CodeEdits {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(EditsDocument(self), isPretty: isPretty) }
}

extension FeeAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(FeeDocument(self), isPretty: isPretty) }
}

extension CoverageAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(CoverageDocument(self), isPretty: isPretty) }
}

extension CrosswalkAnswer {
  /// The answer as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(CrosswalkDocument(self), isPretty: isPretty) }
}

/// A release as answers name it.
struct BasisDocument: Encodable {
  var title: String
  var version: String
  var effective: [String?]
  var ofTheDay: Bool

  init(_ basis: DataBasis) {
    title = basis.title
    version = basis.version
    effective = [basis.effective.from?.description, basis.effective.through?.description]
    ofTheDay = basis.isOfTheDay
  }
}

extension Notice {
  var document: NoticeDocument { NoticeDocument(code: code, message: message) }
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
  var column1Count: Int
  var column2Count: Int
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
    column1Count = edits.column1Count
    column2Count = edits.column2Count
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

/// A line of the fee schedule as answers show it; relative values in units, amounts in dollars.
struct FeeLineDocument: Encodable {
  var modifier: String
  var status: String
  var statusMeaning: String
  var work: Double
  var nonFacilityPracticeExpense: Double?
  var facilityPracticeExpense: Double?
  var malpractice: Double
  var nonFacilityTotal: Double?
  var facilityTotal: Double?
  var nonFacilityAmount: Double?
  var facilityAmount: Double?
  var conversionFactor: Double
  var globalDays: String
  var indicators: [String: String]

  init(_ line: FeeAnswer.Line) {
    let entry = line.entry
    func hundredths(_ value: Int) -> Double { Double(value) / 100 }
    modifier = entry.modifier
    status = entry.status
    statusMeaning = entry.statusMeaning
    work = hundredths(entry.work)
    nonFacilityPracticeExpense = entry.isNotNonFacility ? nil : hundredths(entry.nonFacilityPracticeExpense)
    facilityPracticeExpense = entry.isNotFacility ? nil : hundredths(entry.facilityPracticeExpense)
    malpractice = hundredths(entry.malpractice)
    nonFacilityTotal = line.nonFacilityTotal.map(hundredths)
    facilityTotal = line.facilityTotal.map(hundredths)
    nonFacilityAmount = line.nonFacilityAmount.map(hundredths)
    facilityAmount = line.facilityAmount.map(hundredths)
    conversionFactor = Double(entry.conversionFactor) / 10_000
    globalDays = entry.globalDays
    indicators = [
      "component": entry.componentIndicator, "multipleProcedures": entry.multipleProcedures,
      "bilateralSurgery": entry.bilateralSurgery, "assistantAtSurgery": entry.assistantAtSurgery,
      "coSurgeons": entry.coSurgeons, "teamSurgery": entry.teamSurgery, "supervision": entry.supervision,
    ]
  }
}

private struct FeeDocument: Encodable {
  struct Place: Encodable {
    var locality: String
    var state: String
    var name: String
  }

  var format = JSONDocument.format
  var system: String
  var code: String
  var title: String
  var on: String
  var locality: Place?
  var lines: [FeeLineDocument]
  var basis: [BasisDocument]
  var notices: [NoticeDocument]

  init(_ fee: FeeAnswer) {
    system = fee.target.scope.token
    code = fee.target.identifier
    title = fee.title
    on = fee.day.description
    locality = fee.locality.map { Place(locality: $0.target.identifier, state: $0.state, name: $0.name) }
    lines = fee.lines.map(FeeLineDocument.init)
    basis = fee.basis.map(BasisDocument.init)
    notices = fee.notices.map(\.document)
  }
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
    basis = coverage.basis.map(BasisDocument.init)
    notices = coverage.notices.map(\.document)
  }
}

private struct CrosswalkDocument: Encodable {
  struct Mapping: Encodable {
    var forward: Bool
    var system: String?
    var code: String?
    var title: String
    var approximate: Bool
    var scenario: Int
    var choice: Int
  }

  var format = JSONDocument.format
  var system: String
  var code: String
  var title: String
  var on: String
  var mappings: [Mapping]
  var successors: [String]
  var notices: [NoticeDocument]

  init(_ answer: CrosswalkAnswer) {
    system = answer.target.scope.token
    code = answer.target.identifier
    title = answer.title
    on = answer.day.description
    mappings = answer.mappings.map {
      Mapping(
        forward: $0.isForward, system: $0.other?.scope.token, code: $0.other?.identifier, title: $0.title,
        approximate: $0.isApproximate, scenario: Int($0.scenario), choice: Int($0.choice))
    }
    successors = answer.successors.map(\.target.identifier)
    notices = answer.notices.map(\.document)
  }
}
