import CodeSearch
import CodingKnowledge

/// The rules of a card, in the order in which a coder works.
extension Sheet {
  mutating func add(_ rules: CardRules, showsAll: Bool) {
    addGuidance(rules, showsAll: showsAll)
    if !rules.modifiers.isEmpty {
      section("Modifiers that may go with it")
      for use in rules.modifiers { item("\(use.modifier.fixed)  \(use.reason)") }
    }
    add(primaries: rules.primaries, addOns: rules.addOns, limit: showsAll ? .max : 12)
    for edits in rules.edits where edits.column1Count + edits.column2Count > 0 { add(edits, showsAll: showsAll) }
    if !rules.unitLimits.isEmpty {
      section("Units of a day (MUE)")
      for limit in rules.unitLimits { add(limit) }
    }
    addFees(rules)
  }

  private mutating func addGuidance(_ rules: CardRules, showsAll: Bool) {
    guard !rules.guidance.isEmpty else { return }
    section("Guidelines and manuals")
    for guidance in rules.guidance {
      item("\(guidance.target.scope.name) \(guidance.target.identifier)  \(guidance.title) (\(guidance.relation))")
      let text = showsAll ? guidance.passage : String(guidance.passage.prefix(160))
      let isCut = text.count < guidance.passage.count
      item(text + (isCut ? "…" : ""), indent: 6, first: 4)
    }
  }

  private mutating func add(_ edits: CardRules.SettingEdits, showsAll: Bool) {
    section(
      "PTP edits, \(edits.setting.name), \(edits.version): column 1 of \(Figures.count(edits.column1Count)), "
        + "column 2 of \(Figures.count(edits.column2Count))")
    let shown = showsAll ? Int.max : 5
    for edit in edits.column1.prefix(shown) { add(edit, isShort: true) }
    for edit in edits.column2.prefix(shown) { add(edit, isShort: true) }
    let more =
      edits.column1Count + edits.column2Count - min(shown, edits.column1.count) - min(shown, edits.column2.count)
    if more > 0 { item("… \(Figures.count(more)) more (--all)") }
  }

  private mutating func addFees(_ rules: CardRules) {
    guard !rules.fees.isEmpty else { return }
    section("Physician fee schedule, national")
    for line in rules.fees {
      let entry = line.entry
      let modifier = entry.modifier.isEmpty ? "" : "-\(entry.modifier) "
      item("\(modifier)status \(entry.status): \(entry.statusMeaning); global \(entry.globalDays)")
      for amount in Sheet.amounts(line) { item(amount, indent: 6, first: 4) }
      if entry.modifier.isEmpty { addIndicators(entry) }
    }
  }

  mutating func addCoverage(_ rules: CardRules, showsAll: Bool) {
    guard !rules.coverage.isEmpty || rules.mappedDiagnoses != (0, 0) else { return }
    section("Medicare coverage")
    let limit = showsAll ? rules.coverage.count : 8
    for text in rules.coverage.prefix(limit) {
      let states = text.states.isEmpty ? "" : " · " + Sheet.states(text.states, showsAll: showsAll)
      item("\(text.target.scope.name) \(text.target.identifier)  \(text.title) (\(Sheet.relation(text)))\(states)")
    }
    if rules.coverage.count > limit { item("… \(rules.coverage.count - limit) more (--all)") }
    if rules.mappedDiagnoses.covered > 0 {
      item("\(Figures.count(rules.mappedDiagnoses.covered)) diagnoses listed in support (codesearch coverage)")
    }
    if rules.mappedDiagnoses.notCovered > 0 {
      item("\(Figures.count(rules.mappedDiagnoses.notCovered)) diagnoses listed as not supporting")
    }
  }

  /// How a coverage text is about the code: `lists it`, `goes with LCD L33718`.
  static func relation(_ text: CoverageAnswer.Text) -> String {
    text.relation.contains(" ") ? text.relation : text.relation + " it"
  }

  /// The states of a text; many of them are counted.
  static func states(_ states: [String], showsAll: Bool) -> String {
    showsAll || states.count <= 12 ? states.joined(separator: ", ") : "\(states.count) states and territories"
  }

  mutating func addMissing(_ rules: CardRules) {
    for (title, bases) in [("Rules from", rules.basis), ("Nothing about it in", rules.silent)] where !bases.isEmpty {
      section(title)
      for basis in bases { item(basis.description + (basis.isOfTheDay ? "" : " [not the release of the day]")) }
    }
    guard !rules.missing.isEmpty else { return }
    section("Not loaded")
    for notice in rules.missing { item(notice.message) }
  }
}
