internal import CodingKnowledge
internal import KnowledgeIndex

/// A target while its part is being built: facts from several sources, merged as they come.
struct Draft {
  struct Word {
    var role: WordingRole
    var text: String
    var sourceSet: Int
  }

  var target: Target
  var record = TargetRecord()
  var wordings: [Word] = []

  init(_ target: Target) { self.target = target }

  /// Adds the facts of one value. What another source has stated already gets this source added to its set.
  mutating func add(_ value: KnowledgeValue, source: Int, sets: inout SourceSets) {
    switch value {
    case .code(let code): add(code, source: source, sets: &sets)
    case .wording(let wording): addWording(wording.role, wording.text, source: source, sets: &sets)
    case .note(let note):
      let text = TargetRecord.NoteText(note.kind, note.text)
      Draft.merge(text, into: &record.notes, source: source, sets: &sets)
      if note.kind == .includes { addWording(.includesNote, note.text, source: source, sets: &sets) }
    case .seventhCharacters(let table):
      Draft.merge(table.choices, into: &record.seventhCharacters, source: source, sets: &sets)
    case .fact(let fact):
      Draft.merge(
        TargetRecord.Attribute(fact.key, fact.value), into: &record.attributes, source: source, sets: &sets)
    case .passage(let passage):
      let text = TargetRecord.Text(
        label: passage.label, text: passage.text, citation: passage.citation, codes: passage.codes,
        page: passage.page)
      Draft.merge(text, into: &record.texts, source: source, sets: &sets)
      addWording(.passage, passage.text, source: source, sets: &sets)
    case .change(let change):
      let entry = TargetRecord.Change(kind: change.kind, title: change.title, effective: change.effective)
      Draft.merge(entry, into: &record.changes, source: source, sets: &sets)
    case .crosswalk(let mapping):
      addMapping(mapping, isForward: true, source: source, sets: &sets)
    case .mue(let limit): Draft.merge(limit, into: &record.unitLimits, source: source, sets: &sets)
    case .fee(let fee): Draft.merge(fee, into: &record.fees, source: source, sets: &sets)
    case .locality(let locality): Draft.merge(locality, into: &record.localities, source: source, sets: &sets)
    case .synonym, .ptpEdit, .addOn, .listing: break
    }
  }

  mutating func addMapping(_ mapping: Crosswalk, isForward: Bool, source: Int, sets: inout SourceSets) {
    let entry = TargetRecord.Mapping(
      isForward: isForward, other: isForward ? mapping.destination : mapping.source,
      isApproximate: mapping.approximate, scenario: mapping.scenario, choice: mapping.choice)
    Draft.merge(entry, into: &record.mappings, source: source, sets: &sets)
  }

  private mutating func add(_ code: Code, source: Int, sets: inout SourceSets) {
    if let parent = code.parent { record.parent = parent }
    // By index, here and below: `firstIndex(where:)` copies every element, with all that it refers to.
    if let index = record.editions.indices.first(where: { record.editions[$0].agrees(with: code) }) {
      record.editions[index].sourceSet = sets.union(record.editions[index].sourceSet, source)
      record.editions[index].billable = record.editions[index].billable ?? code.billable
      record.editions[index].shortTitle = record.editions[index].shortTitle ?? code.shortTitle
    } else {
      record.editions.append(
        TargetRecord.Edition(
          sourceSet: sets.number(of: [source]), title: code.title, shortTitle: code.shortTitle, billable: code.billable,
          validity: code.validity))
    }
    addWording(.title, code.title, source: source, sets: &sets)
  }

  private mutating func addWording(_ role: WordingRole, _ text: String, source: Int, sets: inout SourceSets) {
    if let index = wordings.indices.first(where: { wordings[$0].role == role && wordings[$0].text == text }) {
      wordings[index].sourceSet = sets.union(wordings[index].sourceSet, source)
    } else {
      wordings.append(Word(role: role, text: text, sourceSet: sets.number(of: [source])))
    }
  }

  private static func merge<Value: Hashable & Sendable>(
    _ value: Value, into facts: inout [TargetRecord.Sourced<Value>], source: Int, sets: inout SourceSets
  ) {
    if let index = facts.indices.first(where: { facts[$0].value == value }) {
      facts[index].sourceSet = sets.union(facts[index].sourceSet, source)
    } else {
      facts.append(TargetRecord.Sourced(sets.number(of: [source]), value))
    }
  }
}

extension TargetRecord.Edition {
  /// Whether it may be the state of the code that another source tells, where that tells it.
  fileprivate func agrees(with code: Code) -> Bool {
    title == code.title && validity == code.validity
      && (billable == code.billable || billable == nil || code.billable == nil)
      && (shortTitle == code.shortTitle || shortTitle == nil || code.shortTitle == nil)
  }
}
