/// Interns words and terms. A word is looked up once; its term (spelling rules, stem) is computed on first sight and kept,
/// which is what makes analysis quick.
public final class Lexicon {
  private var tables = LexiconTables()

  init() {}

  public var wordCount: Int { tables.words.count }
  public var termCount: Int { tables.terms.count }

  public func word(_ identifier: UInt32) -> String { tables.words.string(identifier) }
  public func term(_ identifier: UInt32) -> String { tables.terms.string(identifier) }
  public func term(ofWord identifier: UInt32) -> UInt32 { tables.termOfWord[Int(identifier)] }

  /// The identifier of a term; nil for one that no text so far had.
  public func identifier(ofTerm term: String) -> UInt32? {
    var term = term
    return term.withUTF8 { tables.terms.find($0) }
  }

  /// Calls `body` with the UTF-8 of a term.
  public func withTerm<Result>(_ identifier: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    tables.terms.withBytes(identifier, body)
  }

  /// Calls `body` with the UTF-8 of a word.
  public func withWord<Result>(_ identifier: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    tables.words.withBytes(identifier, body)
  }

  /// The identifiers of a folded word and of its term.
  public func intern(_ word: UnsafeBufferPointer<UInt8>) -> (word: UInt32, term: UInt32) { tables.intern(word) }

  /// The identifier of a term, whether a text had it or not.
  public func intern(term: String) -> UInt32 {
    var term = term
    return term.withUTF8 { tables.terms.intern($0) }
  }
}

/// What a ``Lexicon`` holds, as one value: see ``Tokenizer``.
private struct LexiconTables {
  var words = ByteTable()
  var terms = ByteTable()
  /// For each word its term.
  private(set) var termOfWord: [UInt32] = []
  private let stemmer = Stemmer()

  mutating func intern(_ word: UnsafeBufferPointer<UInt8>) -> (word: UInt32, term: UInt32) {
    let identifier = words.intern(word)
    if Int(identifier) == termOfWord.count {
      let form = WordForms.normalised(Array(word))
      termOfWord.append(stemmer.stem(form).withUnsafeBufferPointer { terms.intern($0) })
    }
    return (identifier, termOfWord[Int(identifier)])
  }
}

/// An open-addressing table of byte strings in one arena; identifiers count from 0.
public struct ByteTable: Sendable {
  private var arena: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  private var slots: [UInt32] = Array(repeating: .max, count: 1024)

  public init() {}

  public var count: Int { ends.count }

  /// The identifier of a byte string, a new one where it has none yet.
  public mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = ByteTable.hash(bytes)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != .max {
      let candidate = slots[slot]
      if hashes[Int(candidate)] == hash, equals(candidate, bytes) { return candidate }
      slot = (slot + 1) & (slots.count - 1)
    }
    let identifier = UInt32(ends.count)
    slots[slot] = identifier
    arena.append(contentsOf: bytes)
    ends.append(UInt32(arena.count))
    hashes.append(hash)
    if ends.count * 2 > slots.count { grow() }
    return identifier
  }

  /// The identifier of a byte string; nil where it has none.
  public func find(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let hash = ByteTable.hash(bytes)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != .max {
      let candidate = slots[slot]
      if hashes[Int(candidate)] == hash, equals(candidate, bytes) { return candidate }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Calls `body` with the byte string of an identifier.
  public func withBytes<Result>(_ identifier: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    arena.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(identifier)])) }
  }

  func string(_ identifier: UInt32) -> String {
    withBytes(identifier) { String(decoding: $0, as: UTF8.self) }
  }

  private func range(_ identifier: UInt32) -> Range<Int> {
    let index = Int(identifier)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  private func equals(_ identifier: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(identifier)
    guard range.count == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { stored in
      for offset in 0..<bytes.count where stored[range.lowerBound + offset] != bytes[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = Array(repeating: .max, count: slots.count * 4)
    for (identifier, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(identifier)
    }
  }

  /// FNV-1a with a final mix; texts are ours, so no keyed hash is needed, and identifiers must not depend on a seed.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    hash ^= hash >> 15
    hash = hash &* 0x2C1B_3C6D
    return hash ^ hash >> 12
  }
}
