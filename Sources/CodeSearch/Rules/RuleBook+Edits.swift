internal import CodingKnowledge
internal import KnowledgeIndex

extension RuleBook {
  /// All edits of a code in a setting, whatever their standing.
  func pairEdits(of number: Int, _ setting: CareSetting, with other: Int? = nil) -> [CodePairEdit] {
    let own = snapshot.texts.target(number)
    var edits: [CodePairEdit] = []
    forEachRelation(of: number, with: other) { placed, relation in
      guard case .ptpEdit(let terms) = relation.terms, terms.setting == setting else { return }
      edits.append(edit(own, placed, terms, set: relation.sourceSet))
    }
    return edits
  }

  private func edit(_ own: Target, _ placed: Placed, _ terms: PTPEdit.Terms, set: Int) -> CodePairEdit {
    let versions = Set(placed.part.sources(ofSet: set).map(\.release.version)).sorted()
    return CodePairEdit(
      column1: placed.entry.leads ? own : placed.other, column2: placed.entry.leads ? placed.other : own, terms: terms,
      standing: standing(of: terms, set: set, in: placed.part), versions: versions)
  }

  /// A PTP edit has dates of its own; the quarter that states it only says whether they are the last word.
  private func standing(of terms: PTPEdit.Terms, set: Int, in part: KnowledgePart) -> RuleStanding {
    if terms.indicator == .notApplicable || terms.effective != nil && terms.effective == terms.deletion {
      return .neverInForce
    }
    let stated = standing(set, in: part)
    if case .ended = stated { return stated }
    if let deletion = terms.deletion, deletion < snapshot.day { return .ended(deletion) }
    // Where the file leaves the first day empty, an edit is known from the quarter of the file on, and no earlier.
    if case .future(let quarter) = stated, terms.effective == nil || !tellsHistory(set, in: part) {
      return .future(max(terms.effective ?? snapshot.day, quarter ?? snapshot.day))
    }
    guard let effective = terms.effective, effective > snapshot.day else { return .inForce }
    return .future(effective)
  }

  /// Whether the file answers for days before its quarter: a PTP file holds all edits there ever were, so that the oldest one
  /// loaded tells of the time before it. One whose quarter has yet to come was loaded early and tells nothing.
  private func tellsHistory(_ set: Int, in part: KnowledgePart) -> Bool {
    guard part.standing(ofSet: set, on: snapshot.day) == .inForce else { return false }
    return part.sources(ofSet: set).contains { $0.release.effective.from.map { $0 <= .today } ?? true }
  }

  /// What a setting's edits in force of a code come to: counts, and the first of each column in order of the other code.
  func summary(of number: Int, _ setting: CareSetting, limit: Int) -> (column1: EditList, column2: EditList) {
    let own = snapshot.texts.target(number)
    var column1 = EditList()
    var column2 = EditList()
    var standings: [Int: Bool] = [:]
    forEachRelation(of: number) { placed, relation in
      guard case .ptpEdit(let terms) = relation.terms, terms.setting == setting else { return }
      let key = placed.entry.relation
      let isInForce =
        standings[key] ?? (standing(of: terms, set: relation.sourceSet, in: placed.part) == .inForce)
      standings[key] = isInForce
      guard isInForce else { return }
      let make = { edit(own, placed, terms, set: relation.sourceSet) }
      if placed.entry.leads {
        column1.add(limit, terms.indicator, make)
      } else {
        column2.add(limit, terms.indicator, make)
      }
    }
    return (column1, column2)
  }

  /// A count with the first edits.
  struct EditList {
    var count = 0
    var first: [CodePairEdit] = []
    /// Whether a modifier may open one of them.
    var canBeOpened = false

    mutating func add(_ limit: Int, _ indicator: PTPEdit.ModifierIndicator, _ make: () -> CodePairEdit) {
      count += 1
      if indicator == .allowed { canBeOpened = true }
      if first.count < limit { first.append(make()) }
    }
  }

  /// The add-on edits of a code: those in which it is the add-on code, and those in which it is primary.
  func addOnEdits(of number: Int, with other: Int? = nil) -> (primaries: [AddOnRelation], addOns: [AddOnRelation]) {
    let own = snapshot.texts.target(number)
    var primaries: [AddOnRelation] = []
    var addOns: [AddOnRelation] = []
    forEachRelation(of: number, with: other) { placed, relation in
      guard case .addOn(let terms) = relation.terms else { return }
      var standing = standing(relation.sourceSet, in: placed.part)
      if let through = terms.validity.through, through < snapshot.day { standing = .ended(through) }
      // An add-on edit has dates of its own: a file loaded early tells of the days before it, too.
      if terms.validity.from != nil, case .future = standing, terms.validity.contains(snapshot.day) {
        standing = .inForce
      }
      if let from = terms.validity.from, from > snapshot.day { standing = .future(from) }
      let other = placed.other
      if placed.entry.leads {
        primaries.append(
          AddOnRelation(addOn: own, primary: other == own ? nil : other, terms: terms, standing: standing))
      } else {
        addOns.append(AddOnRelation(addOn: other, primary: own, terms: terms, standing: standing))
      }
    }
    return (primaries, addOns)
  }
}
