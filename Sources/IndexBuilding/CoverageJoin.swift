internal import CodingKnowledge
internal import KnowledgeIndex

/// Joins what the tables of the coverage database say of each other by number: the contractors of a text become names,
/// their states abbreviations, an NCD's number its section of the manual. Each table is a file of its own, so that this can
/// be done only when all are at hand.
struct CoverageJoin {
  private typealias Attribute = TargetRecord.Sourced<TargetRecord.Attribute>

  private var drafts: [Draft]
  private var sets: SourceSets
  private let numbers: [Target: Int]
  /// The section of the manual for each NCD's number.
  private var sections: [String: String] = [:]
  private let abbreviations: [String: String]

  /// Completes the coverage texts among `drafts`, and takes the numbers out of their records.
  static func complete(_ drafts: inout [Draft], sets: inout SourceSets) {
    var join = CoverageJoin(drafts, sets)
    for index in join.drafts.indices where [.lcd, .article].contains(join.drafts[index].target.scope) {
      join.addContractors(index)
      join.addNationalTexts(index)
    }
    join.tieBack()
    for index in join.drafts.indices {
      join.describe(index)
      join.drafts[index].record.attributes.removeAll { Key.raw.contains($0.value.key) }
    }
    drafts = join.drafts
    sets = join.sets
  }

  /// The keys under which readers leave what is joined here.
  private enum Key {
    static let contractor = "contractorNumber"
    static let state = "stateNumber"
    static let determination = "ncdNumber"
    static let relatedDetermination = "relatedNCD"
    static let raw: Set<String> = [contractor, state, determination, relatedDetermination]
  }

  private init(_ drafts: [Draft], _ sets: SourceSets) {
    self.drafts = drafts
    self.sets = sets
    numbers = Dictionary(uniqueKeysWithValues: drafts.enumerated().map { ($0.element.target, $0.offset) })
    var names: [String: (name: String, abbreviation: String)] = [:]
    for draft in drafts {
      switch draft.target.scope {
      case .ncd:
        for value in draft.values(of: Key.determination) { sections[value] = draft.target.identifier }
      case .state:
        names[draft.target.identifier] = (
          draft.values(of: "name").first ?? "", draft.values(of: "abbreviation").first ?? ""
        )
      default: continue
      }
    }
    abbreviations = CoverageJoin.wholeStates(names)
  }

  /// A part of a state ("California - Northern", NF) counts as the state ("California - Entire State", CA).
  private static func wholeStates(_ names: [String: (name: String, abbreviation: String)]) -> [String: String] {
    let stem = { (name: String) in name.split(separator: " - ").first.map(String.init) ?? name }
    var whole: [String: String] = [:]
    for (name, abbreviation) in names.values where name.hasSuffix("Entire State") || !name.contains(" - ") {
      whole[stem(name)] = abbreviation
    }
    return names.mapValues { whole[stem($0.name)] ?? $0.abbreviation }
  }

  // MARK: Joining

  /// After the data dictionary: the states of a text are those of its contractors, except where it has one contractor and
  /// states of its own.
  private mutating func addContractors(_ index: Int) {
    let contractors = drafts[index].attributes(of: Key.contractor)
    var states = drafts[index].attributes(of: Key.state)
    if states.isEmpty || contractors.count > 1 { states = [] }
    let hasOwn = !states.isEmpty
    for contractor in contractors {
      guard let number = numbers[Target(.contractor, contractor.value.value)] else { continue }
      for name in drafts[number].values(of: "name") { add("contractor", name, contractor.sourceSet, to: index) }
      if hasOwn { continue }
      for state in drafts[number].values(of: Key.state) {
        states.append(Attribute(contractor.sourceSet, TargetRecord.Attribute(Key.state, state)))
      }
    }
    let named = states.compactMap { state in abbreviations[state.value.value].map { ($0, state.sourceSet) } }
    for (abbreviation, set) in named.sorted(by: { $0.0 < $1.0 }) { add("state", abbreviation, set, to: index) }
  }

  private mutating func addNationalTexts(_ index: Int) {
    for number in drafts[index].attributes(of: Key.relatedDetermination) {
      guard let section = sections[number.value.value] else { continue }
      add("related", section, number.sourceSet, to: index)
    }
  }

  /// An Article that an LCD names is related to the LCD as well, and the other way round.
  private mutating func tieBack() {
    for index in drafts.indices where [.lcd, .article].contains(drafts[index].target.scope) {
      let other: Scope = drafts[index].target.scope == .lcd ? .article : .lcd
      for related in drafts[index].attributes(of: "related") {
        guard let number = numbers[Target(other, related.value.value)] else { continue }
        add("related", drafts[index].target.identifier, related.sourceSet, to: number)
      }
    }
  }

  /// A text of which only its listings and relations are loaded still has a card, which says what is missing.
  private mutating func describe(_ index: Int) {
    let target = drafts[index].target
    guard target.scope == .lcd || target.scope == .article else { return }
    let record = drafts[index].record
    let stated = record.attributes.first?.sourceSet ?? record.texts.first?.sourceSet ?? record.editions.first?.sourceSet
    let set = stated ?? sets.number(of: [])
    if record.editions.isEmpty {
      let title = "\(target.description) (title not loaded)"
      drafts[index].record.editions = [
        TargetRecord.Edition(sourceSet: set, title: title, shortTitle: nil, billable: nil, validity: .always)
      ]
    }
    if record.texts.allSatisfy({ $0.value.label.hasPrefix("Group ") }) {
      let file = target.scope == .lcd ? "lcd.csv" : "article.csv"
      add("note", "The text itself is not loaded; \(file) of the Medicare Coverage Database holds it.", set, to: index)
    }
  }

  /// Adds an attribute, or the sources of one that is there.
  private mutating func add(_ key: String, _ value: String, _ set: Int, to index: Int) {
    let attribute = TargetRecord.Attribute(key, value)
    if let known = drafts[index].record.attributes.firstIndex(where: { $0.value == attribute }) {
      var all = drafts[index].record.attributes[known].sourceSet
      for source in sets.sets[set] { all = sets.union(all, source) }
      drafts[index].record.attributes[known].sourceSet = all
    } else {
      drafts[index].record.attributes.append(Attribute(set, attribute))
    }
  }
}

extension Draft {
  fileprivate func attributes(of key: String) -> [TargetRecord.Sourced<TargetRecord.Attribute>] {
    record.attributes.filter { $0.value.key == key }
  }

  fileprivate func values(of key: String) -> [String] { attributes(of: key).map(\.value.value) }
}
