internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// What the wordings of one piece of a part come to by themselves: their tokens, and what they teach about words.
///
/// Words are numbered in the order in which the piece has them. Joined in order, the pieces of a part therefore give words
/// the numbers that they would have without pieces.
struct PieceAnalysis: Sendable {
  /// The words of the wordings.
  var words = ByteTable()
  /// Of each wording how many tokens it has.
  var lengths: [UInt32] = []
  /// The tokens of all wordings: numbers of words, shifted left by one; the low bit marks a joined token.
  var tokens: [UInt32] = []
  /// What wordings of one target say differently; words stand for their terms.
  var differences = WordingDifferences()
  var abbreviations = AbbreviationCounts()
}

extension PieceAnalysis {
  /// Digest, then what follows it.
  private static let headLength = 32

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes = Array(repeating: 0, count: PieceAnalysis.headLength)
    writer.table(words)
    writer.numbers(lengths)
    writer.numbers(tokens)
    differences.encode(into: &writer)
    abbreviations.encode(into: &writer)
    let digest = writer.bytes.withUnsafeBytes {
      Digest(of: UnsafeRawBufferPointer(rebasing: $0[PieceAnalysis.headLength...]))
    }
    writer.bytes.replaceSubrange(..<PieceAnalysis.headLength, with: digest.bytes)
    return writer.bytes
  }

  /// Nil for anything but what ``encoded()`` gave.
  init?(decoding bytes: UnsafeRawBufferPointer) {
    guard bytes.count > PieceAnalysis.headLength else { return nil }
    let body = UnsafeRawBufferPointer(rebasing: bytes[PieceAnalysis.headLength...])
    guard bytes.prefix(PieceAnalysis.headLength).elementsEqual(Digest(of: body).bytes) else { return nil }
    var reader = ByteReader(body)
    words = reader.table()
    lengths = reader.numbers()
    tokens = reader.numbers()
    differences = WordingDifferences(from: &reader)
    abbreviations = AbbreviationCounts(from: &reader)
    guard !reader.isExhausted, reader.isAtEnd else { return nil }
  }
}

extension ByteWriter {
  mutating func numbers(_ numbers: [UInt32]) {
    varint(numbers.count)
    for number in numbers { varint(Int(number)) }
  }

  mutating func table(_ table: ByteTable) {
    varint(table.count)
    for number in 0..<UInt32(table.count) {
      table.withBytes(number) {
        varint($0.count)
        bytes.append(contentsOf: $0)
      }
    }
  }
}

extension ByteReader {
  mutating func numbers() -> [UInt32] {
    let count = count()
    return [UInt32](unsafeUninitializedCapacity: count) { numbers, filled in
      for index in 0..<count { numbers.initializeElement(at: index, to: UInt32(truncatingIfNeeded: varint())) }
      filled = count
    }
  }

  mutating func table() -> ByteTable {
    var table = ByteTable()
    for _ in 0..<count() { _ = table.intern(slice(varint()).assumingMemoryBound(to: UInt8.self)) }
    return table
  }
}
