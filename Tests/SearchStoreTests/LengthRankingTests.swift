import Glibc
import SearchStore
import Testing

/// Searches that are handed the lengths of the documents find what libxapian's matcher finds.
struct LengthRankingTests {
  private static let words = (0..<14).map { "word\($0)" }

  /// Documents of different words, the first words being the commonest; enough of them for several windows.
  private static func texts(_ generator: inout SeededGenerator) -> [String] {
    (0..<9_500).map { number in
      var words: Set<Int> = []
      for _ in 0..<Int.random(in: 1...9, using: &generator) {
        words.insert(min(Int.random(in: 0..<14, using: &generator), Int.random(in: 0..<14, using: &generator)))
      }
      let tag = number % 3 == 0 ? "=third" : number % 7 == 0 ? "=seventh" : ""
      return words.sorted().map { Self.words[$0] }.joined(separator: " ") + " " + tag
    }
  }

  /// Any of some clauses, each a term or several that must all be there, with a filter or an exclusion or neither.
  private static func program(_ generator: inout SeededGenerator) -> QueryProgram {
    var program = QueryProgram()
    let clauses = Int.random(in: 1...5, using: &generator)
    for _ in 0..<clauses {
      let terms = Int.random(in: 0..<4, using: &generator) == 0 ? 2 : 1
      for _ in 0..<terms { program.term(words.randomElement(using: &generator) ?? "") }
      if terms > 1 { program.and(terms) }
      if Bool.random(using: &generator) { program.scale(Double.random(in: 0.5...1, using: &generator)) }
    }
    if clauses > 1 { program.or(clauses) }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      program.term("=third")
      program.term("=missing")
      program.or(2)
      program.filter()
    case 1:
      program.term("=seventh")
      program.andNot()
    default: break
    }
    return program
  }

  @Test func `The hits and weights are those of the matcher`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let texts = Self.texts(&generator)
    let index = try TinyIndex(texts, values: [])
    let reader = try index.reader()
    let lengths = texts.map { UInt8($0.split(separator: " ").count { !$0.hasPrefix("=") }) }
    for _ in 0..<150 {
      let program = Self.program(&generator)
      var options = SearchOptions(limit: Int.random(in: 1...400, using: &generator))
      options.b = Double.random(in: 0...1, using: &generator)
      options.minimumNormalizedLength = 0.05
      var everything = options
      everything.limit = texts.count
      let matched = HitBatch()
      try reader.search(program, everything, into: matched)
      let weights = Dictionary(uniqueKeysWithValues: zip(matched.docids, matched.weights))
      let ranked = HitBatch()
      try lengths.withUnsafeBytes { try reader.search(program, options, lengths: $0, into: ranked) }
      try #require(ranked.count == min(options.limit, matched.count), "seed \(seed): \(program)")
      #expect(Set(ranked.docids).count == ranked.count, "seed \(seed): \(program)")
      for (place, docid) in ranked.docids.enumerated() {
        let expected = try #require(weights[docid], "seed \(seed): \(program)")
        #expect(abs(ranked.weights[place] - expected) < 1e-4, "seed \(seed): \(program)")
        #expect(abs(matched.weights[place] - expected) < 1e-4, "seed \(seed), place \(place): \(program)")
      }
    }
  }

  @Test(arguments: [0, 20_000, 1 << 26])
  func `Readers that keep no posting lists, some or all of them find the same`(byteLimit: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let texts = Self.texts(&generator)
    let index = try TinyIndex(texts, values: [])
    let lengths = texts.map { UInt8($0.split(separator: " ").count { !$0.hasPrefix("=") }) }
    let postings = SharedPostings(byteLimit: byteLimit)
    let descriptor = open(index.path, O_RDONLY)
    defer { close(descriptor) }
    let keeping = try (0..<2).map { _ in try IndexReader(descriptor: descriptor, postings: postings) }
    let plain = try index.reader()
    for round in 0..<100 {
      let program = Self.program(&generator)
      let (expected, found) = (HitBatch(), HitBatch())
      try lengths.withUnsafeBytes { lengths in
        try plain.search(program, SearchOptions(limit: 50), lengths: lengths, into: expected)
        try keeping[round % 2].search(program, SearchOptions(limit: 50), lengths: lengths, into: found)
      }
      #expect(Array(found.docids) == Array(expected.docids), "seed \(seed): \(program)")
    }
  }

  @Test func `Of equal documents the first come first`() throws {
    let texts = Array(repeating: "fracture of femur", count: 5_000)
    let reader = try TinyIndex(texts, values: []).reader()
    var program = QueryProgram()
    program.term("femur")
    program.term("fracture")
    program.or(2)
    let hits = HitBatch()
    let lengths = [UInt8](repeating: 3, count: texts.count)
    try lengths.withUnsafeBytes { try reader.search(program, SearchOptions(limit: 7), lengths: $0, into: hits) }
    #expect(Array(hits.docids) == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test func `Fewer lengths than documents are refused`() throws {
    let reader = try TinyIndex().reader()
    var program = QueryProgram()
    program.term("femur")
    let lengths: [UInt8] = [5, 5]
    let found = code {
      try lengths.withUnsafeBytes { try reader.search(program, lengths: $0, into: HitBatch()) }
    }
    #expect(found == .invalidArgument)
  }

  @Test func `What is kept of several terms together is not taken for a term`() throws {
    let index = try TinyIndex()
    let reader = try IndexFile(path: index.path).makeReader()
    let lengths = [UInt8](repeating: 4, count: TinyIndex.texts.count)
    let hits = HitBatch()
    func found(_ name: String, and other: String? = nil) throws -> [UInt32] {
      var program = QueryProgram()
      program.term(name)
      if let other {
        program.term(other)
        program.and(2)
      }
      let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: lengths.count, alignment: 1)
      defer { bytes.deallocate() }
      bytes.copyBytes(from: lengths)
      try reader.search(program, SearchOptions(limit: 10), lengths: UnsafeRawBufferPointer(bytes), into: hits)
      return Array(hits.docids)
    }
    for _ in 0..<2 { #expect(try found("fracture", and: "femur") == [1, 2]) }
    for name in ["\08:fracture5:femur", "\0fracture\0femur", "fracture\0femur"] {
      for _ in 0..<2 { #expect(try found(name).isEmpty) }
    }
  }
}
