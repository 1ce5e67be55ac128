internal import CodingKnowledge
internal import KnowledgeIndex

/// Puts a card together from the records of all parts.
struct CardBuilder {
  private let snapshot: Snapshot
  private let walk: HierarchyWalk

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    walk = HierarchyWalk(snapshot)
  }

  func card(of number: Int) -> CodeCard {
    let target = snapshot.texts.target(number)
    let records = snapshot.records(of: number)
    let found = snapshot.edition(of: records)
    var card = CodeCard(
      target: target, title: found?.edition.title ?? "", day: snapshot.day, status: found?.status ?? .active)
    card.shortTitle = found?.edition.shortTitle
    card.billable = found?.edition.billable
    let path = walk.path(of: target)
    card.path = path.compactMap(level)
    card.children = walk.children(of: target).compactMap(level)
    addValidity(records, found?.edition, to: &card)
    addOtherTitles(records, to: &card)
    addNotes(records, path: path, to: &card)
    addSeventhCharacters(records, path: path, to: &card)
    card.needs = needs(card)
    addWordings(records, to: &card)
    addTexts(records, to: &card)
    addMappings(records, to: &card)
    addSources(records, to: &card)
    if case .deleted = card.status {
      card.successors = Succession(snapshot).successors(of: target, records: records).compactMap(level)
    }
    card.notices = snapshot.releaseNotices(for: [target.scope])
    return card
  }

  /// A target with its title; nil where nothing gives it one.
  func level(_ target: Target) -> CodeCard.Level? {
    guard let number = snapshot.texts.number(of: target) else { return nil }
    guard let (edition, status) = snapshot.edition(of: snapshot.editions(of: number)) else { return nil }
    return CodeCard.Level(target: target, title: edition.title, billable: edition.billable, status: status)
  }

  // MARK: Sections

  private func addValidity(
    _ records: [Snapshot.PlacedRecord], _ edition: TargetRecord.Edition?, to card: inout CodeCard
  ) {
    card.validity = edition?.validity ?? .always
    card.isFirstDayKnown = card.validity.from != nil
    let releases = records.flatMap { placed in
      placed.record.editions.flatMap { placed.part.sources(ofSet: $0.sourceSet) }
    }.filter { $0.series == .codes }
    if card.validity.from == nil {
      card.validity.from = releases.compactMap(\.release.effective.from).min()
    }
    switch card.status {
    case .deleted(let last): card.validity.through = last
    case .future(let first): card.validity.from = first ?? card.validity.from
    case .active: break
    }
  }

  private func addOtherTitles(_ records: [Snapshot.PlacedRecord], to card: inout CodeCard) {
    for placed in records {
      for edition in placed.record.editions where edition.title != card.title {
        guard let version = placed.part.sources(ofSet: edition.sourceSet).map(\.release.version).max(),
          !card.otherTitles.contains(where: { $0.title == edition.title })
        else { continue }
        card.otherTitles.append((edition.title, version))
      }
    }
  }

  /// Own notes first, then those of each level above, the nearest first.
  private func addNotes(_ own: [Snapshot.PlacedRecord], path: [Target], to card: inout CodeCard) {
    append(own, level: card.target, isInherited: false, to: &card)
    for ancestor in path.reversed() {
      guard let number = snapshot.texts.number(of: ancestor) else { continue }
      append(snapshot.records(of: number), level: ancestor, isInherited: true, to: &card)
    }
  }

  private func append(
    _ records: [Snapshot.PlacedRecord], level: Target, isInherited: Bool, to card: inout CodeCard
  ) {
    for placed in records {
      for note in placed.record.notes
      where placed.part.standing(ofSet: note.sourceSet, on: snapshot.day) == .inForce {
        // Inclusion terms name the level at which they stand, not what lies below it.
        if isInherited, [.inclusionTerm, .seventhCharacter].contains(note.value.kind) { continue }
        card.notes.append(
          CodeCard.GoverningNote(
            level: level, isInherited: isInherited, kind: note.value.kind, text: note.value.text))
      }
    }
  }

  private func addSeventhCharacters(
    _ own: [Snapshot.PlacedRecord], path: [Target], to card: inout CodeCard
  ) {
    for level in [card.target] + path.reversed() {
      guard let number = snapshot.texts.number(of: level) else { continue }
      for placed in snapshot.records(of: number) {
        for table in placed.record.seventhCharacters
        where placed.part.standing(ofSet: table.sourceSet, on: snapshot.day) == .inForce {
          card.seventhCharacters = (level, table.value)
          return
        }
      }
    }
  }

  /// What makes a header billable.
  private func needs(_ card: CodeCard) -> String? {
    guard card.billable == false, card.target.scope == .icd10cm || card.target.scope == .icd10pcs else { return nil }
    if card.target.scope == .icd10pcs { return "seven characters: choose a value for each further position" }
    let valid = card.children.filter { $0.status == .active }
    let endsInSeventh = valid.contains { $0.target.identifier.utf8.count == 8 }
    if endsInSeventh { return "a 7th character" }
    return valid.isEmpty ? nil : "more detail: choose one of the codes below"
  }

  private func addWordings(_ records: [Snapshot.PlacedRecord], to card: inout CodeCard) {
    var seen: Set<String> = [card.title]
    for placed in records {
      for number in placed.part.documents(ofTarget: placed.number) {
        let document = placed.part.document(number)
        guard let role = WordingRole(rawValue: document.role), role != .passage, role != .includesNote, role != .title,
          placed.part.standing(ofSet: document.sourceSet, on: snapshot.day) == .inForce
        else { continue }
        let text = placed.part.text(document)
        if seen.insert(text).inserted { card.wordings.append(Wording(card.target, role, text)) }
      }
    }
    card.wordings.sort { $0.role.rawValue < $1.role.rawValue }
  }

  private func addTexts(_ records: [Snapshot.PlacedRecord], to card: inout CodeCard) {
    for placed in records {
      let isInForce = { (set: Int) in placed.part.standing(ofSet: set, on: snapshot.day) == .inForce }
      for text in placed.record.texts where isInForce(text.sourceSet) {
        card.texts.append(
          CodeCard.Text(
            label: text.value.label, text: text.value.text, citation: text.value.citation, codes: text.value.codes))
      }
      for attribute in placed.record.attributes where isInForce(attribute.sourceSet) {
        card.attributes.append(CodeCard.Attribute(key: attribute.value.key, value: attribute.value.value))
      }
      // In force, the date unknown: a value of its own and not a day.
      if card.validity.from == nil || !card.isFirstDayKnown {
        card.dateText = card.dateText ?? card.attributes.first { $0.key == "effectiveText" }?.value
      }
      for change in placed.record.changes {
        card.changes.append(
          CodeCard.Change(kind: change.value.kind, title: change.value.title, effective: change.value.effective))
      }
    }
  }

  private func addMappings(_ records: [Snapshot.PlacedRecord], to card: inout CodeCard) {
    for placed in records {
      for mapping in placed.record.mappings {
        let title = mapping.value.other.flatMap(level)?.title ?? ""
        card.mappings.append(
          CodeCard.Mapping(
            isForward: mapping.value.isForward, other: mapping.value.other, title: title,
            isApproximate: mapping.value.isApproximate, scenario: mapping.value.scenario, choice: mapping.value.choice))
      }
    }
  }

  private func addSources(_ records: [Snapshot.PlacedRecord], to card: inout CodeCard) {
    var seen: Set<String> = []
    for placed in records {
      let sets =
        placed.record.editions.map(\.sourceSet) + placed.record.notes.map(\.sourceSet)
        + placed.record.texts.map(\.sourceSet) + placed.record.mappings.map(\.sourceSet)
        + placed.part.documents(ofTarget: placed.number).map { placed.part.document($0).sourceSet }
      for set in Set(sets).sorted() {
        for source in placed.part.sources(ofSet: set) where seen.insert(source.path).inserted {
          card.sources.append(
            CodeCard.Source(
              title: source.title, scope: source.release.scope, version: source.release.version, path: source.path,
              licence: source.licence))
        }
      }
    }
  }
}
