import Foundation
import SearchStore
import Testing

@Suite struct IndexReaderTests {
  let index: TinyIndex

  init() throws { index = try TinyIndex() }

  @Test("Statistics and term frequencies are those of the documents")
  func statistics() throws {
    let reader = try index.reader()
    let statistics = try reader.statistics()
    #expect(statistics.documentCount == 6 && statistics.lastDocid == 6)
    #expect(abs(statistics.averageLength - 21.0 / 6) < 1e-9)
    #expect(try reader.frequency(ofTerm: "femur") == 3)
    #expect(try reader.frequency(ofTerm: "fem") == 0)
    #expect(try reader.frequency(ofTerm: "") == 0)
    #expect(try reader.frequency(ofTerm: String(repeating: "x", count: 300)) == 0)
  }

  @Test("Terms come in byte order, from where asked, up to the limit, until told to stop")
  func terms() throws {
    let reader = try index.reader()
    let wrist = try reader.terms(prefix: "w")
    #expect(wrist.map(\.term) == ["wound", "wrist", "wristwatch"] && wrist.map(\.frequency) == [1, 2, 1])
    #expect(try reader.terms(prefix: "").count == 12)
    #expect(try reader.terms(prefix: "", limit: 2).map(\.term) == ["=cpt", "=icd"])
    #expect(try reader.terms(prefix: "x").isEmpty)
    #expect(try reader.terms(prefix: "w", limit: 0).isEmpty)
    var met: [String] = []
    let visited = try reader.forEachTerm(prefix: "w", from: "wp") { term, _ in
      met.append(String(decoding: term, as: UTF8.self))
      return false
    }
    #expect(met == ["wrist"] && visited == 1)
  }

  @Test("Offset and limit page through the same order")
  func paging() throws {
    let reader = try index.reader()
    let whole = try reader.docids {
      $0.prefix("", limit: 1)
      $0.removeAll()
      $0.term("of")
      $0.term("neck")
      $0.or(2)
    }
    var paged: [UInt32] = []
    for offset in 0..<whole.count {
      paged += try reader.docids(SearchOptions(offset: offset, limit: 1)) {
        $0.term("of")
        $0.term("neck")
        $0.or(2)
      }
    }
    #expect(paged == whole && whole.count == 5)
    #expect(try reader.docids(SearchOptions(limit: 0)) { $0.term("of") } == [])
  }

  @Test("Equal weights come by ascending docid")
  func ties() throws {
    #expect(try index.reader().docids { $0.term("of") } == [1, 2, 3, 4])
  }

  @Test("The number of matches is exact where all were looked at")
  func bounds() throws {
    var options = SearchOptions(limit: 1)
    options.checkAtLeast = 100
    var program = QueryProgram()
    program.term("of")
    let hits = HitBatch()
    try index.reader().search(program, options, into: hits)
    #expect(hits.count == 1 && hits.matches == (4, 4, 4))
    #expect(hits.greatestWeight == hits.weights[0] && hits.greatestPossibleWeight >= hits.greatestWeight)
  }

  @Test("A boolean search weighs nothing")
  func booleanOnly() throws {
    var options = SearchOptions()
    options.booleanOnly = true
    var program = QueryProgram()
    program.term("femur")
    let hits = HitBatch()
    try index.reader().search(program, options, into: hits)
    #expect(Array(hits.docids) == [1, 2, 5] && hits.weights.allSatisfy { $0 == 0 })
  }

  @Test("Collapsing keeps one hit per value, and all without value")
  func collapsing() throws {
    var options = SearchOptions()
    options.collapseSlot = 0
    #expect(try index.reader().docids(options) { $0.matchAll() } == [1, 3, 5, 6])
  }

  @Test("A batch is overwritten by the next search and emptied by a failed one")
  func reuse() throws {
    let reader = try index.reader()
    let hits = HitBatch()
    var program = QueryProgram()
    program.term("femur")
    try reader.search(program, into: hits)
    #expect(hits.count == 3)
    program.removeAll()
    program.term("wristwatch")
    try reader.search(program, SearchOptions(limit: 100), into: hits)
    #expect(Array(hits.docids) == [6])
    #expect(code { try reader.search(QueryProgram(bytes: [0]), into: hits) } == .invalidArgument)
    #expect(hits.isEmpty && hits.matches == (0, 0, 0))
  }

  @Test("Options out of range are refused")
  func options() throws {
    let reader = try index.reader()
    func code(_ change: (inout SearchOptions) -> Void) -> StoreError.Code? {
      var options = SearchOptions()
      change(&options)
      return SearchStoreTests.code { _ = try reader.docids(options) { $0.term("of") } }
    }
    #expect(code { _ in } == nil)
    #expect(code { $0.limit = -1 } == .invalidArgument)
    #expect(code { $0.limit = 1_000_001 } == .invalidArgument)
    #expect(code { $0.offset = -1 } == .invalidArgument)
    #expect(code { $0.k1 = -1 } == .invalidArgument)
    #expect(code { $0.k1 = .nan } == .invalidArgument)
    #expect(code { $0.b = 1.5 } == .invalidArgument)
    #expect(code { $0.minimumNormalizedLength = .infinity } == .invalidArgument)
    #expect(code { $0.deadline = -1 } == .invalidArgument)
    #expect(code { $0.k1 = 0 } == nil)
    #expect(code { $0.b = 1 } == nil)
  }

  @Test("BM25 weights agree with the formula")
  func formula() throws {
    var options = SearchOptions()
    options.k1 = 1.2
    options.b = 0.5
    var program = QueryProgram()
    program.term("femur")
    let hits = HitBatch()
    try index.reader().search(program, options, into: hits)
    let lengths: [UInt32: Double] = [1: 5, 2: 5, 5: 3]
    for number in 0..<hits.count {
      let length = try #require(lengths[hits.docids[number]]) / (21.0 / 6)
      // N 6, n 3; libxapian keeps the inverse frequency positive: below 2 it becomes x / 2 + 1.
      let ratio = (6 - 3 + 0.5) / (3 + 0.5)
      let inverse = log(ratio < 2 ? ratio * 0.5 + 1 : ratio)
      let expected = inverse * (1.2 + 1) / (1.2 * (0.5 + 0.5 * length) + 1)
      #expect(abs(hits.weights[number] - expected) < 1e-9)
    }
  }

  @Test("A deadline that has passed ends a long search, none lets it finish")
  func deadline() throws {
    let many = try TinyIndex((0..<30_000).map { "common word\($0 % 97) other\($0 % 89)" }, values: [])
    let reader = try many.reader()
    var options = SearchOptions(limit: 1000)
    options.checkAtLeast = 30_000
    func search(_ options: SearchOptions) throws -> Int {
      try reader.docids(options) { program in
        for number in 0..<97 { program.term("word\(number)") }
        for number in 0..<89 { program.term("other\(number)") }
        program.or(186)
      }.count
    }
    #expect(try search(options) == 1000)
    options.deadline = 1
    #expect(code { _ = try search(options) } == .timeout)
    options.deadline = 60_000
    #expect(try search(options) == 1000)
  }

  @Test("Searching and opening, also in vain, leaves no descriptor open")
  func descriptors() throws {
    let damaged = try Array(index.folder.read("index.glass").prefix(5000))
    try index.folder.write(damaged, to: "damaged.glass")
    func open() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
    func round() throws {
      for _ in 0..<200 {
        _ = try index.reader().docids { $0.term("of") }
        _ = try? IndexReader(path: index.folder("damaged.glass")).docids { $0.term("of") }
      }
    }
    try round()
    let before = try open()
    try round()
    // Other suites open files at the same time; 400 leaked descriptors would stand out.
    #expect(try open() < before + 100)
  }
}
