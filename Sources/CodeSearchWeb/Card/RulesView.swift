internal import CodeSearch
internal import CodingKnowledge

/// The rules that govern a code.
struct RulesView {
  struct Guidance {
    var kind: String
    var section: Link
    var relation: String
    var passage: String
  }

  struct ModifierUse {
    var modifiers: [Link]
    var reason: String
  }

  struct AddOns {
    var isDecidedByContractor: Bool
    var primaries: FoldedList<Link>?
    var below: FoldedList<Link>?
  }

  struct Units {
    var setting: String
    var units: String
    var indicator: String
    var meaning: String
    var rationale: String
    var version: String
  }

  var guidance: FoldedList<Guidance>?
  var modifiers: [ModifierUse]
  var addOns: AddOns?
  var edits: [EditsView]
  var units: [Units]
  var fees: FeesView?
  var coverage: CoverageView?
  /// True where an edit is left out.
  var isCut: Bool

  init(_ card: CodeCard, on day: Day?, listsAll: Bool) {
    let rules = card.rules
    let sections = rules.guidance.map { found in
      Guidance(
        kind: found.target.scope.name, section: Link(to: found.target, on: day, note: found.title),
        relation: found.relation, passage: RulesView.beginning(of: found.passage))
    }
    guidance = FoldedList(sections, limit: listsAll ? .max : 8)
    modifiers = rules.modifiers.map { use in
      let codes = use.modifier.split(separator: ",").map { $0.filter { $0 != " " } }
      return ModifierUse(modifiers: codes.map { Link(to: Target(.modifier, $0), on: day) }, reason: use.reason)
    }
    addOns = RulesView.addOns(rules, on: day)
    edits = rules.edits.filter { $0.column1Count + $0.column2Count > 0 }
      .map { EditsView($0, of: card.target, on: day) }
    units = rules.unitLimits.map { limit in
      Units(
        setting: limit.setting.name.capitalizedSentence, units: String(limit.units),
        indicator: String(limit.adjudication.rawValue),
        meaning: limit.meaning, rationale: limit.rationale, version: limit.version)
    }
    fees = FeesView(rules.fees)
    coverage = CoverageView(rules, on: day)
    isCut = rules.edits.contains { $0.column1.count < $0.column1Count || $0.column2.count < $0.column2Count }
  }

  private static func beginning(of passage: String) -> String {
    passage.count > 320 ? passage.prefix(300) + "…" : passage
  }

  private static func addOns(_ rules: CardRules, on day: Day?) -> AddOns? {
    let own = rules.primaries.filter { $0.standing == .inForce }
    let below = rules.addOns.filter { $0.standing == .inForce }
    guard !own.isEmpty || !below.isEmpty else { return nil }
    let primaries = own.compactMap(\.primary)
    return AddOns(
      isDecidedByContractor: !own.isEmpty && primaries.isEmpty,
      primaries: FoldedList(primaries.map { Link(to: $0, on: day) }, limit: 40),
      below: FoldedList(below.map { Link(to: $0.addOn, on: day) }, limit: 40))
  }
}

/// The PTP edits of a code in one setting.
struct EditsView {
  struct Row {
    var other: Link
    var indicator: String
    var indicatorMeaning: String
    var style: String
    var rationale: String
    var since: String
  }

  struct Column {
    var heading: String
    var rows: [Row]
    var count: String
    var missingCount: String?
    /// False where the file leaves all first days empty.
    var isDated: Bool
  }

  var setting: String
  var version: String
  var columns: [Column]

  init(_ edits: CardRules.SettingEdits, of target: Target, on day: Day?) {
    setting = edits.setting.name.capitalizedSentence
    version = edits.version
    let code = target.identifier
    let all: [(String, [CodePairEdit], Int, KeyPath<CodePairEdit, Target>)] = [
      ("Not paid beside \(code)", edits.column1, edits.column1Count, \.column2),
      ("\(code) is not paid beside these", edits.column2, edits.column2Count, \.column1),
    ]
    columns = all.filter { $0.2 > 0 }.map { heading, listed, count, other in
      let missing = count - listed.count
      return Column(
        heading: heading, rows: listed.map { Row($0, other: $0[keyPath: other], on: day) }, count: count.grouped,
        missingCount: missing > 0 ? missing.grouped : nil,
        isDated: listed.contains { $0.terms.effective != nil })
    }
  }
}

extension EditsView.Row {
  fileprivate init(_ edit: CodePairEdit, other: Target, on day: Day?) {
    self.other = Link(to: other, on: day)
    indicator = String(edit.terms.indicator.rawValue)
    switch edit.terms.indicator {
    case .notAllowed: (indicatorMeaning, style) = ("no modifier", "bad")
    case .allowed: (indicatorMeaning, style) = ("modifier may apply", "wait")
    case .notApplicable: (indicatorMeaning, style) = ("deleted", "plain")
    }
    rationale = edit.terms.rationale
    since = edit.terms.effective?.description ?? "–"
  }
}
