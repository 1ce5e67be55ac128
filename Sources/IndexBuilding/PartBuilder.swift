internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// Builds one part: merges the values of its sources by target, derives hierarchy and wordings, and writes records and
/// inverted documents in the same order.
struct PartBuilder {
  /// Raised when other wordings, records or terms follow from the same values: kept parts are then built anew.
  static let rulesVersion: UInt8 = 4

  private let name: String
  private let sources: [SourceEntry]
  private var drafts: [Draft] = []
  private var numbers: [Target: Int] = [:]
  private var sets = SourceSets()
  private var synonyms: [Synonym] = []
  private var relations = RelationRows()

  init(name: String, sources: [SourceEntry]) {
    self.name = name
    self.sources = sources
  }

  /// Adds one value of source number `source`.
  mutating func add(_ value: KnowledgeValue, source: Int) {
    switch value {
    case .code(let code): add(value, to: code.target, source: source)
    case .wording(let wording):
      if sources[source].series == .terminology {
        addTerm(wording, source: source)
      } else {
        add(value, to: wording.target, source: source)
      }
    case .note(let note): add(value, to: note.target, source: source)
    case .seventhCharacters(let table): add(value, to: table.target, source: source)
    case .fact(let fact):
      // Keys of the PCS index say what official term a word is filed under: official synonyms of no one code.
      if fact.key == "use" {
        let sides = fact.value.split(separator: "=", maxSplits: 1).map { String($0) }
        if sides.count == 2 { synonyms.append(Synonym(sides[0], sides[1], scope: fact.target.scope)) }
        return
      }
      add(value, to: fact.target, source: source)
    case .passage(let passage): add(value, to: passage.target, source: source)
    case .change(let change): add(value, to: change.target, source: source)
    case .crosswalk(let mapping):
      add(value, to: mapping.source, source: source)
      if let destination = mapping.destination {
        drafts[number(of: destination)].addMapping(mapping, isForward: false, source: source, sets: &sets)
      }
    case .synonym(let synonym): synonyms.append(synonym)
    case .mue(let limit): add(value, to: limit.target, source: source)
    case .fee(let fee): add(value, to: fee.target, source: source)
    case .locality(let locality): add(value, to: locality.target, source: source)
    case .ptpEdit(let edit): relate(edit.column1, edit.column2, .ptpEdit(edit.terms), source: source)
    case .addOn(let edit): relate(edit.addOn, edit.primary ?? edit.addOn, .addOn(edit.terms), source: source)
    case .listing(let listing): relate(listing.text, listing.code, .listing(listing.terms), source: source)
    }
  }

  /// A terminology names no codes of its own: what it says of a code that is not listed is left out, and so is a name that
  /// the code has already. Its sources come after those that list codes.
  private mutating func addTerm(_ wording: Wording, source: Int) {
    guard let number = numbers[wording.target] else { return }
    let text = wording.text.lowercased()
    guard !drafts[number].wordings.contains(where: { $0.text.lowercased() == text }) else { return }
    add(.wording(wording), to: wording.target, source: source)
  }

  private mutating func add(_ value: KnowledgeValue, to target: Target, source: Int) {
    drafts[number(of: target)].add(value, source: source, sets: &sets)
  }

  private mutating func relate(_ leading: Target, _ other: Target, _ terms: Relation.Terms, source: Int) {
    relations.add(number(of: leading), number(of: other), terms, source: source)
  }

  private mutating func number(of target: Target) -> Int {
    if let number = numbers[target] { return number }
    numbers[target] = drafts.count
    drafts.append(Draft(target))
    return drafts.count - 1
  }

  // MARK: Finishing

  /// Writes the inverted documents to `writer` and returns the bytes of the part.
  mutating func finish(into writer: PartWriter) throws(StoreError) -> [UInt8] {
    if name == "coverage" { CoverageJoin.complete(&drafts, sets: &sets) }
    CodeHierarchy.complete(&drafts)
    let order = drafts.indices.sorted { drafts[$0].target < drafts[$1].target }
    var position = [Int](repeating: 0, count: drafts.count)
    for (rank, index) in order.enumerated() { position[index] = rank }
    for (rank, index) in order.enumerated() {
      guard let parent = drafts[index].record.parent else { continue }
      if let parentNumber = numbers[Target(drafts[index].target.scope, parent)], parentNumber != index {
        drafts[parentNumber].record.children.append(rank)
      }
    }
    let hierarchy = CodeHierarchy(drafts: drafts)
    let (rules, entries) = relations.finish(positions: position, sets: &sets)
    let analyzer = Analyzer()
    var assembler = PartAssembler(name: name)
    var documents = DocumentTerms()
    var lessons = PartLessons(analyzer: analyzer)
    for (rank, index) in order.enumerated() {
      let draft = drafts[index]
      assembler.beginTarget(draft.target)
      lessons.begin(draft)
      let filters = hierarchy.filterTerms(of: draft)
      // The codes that a text is said to be about count as named by its first passage.
      let codes = draft.target.scope.isText ? draft.record.texts.flatMap(\.value.codes) : []
      var subjects = codes.compactMap { CodeMention($0) }
      for wording in draft.wordings {
        var tokens = analyzer.analyze(wording.text)
        if wording.role != .passage { SupplementaryWords.mark(&tokens, in: wording.text) }
        assembler.addWording(wording.text, role: wording.role, sourceSet: wording.sourceSet, tokens: tokens)
        if draft.target.scope.isText {
          assembler.addMentions(CodeMention.all(in: wording.text) + (wording.role == .passage ? subjects : []))
          if wording.role == .passage { subjects = [] }
        }
        documents.add(tokens, role: wording.role, filters: filters, lexicon: analyzer.lexicon)
        lessons.add(tokens, role: wording.role)
        if documents.isFull { try documents.flush(to: writer) }
      }
      assembler.endTarget(draft.record, relations: entries[rank])
      lessons.end()
    }
    try documents.flush(to: writer)
    assembler.addRelations(rules)
    assembler.addSynonyms(SynonymTable.Builder(synonyms, learned: lessons.learned(), analyzer: analyzer).bytes)
    return assembler.finish(lexicon: analyzer.lexicon, sources: sources, sourceSets: sets.sets)
  }
}
