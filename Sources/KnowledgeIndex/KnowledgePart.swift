public import CodingKnowledge
internal import Glibc

/// One part of an open index, read in place.
public final class KnowledgePart: @unchecked Sendable {
  public let name: String
  public let sources: [SourceEntry]
  public let timelines: [SeriesTimeline]
  let sourceSets: [[Int]]
  /// The document number of the first document in the whole index; document numbers of an inverted index begin with 1.
  public let documentBase: Int
  private let targetOffsets: UInt32Array
  private let targetArena: UnsafeRawBufferPointer
  private let firstDocument: UInt32Array
  private let records: PackedRecords
  private let coding: TextCoding
  public let wordings: WordingArena
  private let termOffsets: UInt32Array
  private let termArena: UnsafeRawBufferPointer
  private let termSorted: UInt32Array
  public let termFrequency: UInt32Array
  /// For each document how many different terms it has, 255 for more.
  let documentLength: UnsafeRawBufferPointer
  public let editionLists: EditionLists
  private let childOffsets: UInt32Array
  private let childNumbers: UInt32Array
  /// For each target its default code, or itself where it has none.
  private let defaultCodes: UInt32Array
  private let wordOffsets: UInt32Array
  private let wordArena: UnsafeRawBufferPointer
  /// The shapes of the words, by their numbers.
  public let wordShapes: WordShapes
  private let wordTerm: UInt32Array
  private let wordFrequency: UInt32Array
  public let synonyms: SynonymTable?
  public let mentions: MentionTable?
  private let relationOffsets: UInt32Array
  private let relationArena: UnsafeRawBufferPointer
  private let relationTermOffsets: UInt32Array
  private let relationTerms: UnsafeRawBufferPointer

  /// Nil where the bytes are damaged. The bytes must outlive the value: they are those of a mapped file.
  public init?(_ bytes: UnsafeRawBufferPointer, documentBase: Int) {
    guard let sections = Sections(bytes) else { return nil }
    func section(_ section: PartAssembler.Section) -> UnsafeRawBufferPointer { sections[section.rawValue] }
    func numbers(_ section: PartAssembler.Section) -> UInt32Array { sections.numbers(section.rawValue) }
    self.documentBase = documentBase
    name = String(decoding: section(.name), as: UTF8.self)
    isBeside = name == "knowledge" || name == "crosswalk"
    targetOffsets = numbers(.targetOffsets)
    targetArena = section(.targetArena)
    firstDocument = numbers(.firstDocument)
    records = PackedRecords(
      offsets: numbers(.recordOffsets), blocks: numbers(.recordBlocks), bytes: section(.records))
    coding = TextCoding(offsets: numbers(.textWordOffsets), arena: section(.textWords))
    wordings = WordingArena(offsets: numbers(.documentOffsets), arena: section(.documentArena))
    termOffsets = numbers(.termOffsets)
    termArena = section(.termArena)
    termSorted = numbers(.termSorted)
    termFrequency = numbers(.termFrequency)
    wordOffsets = numbers(.wordOffsets)
    wordArena = section(.wordArena)
    wordShapes = WordShapes(letters: numbers(.wordLetters), offsets: numbers(.wordOffsets))
    wordTerm = numbers(.wordTerm)
    wordFrequency = numbers(.wordFrequency)
    synonyms = SynonymTable(section(.synonyms))
    mentions = MentionTable(section(.mentions))
    relationOffsets = numbers(.relationOffsets)
    relationArena = section(.relationArena)
    relationTermOffsets = numbers(.relationTermOffsets)
    relationTerms = section(.relationTerms)
    documentLength = section(.documentLength)
    let editionsOfTargets = numbers(.editionLists)
    editionLists = EditionLists(
      lists: editionsOfTargets, offsets: numbers(.editionListOffsets), facts: numbers(.editionFacts))
    childOffsets = numbers(.childOffsets)
    childNumbers = numbers(.children)
    defaultCodes = numbers(.defaultCodes)
    guard let (sources, sets) = KnowledgePart.sources(section(.sources), section(.sourceSets)) else { return nil }
    self.sources = sources
    sourceSets = sets
    var timelines: [SeriesTimeline] = []
    for number in sources.indices {
      let source = sources[number]
      let index = timelines.firstIndex { $0.holds(source) } ?? timelines.count
      if index == timelines.count {
        timelines.append(SeriesTimeline(of: source))
      }
      timelines[index].add(source.release, source: number)
    }
    self.timelines = timelines
    let targetCount = max(0, firstDocument.count - 1)
    guard targetOffsets.count == targetCount + 1, records.count == targetCount,
      editionsOfTargets.count == targetCount, childOffsets.count == targetCount + 1, defaultCodes.count == targetCount,
      documentLength.count == wordings.documentCount
    else { return nil }
  }

  private static func sources(
    _ table: UnsafeRawBufferPointer, _ setTable: UnsafeRawBufferPointer
  ) -> ([SourceEntry], [[Int]])? {
    var reader = ByteReader(table)
    var sources: [SourceEntry] = []
    for _ in 0..<reader.count() {
      guard let source = SourceEntry(from: &reader) else { return nil }
      sources.append(source)
    }
    var setReader = ByteReader(setTable)
    let sets = (0..<setReader.count()).map { _ in
      (0..<setReader.count()).map { _ in setReader.varint() }
    }
    return reader.isExhausted || setReader.isExhausted ? nil : (sources, sets)
  }

  /// Its terms, and the words that its texts are made of.
  var readByEverySearch: [UnsafeRawBufferPointer] {
    [termOffsets.bytes, termArena, termFrequency.bytes] + coding.bytes
  }

  // MARK: Targets

  public var targetCount: Int { max(0, firstDocument.count - 1) }
  public var documentCount: Int { wordings.documentCount }

  /// Whether the part stands beside the official lists: our own knowledge, and crosswalks.
  public let isBeside: Bool

  public func target(_ number: Int) -> Target {
    let bytes = targetKey(number)
    guard let first = bytes.first, let scope = Scope(rawValue: first) else { return Target(.policy, "") }
    return Target(scope, String(decoding: bytes.dropFirst(), as: UTF8.self))
  }

  /// Scope byte and identifier; targets are in the order of these bytes.
  func targetKey(_ number: Int) -> UnsafeRawBufferPointer {
    slice(targetArena, targetOffsets, number)
  }

  /// The number of a target in this part, or nil.
  public func number(of target: Target) -> Int? {
    let key = [target.scope.rawValue] + Array(target.identifier.utf8)
    return key.withUnsafeBytes { key in search(targetCount) { order(targetKey($0), key) } }
  }

  public func record(_ number: Int) -> TargetRecord? {
    records.withRecord(number) { TargetRecord(decoding: $0, of: target(number)) }
  }

  /// The record of a target with nothing but its editions, and these without short titles: what a line of a result shows.
  /// Titles are read from the wordings where they are.
  public func editions(_ number: Int) -> TargetRecord? {
    var record = TargetRecord()
    let documents = documents(ofTarget: number)
    for facts in editionLists.editions(Int(editionLists.list(ofTarget: number))) {
      guard let own = facts.titleDocument, own < documents.count else {
        return records.withRecord(number) { TargetRecord(decodingEditionsOf: $0) }
      }
      record.editions.append(
        TargetRecord.Edition(
          sourceSet: facts.sourceSet, title: text(document(documents.lowerBound + own)), shortTitle: nil,
          billable: facts.billable, validity: facts.validity))
    }
    return record
  }

  /// The targets one level down, as indices for ``child(_:)``; in ascending order.
  public func children(ofTarget number: Int) -> Range<Int> {
    KnowledgePart.range(childOffsets, number, limit: childNumbers.count)
  }

  /// A target one level down, by its number in the part.
  public func child(_ index: Int) -> Int { min(Int(childNumbers[index]), max(0, targetCount - 1)) }

  /// The code that a heading stands for where nothing more is said; nil for a code, and where there is no such one.
  public func defaultCode(ofTarget number: Int) -> Int? {
    let code = Int(defaultCodes[number])
    return code == number || code >= targetCount ? nil : code
  }

  private static func range(_ offsets: UInt32Array, _ number: Int, limit: Int) -> Range<Int> {
    let first = min(Int(offsets[number]), limit)
    return first..<min(max(first, Int(offsets[number + 1])), limit)
  }

  /// The documents of a target, as numbers of this part.
  public func documents(ofTarget number: Int) -> Range<Int> {
    let first = Int(firstDocument[number])
    return first..<max(first, Int(firstDocument[number + 1]))
  }

  /// The rules that tie a target to others, in the order of the others' numbers.
  public func relations(ofTarget number: Int) -> RelationList {
    RelationList(slice(relationArena, relationOffsets, number))
  }

  /// What the relation of that number says; nil where the index is damaged.
  public func relation(_ number: Int) -> Relation? {
    var reader = ByteReader(slice(relationTerms, relationTermOffsets, number))
    return Relation(from: &reader)
  }

  // MARK: Documents

  public func document(_ number: Int) -> WordingHead { wordings.head(at: wordings.place(of: number)) }

  /// The text of a document.
  public func text(_ document: WordingHead) -> String {
    var numbers = document.tokens
    for _ in 0..<document.tokenCount { _ = numbers.read() }
    return coding.text(numbers.rest)
  }

  /// Whether the facts of a source set are in force on a day.
  public func standing(ofSet set: Int, on day: Day) -> Standing {
    guard set < sourceSets.count else { return .inForce }
    var result: Standing?
    for timeline in timelines {
      guard let standing = timeline.standing(of: sourceSets[set], on: day) else { continue }
      if standing == .inForce { return .inForce }
      if result == nil { result = standing }
    }
    return result ?? .inForce
  }

  /// The sources that state a fact.
  public func sources(ofSet set: Int) -> [SourceEntry] {
    guard set < sourceSets.count else { return [] }
    return sourceSets[set].compactMap { $0 < sources.count ? sources[$0] : nil }
  }

  public var sourceSetCount: Int { sourceSets.count }

  // MARK: Vocabulary

  public var termCount: Int { termSorted.count }
  public var wordCount: Int { wordTerm.count }

  /// The number of a term in this part, or nil.
  public func number(ofTerm term: UnsafeRawBufferPointer) -> UInt32? {
    search(termCount) { order(termBytes(Int(termSorted[$0])), term) }.map { termSorted[$0] }
  }

  /// A term by its place in the order of their bytes.
  func term(inOrder place: Int) -> (bytes: UnsafeRawBufferPointer, number: UInt32) {
    (termBytes(Int(termSorted[place])), termSorted[place])
  }

  public func termBytes(_ number: Int) -> UnsafeRawBufferPointer { slice(termArena, termOffsets, number) }

  public func word(_ number: Int) -> UnsafeRawBufferPointer { slice(wordArena, wordOffsets, number) }
  public func term(ofWord number: Int) -> UInt32 { wordTerm[number] }
  public func frequency(ofWord number: Int) -> UInt32 { wordFrequency[number] }

  /// The words that begin with `prefix`, as a range of word numbers; words are in the order of their bytes.
  public func words(withPrefix prefix: UnsafeRawBufferPointer) -> Range<Int> {
    let first = lowerBound(wordCount) { order(word($0), prefix) < 0 }
    let last = lowerBound(wordCount) { number in
      let word = word(number)
      let head = UnsafeRawBufferPointer(rebasing: word.prefix(prefix.count))
      return order(head, prefix) <= 0
    }
    return first..<max(first, last)
  }

  private func slice(_ arena: UnsafeRawBufferPointer, _ offsets: UInt32Array, _ number: Int) -> UnsafeRawBufferPointer {
    let start = Int(offsets[number])
    let end = Int(offsets[number + 1])
    guard start <= end, end <= arena.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: arena[start..<end])
  }
}

/// Byte order: negative, zero or positive.
func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
  if let first = left.baseAddress, let second = right.baseAddress {
    let order = memcmp(first, second, min(left.count, right.count))
    if order != 0 { return Int(order) }
  }
  return left.count - right.count
}

/// The first index for which `isBefore` is false.
func lowerBound(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
  var low = 0
  var high = count
  while low < high {
    let middle = (low + high) / 2
    if isBefore(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}

/// The index at which `order` is zero, in a sorted sequence.
func search(_ count: Int, _ order: (Int) -> Int) -> Int? {
  let index = lowerBound(count) { order($0) < 0 }
  return index < count && order(index) == 0 ? index : nil
}
