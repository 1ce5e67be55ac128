public import ClinicalLanguage
public import CodingKnowledge

/// Lays out one part of an index: the targets of one area of knowledge with their records and wordings, in order.
///
/// Documents get consecutive numbers from 0 in the order in which their wordings are added; the same order must be kept
/// when their terms are written to the inverted index.
public struct PartAssembler {
  enum Section: UInt32 {
    case name = 1
    case sources
    case sourceSets
    case targetOffsets
    case targetArena
    case firstDocument
    case recordOffsets
    case records
    case documentOffsets = 11
    case documentArena
    case termOffsets
    case termArena
    case termSorted
    case termFrequency
    case wordOffsets
    case wordArena
    case wordTerm
    case wordFrequency
    case synonyms
    case relationOffsets
    case relationArena
    case relationTermOffsets
    case relationTerms
    case mentions
    case documentLength = 40
    case editionLists
    case editionListOffsets
    case editionFacts
    case childOffsets
    case children
    case wordLetters
    case recordBlocks
    case textWordOffsets
    case textWords
    case defaultCodes
  }

  private struct Document {
    var target: UInt32
    var role: WordingRole
    var sourceSet: Int
    var tokens: Range<Int>
    var text: Range<Int>
  }

  private let name: String
  private var targetArena: [UInt8] = []
  private var targetOffsets: [UInt32] = [0]
  private var firstDocument: [UInt32] = []
  private var documents: [Document] = []
  private var tokens: [UInt32] = []
  private var tokenWords: [UInt32] = []
  private var texts: [UInt8] = []
  private var synonyms: [UInt8] = []
  private var mentions = MentionTable.Builder()
  private var relationOffsets: [UInt32] = [0]
  private var relationArena = ByteWriter()
  private var relationTermOffsets: [UInt32] = [0]
  private var relationTerms = ByteWriter()
  private var editions = EditionLists.Builder()
  private var childOffsets: [UInt32] = [0]
  private var children: [UInt32] = []
  private var defaultCodes: [UInt32] = []
  /// What ``layOut(_:)`` gave.
  private var laidOut: [(Section, [UInt8])]?

  public init(name: String) { self.name = name }

  public var targetCount: Int { firstDocument.count }
  public var documentCount: Int { documents.count }

  /// Begins the next target. Targets come in ascending order.
  public mutating func beginTarget(_ target: Target) {
    targetArena.append(target.scope.rawValue)
    targetArena.append(contentsOf: target.identifier.utf8)
    targetOffsets.append(UInt32(targetArena.count))
    firstDocument.append(UInt32(documents.count))
  }

  /// Adds a wording of the target last begun.
  public mutating func addWording(_ text: String, role: WordingRole, sourceSet: Int, tokens analyzed: [Token]) {
    let tokenStart = tokens.count
    for token in analyzed {
      tokens.append(token.term << 1 | (token.isJoined ? 1 : 0))
      tokenWords.append(token.word)
    }
    let textStart = texts.count
    texts.append(contentsOf: text.utf8)
    documents.append(
      Document(
        target: UInt32(firstDocument.count - 1), role: role, sourceSet: sourceSet, tokens: tokenStart..<tokens.count,
        text: textStart..<texts.count))
  }

  /// Notes the codes that the wording last added names.
  public mutating func addMentions(_ named: [CodeMention]) { mentions.add(named, document: documents.count - 1) }

  /// Adds the synonyms of the part, as ``SynonymTable/Builder`` lays them out.
  public mutating func addSynonyms(_ bytes: [UInt8]) { synonyms = bytes }

  /// Ends the target last begun.
  /// - Parameters:
  ///   - defaultCode: the target that this heading stands for where nothing more is said, by its number.
  ///   - relations: in the order of the other targets' numbers.
  public mutating func endTarget(
    _ record: TargetRecord, defaultCode: Int? = nil, relations: [RelationList.Entry] = []
  ) {
    RelationList.encode(relations, into: &relationArena)
    relationOffsets.append(UInt32(relationArena.bytes.count))
    let isProposed = record.attributes.contains { $0.value == TargetRecord.Attribute("status", "proposed") }
    editions.add(
      record.editions.map { EditionFacts($0, isProposed: isProposed, titleDocument: titleDocument(of: $0)) })
    children.append(contentsOf: record.children.sorted().map { UInt32($0) })
    childOffsets.append(UInt32(children.count))
    defaultCodes.append(UInt32(defaultCode ?? targetCount - 1))
  }

  /// Which document of the target last begun is the title of an edition.
  private func titleDocument(of edition: TargetRecord.Edition) -> Int? {
    let first = Int(firstDocument[firstDocument.count - 1])
    return documents[first...].firstIndex {
      $0.role == .title && texts[$0.text].elementsEqual(edition.title.utf8)
    }.map { $0 - first }
  }

  /// Adds what relations say, in the order of their numbers.
  public mutating func addRelations(_ relations: [Relation]) {
    for relation in relations {
      relation.encode(into: &relationTerms)
      relationTermOffsets.append(UInt32(relationTerms.bytes.count))
    }
  }

  /// For each document how many different terms it has, 255 for more.
  private func lengths(termCount: Int) -> [UInt8] {
    var last = [Int](repeating: -1, count: termCount)
    return documents.enumerated().map { number, document in
      var length = 0
      for token in tokens[document.tokens] where last[Int(token >> 1)] != number {
        last[Int(token >> 1)] = number
        length += 1
      }
      return UInt8(clamping: length)
    }
  }

  /// The documents one after another, and where each begins; see ``WordingHead``.
  private func documentArena(
    _ vocabulary: PartVocabulary, _ coding: inout TextCoding.Builder
  ) -> (offsets: [UInt32], bytes: [UInt8]) {
    var offsets: [UInt32] = []
    var arena = ByteWriter()
    arena.bytes.reserveCapacity(texts.count + tokens.count * 2 + documents.count * WordingHead.length)
    let weights = vocabulary.weights(documents: documents.count)
    for document in documents {
      offsets.append(UInt32(arena.bytes.count))
      var meaning: Float = 0
      for token in tokens[document.tokens] where token & 1 == 0 {
        meaning += weights[Int(vocabulary.numbers[Int(token >> 1)])]
      }
      arena.u32(document.target)
      arena.u8(document.role.rawValue)
      arena.u8(targetArena[Int(targetOffsets[Int(document.target)])])
      arena.u32(meaning.bitPattern)
      arena.varint(document.sourceSet)
      arena.varint(document.tokens.count)
      for token in tokens[document.tokens] {
        arena.varint(Int(vocabulary.numbers[Int(token >> 1)]) << 1 | Int(token & 1))
      }
      texts.withUnsafeBufferPointer { coding.encode(UnsafeBufferPointer(rebasing: $0[document.text]), into: &arena) }
    }
    offsets.append(UInt32(arena.bytes.count))
    return (offsets, arena.bytes)
  }

  /// Lays out the wordings once all have been added: most of the work of ``finish(_:lexicon:sources:sourceSets:)``, which does
  /// without where it was done before. No word may be added to the lexicon meanwhile.
  public mutating func layOut(_ lexicon: Lexicon) {
    let vocabulary = PartVocabulary(
      tokens: tokens, words: tokenWords, lexicon: lexicon, documents: documents.map(\.tokens))
    var coding = TextCoding.Builder(texts, documents.map(\.text))
    let (offsets, arena) = documentArena(vocabulary, &coding)
    laidOut =
      [
        (.textWordOffsets, Sections.bytes(of: coding.offsets)), (.textWords, coding.arena),
        (.documentOffsets, Sections.bytes(of: offsets)), (.documentArena, arena),
        (.documentLength, lengths(termCount: lexicon.termCount)),
      ] + vocabulary.sections()
  }

  /// The bytes of the part.
  /// - Parameter packed: the records of all targets, in their order.
  public mutating func finish(
    _ packed: RecordPacker, lexicon: Lexicon, sources: [SourceEntry], sourceSets: [[Int]]
  ) -> [UInt8] {
    var records = packed.records
    records.close()
    if laidOut == nil { layOut(lexicon) }
    var sourceTable = ByteWriter()
    sourceTable.varint(sources.count)
    for source in sources { source.encode(into: &sourceTable) }
    var setTable = ByteWriter()
    setTable.varint(sourceSets.count)
    for set in sourceSets {
      setTable.varint(set.count)
      for source in set { setTable.varint(source) }
    }

    let plain: [(Section, [UInt8])] = [
      (.name, Array(name.utf8)), (.sources, sourceTable.bytes), (.sourceSets, setTable.bytes),
      (.targetOffsets, Sections.bytes(of: targetOffsets)), (.targetArena, targetArena),
      (.firstDocument, Sections.bytes(of: firstDocument + [UInt32(documents.count)])),
      (.recordOffsets, Sections.bytes(of: records.offsets)), (.recordBlocks, Sections.bytes(of: records.blocks)),
      (.records, records.bytes), (.synonyms, synonyms), (.relationOffsets, Sections.bytes(of: relationOffsets)),
      (.relationArena, relationArena.bytes), (.relationTermOffsets, Sections.bytes(of: relationTermOffsets)),
      (.relationTerms, relationTerms.bytes), (.mentions, mentions.bytes),
      (.editionLists, Sections.bytes(of: editions.lists)), (.editionListOffsets, Sections.bytes(of: editions.offsets)),
      (.editionFacts, Sections.bytes(of: editions.facts)),
      (.childOffsets, Sections.bytes(of: childOffsets)), (.children, Sections.bytes(of: children)),
      (.defaultCodes, Sections.bytes(of: defaultCodes)),
    ]
    return Sections.join((plain + (laidOut ?? [])).map { ($0.0.rawValue, $0.1) })
  }
}

/// The terms and words that occur in one part, terms numbered by falling frequency so that common ones take one byte.
private struct PartVocabulary {
  private let lexicon: Lexicon
  private var termOrder: [UInt32] = []
  /// For each term of the lexicon its number in the part.
  private(set) var numbers: [UInt32]
  private var termFrequency: [UInt32]
  private var wordFrequency: [UInt32]

  init(tokens: [UInt32], words: [UInt32], lexicon: Lexicon, documents: [Range<Int>]) {
    self.lexicon = lexicon
    termFrequency = Array(repeating: 0, count: lexicon.termCount)
    wordFrequency = Array(repeating: 0, count: lexicon.wordCount)
    var lastDocument = [UInt32](repeating: .max, count: lexicon.termCount)
    for (document, range) in documents.enumerated() {
      for index in range {
        let term = Int(tokens[index] >> 1)
        if lastDocument[term] != UInt32(document) {
          lastDocument[term] = UInt32(document)
          termFrequency[term] += 1
        }
        wordFrequency[Int(words[index])] += 1
      }
    }
    let frequency = termFrequency
    termOrder = (0..<UInt32(lexicon.termCount)).filter { frequency[Int($0)] > 0 }
      .sorted { (frequency[Int($1)], $0) < (frequency[Int($0)], $1) }
    numbers = Array(repeating: 0, count: lexicon.termCount)
    for (number, term) in termOrder.enumerated() { numbers[Int(term)] = UInt32(number) }
  }

  /// The weights of the terms by their numbers in the part.
  func weights(documents: Int) -> [Float] {
    termOrder.map { TermWeight.weight(frequency: termFrequency[Int($0)], documents: documents) }
  }

  func sections() -> [(PartAssembler.Section, [UInt8])] {
    var offsets: [UInt32] = [0]
    var arena: [UInt8] = []
    for term in termOrder {
      lexicon.withTerm(term) { arena.append(contentsOf: $0) }
      offsets.append(UInt32(arena.count))
    }
    let termBytes = termOrder.map { term in lexicon.withTerm(term) { Array($0) } }
    let sorted = (0..<UInt32(termOrder.count)).sorted {
      termBytes[Int($0)].lexicographicallyPrecedes(termBytes[Int($1)])
    }
    let frequency = termOrder.map { termFrequency[Int($0)] }

    let words = (0..<UInt32(lexicon.wordCount)).filter { wordFrequency[Int($0)] > 0 }
      .map { word in (bytes: lexicon.withWord(word) { Array($0) }, word: word) }
      .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    var wordOffsets: [UInt32] = [0]
    var wordArena: [UInt8] = []
    for word in words {
      wordArena.append(contentsOf: word.bytes)
      wordOffsets.append(UInt32(wordArena.count))
    }
    return [
      (.termOffsets, Sections.bytes(of: offsets)), (.termArena, arena), (.termSorted, Sections.bytes(of: sorted)),
      (.termFrequency, Sections.bytes(of: frequency)), (.wordOffsets, Sections.bytes(of: wordOffsets)),
      (.wordArena, wordArena), (.wordLetters, Sections.bytes(of: words.map { WordShape($0.bytes).letters })),
      (.wordTerm, Sections.bytes(of: words.map { numbers[Int(lexicon.term(ofWord: $0.word))] })),
      (.wordFrequency, Sections.bytes(of: words.map { wordFrequency[Int($0.word)] })),
    ]
  }
}
