import CodeSearch
import CodingKnowledge

/// Edits as text.
struct EditsRendering {
  private var sheet: Sheet

  init(_ edits: CodeEdits, terminal: Terminal) {
    sheet = Sheet(terminal)
    sheet.head(edits.target.identifier, edits.target.scope.name, edits.title)
    sheet.item("on \(edits.day), \(edits.setting.name)")
    for pair in edits.pairs { add(pair) }
    if edits.pairs.isEmpty {
      add("Column 1: paid, the other denied", edits.column1, of: edits.column1Count)
      add("Column 2: denied beside the other", edits.column2, of: edits.column2Count)
    }
    sheet.add(primaries: edits.primaries, addOns: edits.addOns)
    if let limit = edits.unitLimit {
      sheet.section("Units")
      sheet.add(limit)
    }
    sheet.add(edits.basis)
  }

  var text: String { sheet.text }

  private mutating func add(_ pair: PairAnswer) {
    let verdict =
      switch pair.verdict {
      case .none: "no edit on file"
      case .notInForce: "an edit on file, not in force that day"
      case .inForce: "an edit in force"
      }
    sheet.section("\(pair.first.identifier) and \(pair.second.identifier): \(verdict)")
    for edit in pair.edits { sheet.add(edit) }
    for relation in pair.addOns where relation.standing == .inForce {
      sheet.item(
        "\(relation.addOn.identifier) is an add-on code to \(relation.primary?.identifier ?? "a primary code")")
    }
  }

  private mutating func add(_ title: String, _ edits: [CodePairEdit], of count: Int) {
    guard count > 0 else { return }
    sheet.section("\(title) (\(Figures.count(count)) in force)")
    for edit in edits { sheet.add(edit, isShort: true) }
    if count > edits.count { sheet.item("… \(Figures.count(count - edits.count)) more (--all)") }
  }
}

extension Sheet {
  mutating func add(_ edit: CodePairEdit, isShort: Bool = false) {
    let pair = "\(edit.column1.identifier) / \(edit.column2.identifier)"
    let dates = [
      edit.terms.effective.map { "from \($0)" } ?? "from a day the file leaves empty",
      edit.terms.deletion.map { "through \($0)" } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
    guard !isShort else {
      return item("\(pair.fixed)  indicator \(edit.terms.indicator.rawValue)  \(edit.terms.rationale)")
    }
    let standing =
      switch edit.standing {
      case .inForce: "in force"
      case .ended(let last): last.map { "ended \($0)" } ?? "ended"
      case .future(let first): first.map { "not before \($0)" } ?? "not yet in force"
      case .neverInForce: "never in force"
      }
    item("\(pair.fixed)  \(standing), \(dates), indicator \(edit.terms.indicator.rawValue)")
    item("\(edit.meaning). \(edit.terms.rationale)", indent: 6, first: 4)
  }

  mutating func add(_ limit: UnitLimit) {
    item("\(limit.setting.name): MUE \(limit.units), MAI \(limit.adjudication.rawValue), \(limit.version)")
    item("\(limit.meaning). \(limit.rationale)", indent: 6, first: 4)
  }

  mutating func add(primaries: [AddOnRelation], addOns: [AddOnRelation], limit: Int = 12) {
    let own = primaries.filter { $0.standing == .inForce }
    if !own.isEmpty {
      section("Add-on code")
      let listed = own.compactMap(\.primary?.identifier)
      if listed.isEmpty {
        item("its primary codes are defined by the contractor")
      } else {
        add(codes: listed, "with", limit)
      }
    }
    let below = addOns.filter { $0.standing == .inForce }.map(\.addOn.identifier)
    if !below.isEmpty {
      section("Add-on codes to it")
      add(codes: below, "", limit)
    }
  }

  private mutating func add(codes: [String], _ lead: String, _ limit: Int) {
    let more = codes.count > limit ? ", … \(codes.count - limit) more" : ""
    item((lead.isEmpty ? "" : lead + " ") + codes.prefix(limit).joined(separator: ", ") + more)
  }

  mutating func add(_ basis: [DataBasis]) {
    guard !basis.isEmpty else { return }
    section("By")
    for one in basis { item(one.description) }
  }
}

/// Coverage as text.
struct CoverageRendering {
  private var sheet: Sheet
  private let showsAll: Bool

  init(_ coverage: CoverageAnswer, terminal: Terminal, showsAll: Bool) {
    self.showsAll = showsAll
    sheet = Sheet(terminal)
    sheet.head(coverage.target.identifier, coverage.target.scope.name, coverage.title)
    if coverage.texts.isEmpty, coverage.mapped.isEmpty { sheet.item("No loaded coverage text is about it.") }
    for scope in [Scope.ncd, .lcd, .article] {
      let texts = coverage.texts.filter { $0.target.scope == scope }
      guard !texts.isEmpty else { continue }
      sheet.section(scope.name)
      for text in texts.prefix(showsAll ? texts.count : 8) { add(text) }
      if !showsAll, texts.count > 8 { sheet.item("… \(texts.count - 8) more (--all)") }
    }
    addMapped(coverage.mapped)
    sheet.add(coverage.basis)
  }

  var text: String { sheet.text }

  private mutating func add(_ text: CoverageAnswer.Text) {
    sheet.item("\(text.target.identifier.fixed)  \(text.title)")
    var facts = [text.relation + " it"]
    if !text.states.isEmpty {
      let shown = showsAll ? text.states : Array(text.states.prefix(8))
      facts.append(shown.joined(separator: ", ") + (text.states.count > shown.count ? "…" : ""))
    }
    if let contractor = text.contractors.first {
      facts.append(text.contractors.count > 1 ? "\(contractor) and \(text.contractors.count - 1) more" : contractor)
    }
    if text.diagnosisCount > 0 { facts.append("\(Figures.count(text.diagnosisCount)) diagnoses listed") }
    sheet.item(facts.joined(separator: " · "), indent: 6, first: 4)
    for listing in text.listings { sheet.item(CoverageRendering.line(listing), indent: 6, first: 4) }
    for group in text.groups.prefix(showsAll ? text.groups.count : 2) {
      sheet.item(String(group.prefix(showsAll ? group.count : 300)), indent: 6, first: 4)
    }
  }

  private static func line(_ listing: CoverageAnswer.Listing) -> String {
    let list =
      switch listing.terms.list {
      case .covered: "listed as supporting"
      case .notCovered: "listed as not supporting"
      case .procedures: "listed"
      }
    let group = listing.terms.group > 0 ? ", group \(listing.terms.group)" : ""
    return
      "\(listing.code.identifier) \(list)\(group)\(listing.terms.hasAsterisk ? " (asterisk)" : "") \(listing.title)"
  }

  private mutating func addMapped(_ mapped: [CoverageAnswer.Listing]) {
    for (list, title) in [(CoverageListing.List.covered, "supporting"), (.notCovered, "not supporting")] {
      let codes = mapped.filter { $0.terms.list == list }
      guard !codes.isEmpty else { continue }
      sheet.section("Diagnoses listed as \(title), from a map by code (\(Figures.count(codes.count)))")
      let shown = codes.prefix(showsAll ? codes.count : 24).map(\.code.identifier).joined(separator: ", ")
      sheet.item(shown + (!showsAll && codes.count > 24 ? ", … (--all)" : ""))
    }
  }
}

/// A crosswalk as text.
struct CrosswalkRendering {
  private var sheet: Sheet

  init(_ answer: CrosswalkAnswer, terminal: Terminal) {
    sheet = Sheet(terminal)
    sheet.head(answer.target.identifier, answer.target.scope.name, answer.title)
    if !answer.successors.isEmpty {
      sheet.section("In its place now")
      for level in answer.successors { sheet.item("\(level.target.identifier.fixed)  \(level.title)") }
    }
    for isForward in [true, false] {
      let mappings = answer.mappings.filter { $0.isForward == isForward }
      guard !mappings.isEmpty else { continue }
      sheet.section(isForward ? "Leads to" : "Comes from")
      for mapping in mappings { sheet.add(mapping) }
    }
    if answer.mappings.isEmpty, answer.successors.isEmpty { sheet.item("No mapping of it is loaded.") }
  }

  var text: String { sheet.text }
}

extension Sheet {
  mutating func add(_ mapping: CodeCard.Mapping) {
    let other = mapping.other.map { "\($0)\u{A0} \(mapping.title)" } ?? "no counterpart"
    let scenario = mapping.scenario > 0 ? " (scenario \(mapping.scenario), choice \(mapping.choice))" : ""
    item("\(mapping.isForward ? "→" : "←") \(other)\(mapping.isApproximate ? " [approximate]" : "")\(scenario)")
  }
}

/// Fees as text.
struct FeeRendering {
  private var sheet: Sheet
  private let setting: CareSetting?

  init(_ fee: FeeAnswer, setting: CareSetting?, terminal: Terminal) {
    self.setting = setting
    sheet = Sheet(terminal)
    sheet.head(fee.target.identifier, fee.target.scope.name, fee.title)
    sheet.item(
      fee.locality.map { "amounts for \($0.name), \($0.state) (\($0.target.identifier))" } ?? "national amounts")
    if fee.lines.isEmpty { sheet.item("No line of the fee schedule in force on \(fee.day) has it.") }
    for line in fee.lines { add(line) }
    sheet.add(fee.basis)
  }

  var text: String { sheet.text }

  private mutating func add(_ line: FeeAnswer.Line) {
    let entry = line.entry
    sheet.section(entry.modifier.isEmpty ? "Whole service" : "With modifier \(entry.modifier)")
    sheet.item("status \(entry.status): \(entry.statusMeaning)")
    let isOffice = setting == nil || setting == .practitioner
    let isFacility = setting == nil || setting == .hospital
    if isOffice {
      sheet.item(
        Sheet.amount("office", entry.nonFacilityPracticeExpense, line.nonFacilityTotal, line.nonFacilityAmount, entry))
    }
    if isFacility {
      sheet.item(
        Sheet.amount("facility", entry.facilityPracticeExpense, line.facilityTotal, line.facilityAmount, entry))
    }
    sheet.item("global \(entry.globalDays): \(entry.globalMeaning)")
    sheet.addIndicators(entry)
  }
}

extension Sheet {
  /// One setting's relative values and amount.
  static func amount(
    _ name: String, _ practiceExpense: Int, _ total: Int?, _ amount: Int?, _ entry: FeeScheduleEntry
  ) -> String {
    guard let total else { return "\(name): not done there (NA)" }
    let parts =
      "work \(hundredths(entry.work)) + practice \(hundredths(practiceExpense)) + malpractice "
      + "\(hundredths(entry.malpractice)) = \(hundredths(total)) RVU"
    return "\(name): \(parts)" + (amount.map { ", $\(hundredths($0))" } ?? "")
  }

  mutating func addIndicators(_ entry: FeeScheduleEntry) {
    let indicators = [
      ("PC/TC", entry.componentIndicator), ("multiple", entry.multipleProcedures),
      ("bilateral", entry.bilateralSurgery),
      ("assistant", entry.assistantAtSurgery), ("co-surgeons", entry.coSurgeons), ("team", entry.teamSurgery),
      ("supervision", entry.supervision),
    ].filter { !$0.1.isEmpty }
    item("indicators: " + indicators.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    if !entry.bilateralMeaning.isEmpty { item("bilateral \(entry.bilateralSurgery): \(entry.bilateralMeaning)") }
  }

  /// 1234 reads 12.34.
  static func hundredths(_ value: Int) -> String {
    let rest = value % 100
    return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
