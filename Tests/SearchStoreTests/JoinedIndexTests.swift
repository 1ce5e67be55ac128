import SearchStore
import Testing

/// Several files are one index.
struct JoinedIndexTests {
  private static let words = (0..<14).map { "word\($0)" }

  private let texts: [String]
  private let lengths: [UInt8]
  private let whole: TinyIndex
  private let pieces: [TinyIndex]
  private let seed = UInt64.random(in: 0...UInt64.max)
  private var generator: SeededGenerator

  init() throws {
    generator = SeededGenerator(seed: seed)
    var texts: [String] = []
    for number in 0..<5_000 {
      var words: Set<Int> = []
      for _ in 0..<Int.random(in: 1...9, using: &generator) {
        words.insert(min(Int.random(in: 0..<14, using: &generator), Int.random(in: 0..<14, using: &generator)))
      }
      texts.append(words.sorted().map { Self.words[$0] }.joined(separator: " ") + (number % 3 == 0 ? " =third" : ""))
    }
    self.texts = texts
    lengths = texts.map { UInt8($0.split(separator: " ").count { !$0.hasPrefix("=") }) }
    whole = try TinyIndex(texts, values: [])
    pieces = try [0..<1_700, 1_700..<1_701, 1_701..<5_000].map { try TinyIndex(Array(texts[$0]), values: []) }
  }

  private func joined() throws -> IndexReader {
    try JoinedIndex(pieces.map { .file(try IndexFile(path: $0.path)) }).makeReader()
  }

  private func hits(_ reader: IndexReader, _ program: borrowing QueryProgram, limit: Int) throws -> HitBatch {
    let hits = HitBatch()
    var options = SearchOptions(limit: limit)
    options.b = 0.5
    try lengths.withUnsafeBytes { try reader.search(program, options, lengths: $0, into: hits) }
    return hits
  }

  /// Words of which any, or all, must be there, with words that may be, and a filter.
  private mutating func program() -> QueryProgram {
    var program = QueryProgram()
    func clause(_ generator: inout SeededGenerator) {
      let count = Int.random(in: 1...4, using: &generator)
      for _ in 0..<count { program.term(Self.words.randomElement(using: &generator) ?? "") }
      if Bool.random(using: &generator) { program.or(count) } else { program.and(count) }
    }
    clause(&generator)
    if Bool.random(using: &generator) {
      clause(&generator)
      program.scale(0.7)
      program.andMaybe()
    }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      program.term("=third")
      program.filter()
    case 1:
      program.term("word3")
      program.andNot()
    default: break
    }
    return program
  }

  @Test mutating func `Three files give the hits, weights and order of one`() throws {
    let one = try whole.reader()
    let several = try joined()
    for _ in 0..<200 {
      let program = program()
      let limit = Int.random(in: 1...300, using: &generator)
      let expected = try hits(one, program, limit: limit)
      let found = try hits(several, program, limit: limit)
      #expect(Array(found.docids) == Array(expected.docids), "seed \(seed): \(program)")
      #expect(Array(found.weights) == Array(expected.weights), "seed \(seed): \(program)")
    }
  }

  @Test mutating func `Words that must be there weigh what libxapian's matcher has them weigh`() throws {
    let reader = try whole.reader()
    for _ in 0..<100 {
      let program = program()
      var options = SearchOptions(limit: texts.count)
      options.b = 0.5
      let matched = HitBatch()
      try reader.search(program, options, into: matched)
      let weights = Dictionary(uniqueKeysWithValues: zip(matched.docids, matched.weights))
      let found = try hits(reader, program, limit: texts.count)
      try #require(found.count == matched.count, "seed \(seed): \(program)")
      for (docid, weight) in zip(found.docids, found.weights) {
        #expect(abs(weight - (try #require(weights[docid]))) < 1e-4, "seed \(seed): \(program)")
      }
    }
  }

  @Test func `Counts, frequencies and terms are those of all parts together`() throws {
    let one = try whole.reader()
    let several = try joined()
    let expected = try one.statistics()
    let found = try several.statistics()
    #expect(found.documentCount == expected.documentCount && found.lastDocid == expected.lastDocid)
    #expect(found.averageLength == expected.averageLength)
    #expect(found.uuid.isEmpty && expected.uuid.utf8.count == 36)
    #expect(try several.terms(prefix: "").map(\.term) == one.terms(prefix: "").map(\.term))
    for (term, frequency) in try one.terms(prefix: "word") {
      #expect(try several.frequency(ofTerm: term) == frequency)
    }
  }

  @Test func `What only libxapian's matcher can do finds the same documents`() throws {
    let one = try whole.reader()
    let several = try joined()
    let builds: [(inout QueryProgram) -> Void] = [
      { $0.matchAll() },
      { $0.prefix("word1", limit: 100) },
      { program in
        program.term("word1")
        program.term("word2")
        program.phrase(2)
      },
    ]
    for build in builds {
      let options = SearchOptions(limit: texts.count)
      #expect(try several.docids(options, build).sorted() == one.docids(options, build).sorted())
    }
  }
}
