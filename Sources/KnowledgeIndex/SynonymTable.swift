public import ClinicalLanguage
public import CodingKnowledge

/// Synonyms by the terms that are typed, read in place from mapped memory.
public struct SynonymTable: Sendable {
  /// One thing that a typed phrase may mean.
  public struct Reading: Sendable, Hashable {
    /// How the reading is known. The raw value is stored in indexes.
    public enum Kind: UInt8, Sendable, Hashable {
      /// Written by a person or taken from a key of an official index.
      case synonym = 0
      case abbreviation = 1
      /// Learned: the two stand in wordings of the same codes.
      case association = 2
      /// One word is the other behind a combining form.
      case compound = 3
    }

    public var kind: Kind
    /// 1 for what is written; for what was learned the share of the evidence that speaks for it, always below 1.
    public var strength: Float
    public var terms: [String]
    /// As a person reads it.
    public var words: String
    /// 0 for the commonest reading.
    public var rank: Int
    /// Terms in whose company it is meant.
    public var context: [String]
    public var scope: Scope?
  }

  /// The most terms that a typed phrase has.
  public static let longestPhrase = 6

  private let keys: HashedKeys
  private let keyOffsets: UInt32Array
  private let keyArena: UnsafeRawBufferPointerBox
  private let entryOffsets: UInt32Array
  private let entries: UnsafeRawBufferPointerBox

  /// Nil where there is no table.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let sections = Sections(bytes) else { return nil }
    keyOffsets = sections.numbers(1)
    keyArena = UnsafeRawBufferPointerBox(bytes: sections[2])
    entryOffsets = sections.numbers(3)
    entries = UnsafeRawBufferPointerBox(bytes: sections[4])
    keys = HashedKeys(sections.numbers(5))
    guard keyOffsets.count == entryOffsets.count else { return nil }
  }

  public var count: Int { max(0, keyOffsets.count - 1) }

  /// The readings of a phrase, given as its terms joined by blanks; the commonest first.
  public func readings(of key: UnsafeRawBufferPointer) -> [Reading] {
    let found = keys.number(of: key) { order(slice(keyArena.bytes, keyOffsets, $0), key) == 0 }
    guard let index = found else { return [] }
    var reader = ByteReader(slice(entries.bytes, entryOffsets, index))
    var readings: [Reading] = []
    while !reader.isAtEnd, !reader.isExhausted {
      let kind = Reading.Kind(rawValue: reader.u8()) ?? .synonym
      let strength = Float(reader.u8()) / 255
      let scope = Scope(rawValue: reader.u8())
      let rank = Int(reader.u8())
      let terms = reader.string().split(separator: " ").map(String.init)
      let words = reader.string()
      let context = reader.string().split(separator: " ").map(String.init)
      readings.append(
        Reading(
          kind: kind, strength: strength, terms: terms, words: words, rank: rank, context: context, scope: scope))
    }
    return readings
  }

  private func slice(
    _ arena: UnsafeRawBufferPointer, _ offsets: UInt32Array, _ number: Int
  ) -> UnsafeRawBufferPointer {
    let start = Int(offsets[number])
    let end = Int(offsets[number + 1])
    guard start <= end, end <= arena.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: arena[start..<end])
  }

  /// Lays out a table.
  public struct Builder {
    public let bytes: [UInt8]

    /// - Parameters:
    ///   - learned: what the part itself teaches; what `synonyms` say of the same phrase and reading goes before it.
    ///   - analyzer: the one that analyzes the part, so that phrases have the terms that queries will have.
    public init(_ synonyms: [Synonym], learned: [LearnedReading] = [], analyzer: Analyzer) {
      var byKey: [String: [Reading]] = [:]
      for synonym in synonyms {
        let key = Builder.terms(synonym.phrase, analyzer)
        let terms = Builder.terms(synonym.reading, analyzer)
        guard !key.isEmpty, !terms.isEmpty, key != terms, key.count <= SynonymTable.longestPhrase, terms.count <= 16
        else { continue }
        let context = synonym.context.flatMap { Builder.terms($0, analyzer) }
        let reading = Reading(
          kind: synonym.isAbbreviation ? .abbreviation : .synonym, strength: 1, terms: terms, words: synonym.reading,
          rank: min(synonym.rank, 255), context: context, scope: synonym.scope)
        let text = key.joined(separator: " ")
        if byKey[text]?.contains(where: { $0.terms == reading.terms && $0.scope == reading.scope }) ?? false {
          continue
        }
        byKey[text, default: []].append(reading)
      }
      for entry in learned where !(byKey[entry.term]?.contains { $0.terms == entry.reading.terms } ?? false) {
        byKey[entry.term, default: []].append(entry.reading)
      }
      var keyOffsets: [UInt32] = [0]
      var keyArena: [UInt8] = []
      var entryOffsets: [UInt32] = [0]
      var writer = ByteWriter()
      var hashes: [Int] = []
      let sorted = byKey.map { (key: Array($0.key.utf8), readings: $0.value) }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for (key, readings) in sorted {
        keyArena += key
        hashes.append(key.withUnsafeBytes { HashedKeys.hash($0) })
        keyOffsets.append(UInt32(keyArena.count))
        for reading in readings.sorted(by: { $0.rank < $1.rank }) {
          writer.u8(reading.kind.rawValue)
          writer.u8(UInt8(max(0, min(1, reading.strength)) * 255))
          writer.u8(reading.scope?.rawValue ?? 0)
          writer.u8(UInt8(reading.rank))
          writer.string(reading.terms.joined(separator: " "))
          writer.string(reading.words)
          writer.string(reading.context.joined(separator: " "))
        }
        entryOffsets.append(UInt32(writer.bytes.count))
      }
      bytes =
        sorted.isEmpty
        ? []
        : Sections.join([
          (1, Sections.bytes(of: keyOffsets)), (2, keyArena), (3, Sections.bytes(of: entryOffsets)), (4, writer.bytes),
          (5, Sections.bytes(of: HashedKeys.slots(hashes))),
        ])
    }

    private static func terms(_ text: String, _ analyzer: Analyzer) -> [String] {
      analyzer.analyze(text).filter { !$0.isJoined }.map { analyzer.lexicon.term($0.term) }
    }
  }
}

/// Bytes of a mapped file, which are read-only and therefore safe to share.
struct UnsafeRawBufferPointerBox: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
}
