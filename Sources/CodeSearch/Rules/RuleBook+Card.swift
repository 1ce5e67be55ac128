internal import CodingKnowledge
internal import KnowledgeIndex

extension RuleBook {
  /// The rules of a code for its card.
  /// - Parameter limit: how many edits and texts of a kind are listed.
  func cardRules(of number: Int, limit: Int) -> CardRules {
    let target = snapshot.texts.target(number)
    var rules = CardRules()
    guard target.scope.isCodeSystem, target.scope != .modifier else { return rules }
    rules.guidance = texts(about: number, scopes: [.guideline, .manual, .policy]).prefix(limit).map(guidance)
    let coverage = coverage(of: number, state: nil, with: [])
    rules.coverage = coverage.texts
    rules.mappedDiagnoses = (
      coverage.mapped.count { $0.terms.list == .covered }, coverage.mapped.count { $0.terms.list == .notCovered }
    )
    var wanted: [Series] = [.documents, .coverage]
    if target.scope == .cpt || target.scope == .hcpcs {
      addProcedureRules(of: number, limit: limit, to: &rules)
      wanted += [.practitionerEdits, .hospitalEdits, .addOnEdits, .practitionerUnits, .hospitalUnits, .fees]
      if target.scope == .hcpcs { wanted.append(.supplierUnits) }
    } else if ![.icd10cm, .icd10pcs].contains(target.scope) {
      return rules
    }
    for series in wanted {
      let bases = bases(series)
      rules.basis += bases
      if bases.isEmpty { rules.missing.append(RuleNotices.notLoaded(series)) }
    }
    return rules
  }

  private func addProcedureRules(of number: Int, limit: Int, to rules: inout CardRules) {
    (rules.primaries, rules.addOns) = addOnEdits(of: number)
    for setting in CareSetting.allCases {
      if let series = setting.edits, let basis = basis(series) {
        let (column1, column2) = summary(of: number, setting, limit: limit)
        rules.edits.append(
          CardRules.SettingEdits(
            setting: setting, version: basis.version, column1Count: column1.count, column2Count: column2.count,
            column1: column1.first, column2: column2.first))
      }
      if let limit = unitLimit(of: number, setting) { rules.unitLimits.append(limit) }
    }
    rules.fees = fees(of: number).map { FeeAnswer.Line($0, nil) }
    rules.modifiers = modifierUses(rules)
  }

  private func guidance(_ about: AboutText) -> CardRules.Guidance {
    var passage = ""
    if let document = about.documents.first {
      let place = snapshot.texts.place(ofDocument: document)
      let part = snapshot.texts.parts[place.part]
      passage = part.text(part.document(place.number))
    }
    let target = snapshot.texts.target(about.target)
    return CardRules.Guidance(target: target, title: title(of: target), relation: about.relation, passage: passage)
  }

  /// Modifiers that the indicators of the fee schedule and the edits speak of.
  private func modifierUses(_ rules: CardRules) -> [CardRules.ModifierUse] {
    var uses: [CardRules.ModifierUse] = []
    func add(_ modifier: String, _ reason: String) {
      uses.append(CardRules.ModifierUse(modifier: modifier, reason: reason))
    }
    if let fee = rules.fees.first(where: { $0.entry.modifier.isEmpty })?.entry {
      if fee.bilateralSurgery == "1" || fee.bilateralSurgery == "3" {
        add("50, LT, RT", "bilateral indicator \(fee.bilateralSurgery): \(fee.bilateralMeaning)")
      }
      if fee.componentIndicator == "1" { add("26, TC", "professional and technical components") }
      if fee.multipleProcedures == "2" || fee.multipleProcedures == "3" {
        add("51", "multiple-procedure indicator \(fee.multipleProcedures): payment is adjusted")
      }
      if fee.assistantAtSurgery == "2" { add("80, 81, 82, AS", "an assistant at surgery may be paid") }
      if fee.assistantAtSurgery == "0", ["000", "010", "090", "ZZZ"].contains(fee.globalDays) {
        add("80, 81, 82, AS", "an assistant is paid only with documentation of need")
      }
      if fee.coSurgeons == "1" { add("62", "co-surgeons may be paid with documentation of need") }
      if fee.coSurgeons == "2" { add("62", "co-surgeons are permitted") }
      if fee.teamSurgery == "1" || fee.teamSurgery == "2" { add("66", "team surgery may be paid") }
      if ["010", "090"].contains(fee.globalDays) {
        add("24, 58, 78, 79", "services within its global period of \(fee.globalDays)")
      }
    }
    if rules.edits.contains(where: { ($0.column1 + $0.column2).contains { $0.terms.indicator == .allowed } }) {
      add("59, XE, XS, XP, XU", "some of its PTP edits may be opened where the record justifies it")
    }
    return uses
  }
}

extension RuleBook.AboutText {
  /// How the text is about the code, for people.
  var relation: String {
    switch way {
    case .lists: "lists"
    case .names: "names"
    case .namesAbove: "names a code above"
    case .namesRange: range.map { "names the range \($0)" } ?? "names a range"
    }
  }
}
