import SearchStore
import Testing

@Suite struct QueryProgramTests {
  let index: TinyIndex
  let reader: IndexReader

  init() throws {
    index = try TinyIndex()
    reader = try index.reader()
  }

  @Test("A term finds the documents that hold it")
  func term() throws {
    #expect(try reader.matches { $0.term("femur") } == [1, 2, 5])
    #expect(try reader.matches { $0.term("absent") } == [])
    #expect(try reader.matches { $0.term("=", "cpt") } == [4, 5])
  }

  @Test("A prefix stands for all terms that begin with it")
  func prefix() throws {
    #expect(try reader.matches { $0.prefix("wrist", limit: 10) } == [3, 4, 6])
    #expect(try reader.matches { $0.prefix("zzz", limit: 10) } == [])
  }

  @Test("A prefix above its limit keeps the most frequent or the first terms and says so, or fails")
  func prefixLimit() throws {
    let hits = HitBatch()
    var program = QueryProgram()
    program.prefix("w", limit: 1, expansion: .mostFrequent)
    try reader.search(program, into: hits)
    #expect(Set(hits.docids) == [3, 4] && hits.cutExpansions == 1 && hits.expandedTerms == 1)
    program.removeAll()
    program.prefix("w", limit: 1, expansion: .first)
    try reader.search(program, into: hits)
    #expect(Set(hits.docids) == [4] && hits.cutExpansions == 1)
    program.removeAll()
    program.prefix("w", limit: 3, expansion: .first)
    try reader.search(program, into: hits)
    #expect(Set(hits.docids) == [3, 4, 6] && hits.cutExpansions == 0 && hits.expandedTerms == 3)
    #expect(code { _ = try reader.matches { $0.prefix("w", limit: 1, expansion: .orFail) } } == .limit)
  }

  @Test("All and none")
  func allAndNone() throws {
    #expect(try reader.matches { $0.matchAll() } == [1, 2, 3, 4, 5, 6])
    #expect(try reader.matches { $0.matchNone() } == [])
    #expect(try reader.matches { _ in } == [])
  }

  @Test("And, or, and-not, filter and and-maybe select what their names say")
  func booleanOperators() throws {
    func both(_ operation: (inout QueryProgram) -> Void) throws -> [UInt32] {
      try reader.matches {
        $0.term("femur")
        $0.term("neck")
        operation(&$0)
      }
    }
    #expect(try both { $0.and(2) } == [1, 5])
    #expect(try both { $0.or(2) } == [1, 2, 5])
    #expect(try both { $0.synonym(2) } == [1, 2, 5])
    #expect(try both { $0.max(2) } == [1, 2, 5])
    #expect(try both { $0.andNot() } == [2])
    #expect(try both { $0.filter() } == [1, 5])
    #expect(try both { $0.andMaybe() } == [1, 2, 5])
  }

  @Test("An operand that matches nothing behaves as in logic")
  func nothingAsOperand() throws {
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.matchNone()
        $0.and(2)
      } == [])
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.matchNone()
        $0.or(2)
      } == [1, 2, 5])
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.matchNone()
        $0.synonym(2)
      } == [1, 2, 5])
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.matchNone()
        $0.max(2)
      } == [1, 2, 5])
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.matchNone()
        $0.andNot()
      } == [1, 2, 5])
    #expect(
      try reader.matches {
        $0.matchNone()
        $0.term("femur")
        $0.andNot()
      } == [])
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.matchNone()
        $0.filter()
      } == [])
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.matchNone()
        $0.andMaybe()
      } == [1, 2, 5])
    #expect(
      try reader.matches {
        $0.matchNone()
        $0.scale(2)
      } == [])
  }

  @Test("A phrase wants order, near does not, and both keep to their window")
  func positions() throws {
    #expect(
      try reader.matches {
        $0.term("neck")
        $0.term("of")
        $0.term("femur")
        $0.phrase(3)
      } == [1])
    #expect(
      try reader.matches {
        $0.term("femur")
        $0.term("neck")
        $0.phrase(2)
      } == [5])
    #expect(
      try reader.matches {
        $0.term("neck")
        $0.term("femur")
        $0.phrase(2, window: 3)
      } == [1])
    #expect(
      try reader.matches {
        $0.term("neck")
        $0.term("femur")
        $0.near(2, window: 3)
      } == [1, 5])
    #expect(
      try reader.matches {
        $0.term("neck")
        $0.term("femur")
        $0.near(2)
      } == [5])
    let alternatives = try reader.matches {
      $0.term("neck")
      $0.term("shaft")
      $0.or(2)
      $0.term("of")
      $0.term("femur")
      $0.phrase(3)
    }
    #expect(alternatives == [1, 2])
  }

  @Test("A value range includes both ends, and never a document without the value")
  func values() throws {
    #expect(try reader.matches { $0.valueRange(slot: 0, from: "a".utf8, through: "b".utf8) } == [1, 2, 3, 4])
    #expect(try reader.matches { $0.valueAtLeast(slot: 0, "b".utf8) } == [1, 2, 5])
    #expect(try reader.matches { $0.valueAtMost(slot: 0, "a".utf8) } == [3, 4])
    #expect(try reader.matches { $0.valueRange(slot: 9, from: "a".utf8, through: "b".utf8) } == [])
  }

  @Test("Scale multiplies weights, filter adds none")
  func weights() throws {
    func weight(_ build: (inout QueryProgram) -> Void) throws -> Double {
      var program = QueryProgram()
      build(&program)
      let hits = HitBatch()
      try reader.search(program, into: hits)
      return try #require(hits.weights.first)
    }
    let plain = try weight { $0.term("wristwatch") }
    #expect(plain > 0)
    #expect(
      abs(
        try weight {
          $0.term("wristwatch")
          $0.scale(3)
        } - 3 * plain) < 1e-9)
    #expect(
      try weight {
        $0.term("wristwatch")
        $0.matchAll()
        $0.filter()
      } == plain)
    #expect(
      try weight {
        $0.term("wristwatch")
        $0.scale(0)
      } == 0)
    #expect(try weight { $0.term("wristwatch", wqf: 2) } > plain)
  }

  @Test("A malformed program is refused as such")
  func malformed() {
    let malformed: [(String, [UInt8])] = [
      ("unknown opcode", [0x7F]),
      ("term cut off in its length", [0x01, 1, 0, 0, 0, 5]),
      ("term cut off in its bytes", [0x01, 1, 0, 0, 0, 5, 0, 65]),
      ("empty term", [0x01, 1, 0, 0, 0, 0, 0]),
      ("operator without operands", [0x10, 0, 0]),
      ("operator with too few operands", [0x03, 0x10, 2, 0]),
      ("two values at the end", [0x03, 0x03]),
      ("binary operator on one value", [0x03, 0x14]),
      ("scale of nothing", [0x17, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("negative scale", [0x03, 0x17] + withUnsafeBytes(of: -1.0) { Array($0) }),
      ("scale by NaN", [0x03, 0x17] + withUnsafeBytes(of: Double.nan) { Array($0) }),
      ("phrase of all documents", [0x03, 0x03, 0x18, 0, 0, 2, 0]),
      ("phrase of one", [0x01, 1, 0, 0, 0, 1, 0, 65, 0x18, 0, 0, 1, 0]),
      ("unknown expansion mode", [0x02, 9, 1, 0, 0, 0, 1, 0, 65]),
      ("expansion limit 0", [0x02, 1, 0, 0, 0, 0, 1, 0, 65]),
    ]
    for (name, bytes) in malformed {
      let program = QueryProgram(bytes: bytes)
      #expect(code { try program.check() } == .invalidArgument, "\(name)")
      #expect(code { try reader.search(program, into: HitBatch()) } == .invalidArgument, "\(name)")
    }
    #expect(code { _ = try reader.matches { $0.term(String(repeating: "x", count: 246)) } } == .invalidArgument)
    #expect(code { _ = try reader.matches { $0.term(String(repeating: "x", count: 70_000)) } } == .invalidArgument)
    #expect(code { _ = try reader.matches { $0.term(String(repeating: "x", count: 245)) } } == nil)
  }

  @Test("Leaves, depth and windows are limited: at the limit yes, above it no")
  func limits() throws {
    func leaves(_ count: Int) throws -> [UInt32] {
      try reader.matches { program in
        for number in 0..<count { program.term("t\(number)") }
        program.or(count)
      }
    }
    #expect(code { _ = try leaves(QueryProgram.leafLimit) } == nil)
    #expect(code { _ = try leaves(QueryProgram.leafLimit + 1) } == .limit)
    func nested(_ depth: Int) throws -> [UInt32] {
      try reader.matches { program in
        program.term("femur")
        for _ in 1..<depth {
          program.term("neck")
          program.and(2)
        }
      }
    }
    #expect(try nested(QueryProgram.depthLimit) == [1, 5])
    #expect(code { _ = try nested(QueryProgram.depthLimit + 1) } == .limit)
    #expect(
      code {
        _ = try reader.matches {
          $0.term("a")
          $0.term("b")
          $0.near(2, window: 1000)
        }
      } == nil)
    #expect(
      code {
        _ = try reader.matches {
          $0.term("a")
          $0.term("b")
          $0.near(2, window: 1001)
        }
      } == .limit)
  }

  @Test("Random bytes never crash: they are refused, or they search")
  func randomPrograms() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let hits = HitBatch()
    var searched = 0
    for _ in 0..<20_000 {
      let program = QueryProgram(bytes: Bool.random(using: &random) ? noise(&random) : sentence(&random))
      do {
        try reader.search(program, into: hits)
        searched += 1
      } catch {
        #expect([.invalidArgument, .limit].contains(error.code), "seed \(seed): \(error) for \(program.bytes)")
      }
    }
    #expect(searched > 500, "seed \(seed)")
  }

  private func noise(_ random: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0...64, using: &random)).map { _ in UInt8.random(in: 0...0x1A, using: &random) }
  }

  /// Whole instructions in any order, then now and then one byte changed.
  private func sentence(_ random: inout SeededGenerator) -> [UInt8] {
    var program = QueryProgram()
    let words = ["femur", "neck", "of", "wrist", "=icd", "absent"]
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let count = Int.random(in: 1...3, using: &random)
      switch Int.random(in: 0...19, using: &random) {
      case 0...7: program.term(words.randomElement(using: &random)!, wqf: UInt32.random(in: 0...3, using: &random))
      case 8: program.prefix("w", limit: count)
      case 9: program.matchAll()
      case 10: program.matchNone()
      case 11: program.valueRange(slot: 0, from: "b".utf8, through: "a".utf8)
      case 12: program.and(count)
      case 13: program.or(count)
      case 14: program.synonym(count)
      case 15: program.max(count)
      case 16: program.andNot()
      case 17: program.scale(Double(count) - 1)
      case 18: program.phrase(count, window: count)
      default: program.andMaybe()
      }
    }
    var bytes = program.bytes
    if Int.random(in: 0...3, using: &random) == 0 {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    return bytes
  }
}

/// SplitMix64: the seed printed with a failure repeats it.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
