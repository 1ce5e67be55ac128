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
    let isNational = { (text: CoverageAnswer.Text) in text.target.scope == .ncd }
    rules.coverage = coverage.texts.filter(isNational) + coverage.texts.filter { !isNational($0) }
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
      let speaking = bases.filter { rules.rest(on: $0, of: series) }
      rules.basis += speaking
      // A guideline that does not name the code is not worth a line.
      if series != .documents { rules.silent += bases.filter { !speaking.contains($0) } }
      // The starter corpus has guidelines of its own; where they speak, no one misses the section.
      let isFilled = series == .documents && !rules.guidance.isEmpty
      if bases.isEmpty, !isFilled { rules.missing.append(RuleNotices.notLoaded(series)) }
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
            column1: column1.first, column2: column2.first, canBeOpened: column1.canBeOpened || column2.canBeOpened))
      }
      if let limit = unitLimit(of: number, setting) { rules.unitLimits.append(limit) }
    }
    rules.fees = fees(of: number).map { FeeAnswer.Line($0, nil) }
    rules.modifiers = modifierUses(snapshot.texts.target(number), rules)
  }

  private func guidance(_ about: AboutText) -> CardRules.Guidance {
    var passage = ""
    var title = ""
    if let document = about.documents.first {
      let place = snapshot.texts.place(ofDocument: document)
      let part = snapshot.texts.parts[place.part]
      let stored = part.document(place.number)
      passage = part.text(stored)
      title = part.sources(ofSet: stored.sourceSet).last?.title ?? ""
    }
    let target = snapshot.texts.target(about.target)
    return CardRules.Guidance(
      target: target, title: self.title(of: target), relation: about.relation, passage: passage, document: title)
  }

  /// Modifiers that the indicators of the fee schedule and the edits speak of.
  private func modifierUses(_ target: Target, _ rules: CardRules) -> [CardRules.ModifierUse] {
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
    if target.isVisit {
      add("25", "a significant, separate visit on the day of a procedure")
      add("57", "the visit led to the decision for major surgery")
      add("24", "a visit within the global period of surgery that it has nothing to do with")
    } else if rules.edits.contains(where: \.canBeOpened) {
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
    case .goesWith: origin.map { "goes with \($0)" } ?? "goes with a text that lists"
    case .namesAbove: "names a code above"
    case .namesRange: range.map { "names the range \($0)" } ?? "names a range"
    }
  }
}

extension CardRules {
  /// Whether a release of a series says something of the code.
  fileprivate func rest(on basis: DataBasis, of series: Series) -> Bool {
    switch series {
    case .documents: guidance.contains { $0.document == basis.title }
    case .coverage: !coverage.isEmpty || mappedDiagnoses != (0, 0)
    case .addOnEdits: !primaries.isEmpty || !addOns.isEmpty
    case .fees: !fees.isEmpty
    default:
      edits.contains { $0.setting.edits == series && $0.column1Count + $0.column2Count > 0 }
        || unitLimits.contains { $0.setting.units == series }
    }
  }
}
