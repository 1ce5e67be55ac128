internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// Builds one part: merges the values of its sources by target, derives hierarchy and wordings, and writes records and
/// inverted documents in the same order.
struct PartBuilder {
  /// Raised when other wordings, records or terms follow from the same values: kept parts are then built anew.
  static let rulesVersion: UInt8 = 5

  private let name: String
  private let sources: [SourceEntry]
  private var drafts: [Draft] = []
  /// For each target its draft.
  private var numbers = TargetNumbers()
  /// The draft that was asked for last.
  private var last: Int?
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
    // Sources say several things of one target, one after another.
    if let last, drafts[last].target == target { return last }
    let number = numbers.number(of: target)
    if number == drafts.count { drafts.append(Draft(target)) }
    last = number
    return number
  }

  // MARK: Finishing

  /// Writes the pieces of the part into `folder` and returns the bytes of the part.
  /// - Parameter known: pieces of before, by their digests; those that are still right are taken over.
  mutating func finish(
    in folder: String, known: [String: PartPiece], _ workers: Workers
  ) throws -> [UInt8] {
    if name == "coverage" { CoverageJoin.complete(&drafts, sets: &sets) }
    CodeHierarchy.complete(&drafts, numbers)
    let order = drafts.indices.sorted { drafts[$0].target < drafts[$1].target }
    var position = [Int](repeating: 0, count: drafts.count)
    for (rank, index) in order.enumerated() { position[index] = rank }
    for (rank, index) in order.enumerated() {
      guard let parent = drafts[index].record.parent else { continue }
      if let parentNumber = numbers[Target(drafts[index].target.scope, parent)], parentNumber != index {
        drafts[parentNumber].record.children.append(rank)
      }
    }
    let pieces = PieceBuilder(
      folder: folder, known: known, drafts: drafts, order: order,
      hierarchy: CodeHierarchy(drafts: drafts, numbers: numbers))
    let ranges = PartPiece.ranges(drafts, order: order)
    let analyses = try workers.map(Array(ranges.enumerated())) { try pieces.build($0.offset, $0.element) }
    let (rules, entries) = relations.finish(positions: position, sets: &sets)

    let joiner = PieceJoiner(
      drafts: drafts, order: order, pieces: Array(zip(ranges, analyses)), relations: entries)
    return try join(joiner, rules, workers)
  }

  /// Puts the part together on two cores: its records beside its wordings, then what is learned from them beside how they are
  /// laid out.
  private func join(_ joiner: PieceJoiner, _ rules: [Relation], _ workers: Workers) throws -> [UInt8] {
    // Of two pieces of work that run beside each other only one changes each of them.
    nonisolated(unsafe) let analyzer = Analyzer()
    nonisolated(unsafe) var assembler = PartAssembler(name: name)
    nonisolated(unsafe) var lessons = PartLessons(lexicon: analyzer.lexicon)
    let (_, records) = try workers.both(
      { joiner.join(into: &assembler, &lessons, analyzer.lexicon) }, { joiner.records() })
    // Nobody adds to the lexicon meanwhile.
    let (learned, _) = try workers.both({ lessons.learned() }, { assembler.layOut(analyzer.lexicon) })
    assembler.addRelations(rules)
    assembler.addSynonyms(SynonymTable.Builder(synonyms, learned: learned, analyzer: analyzer).bytes)
    return assembler.finish(records, lexicon: analyzer.lexicon, sources: sources, sourceSets: sets.sets)
  }
}
