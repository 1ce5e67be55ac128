import QueryGrammar
import Testing

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Random trees in normal form, within the limits.
struct TreeGenerator {
  var random: SeededGenerator
  private var negations = 0
  private var prefixes = 0
  private var words = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func tree() -> QueryNode {
    (negations, prefixes, words) = (0, 0, 0)
    return positive(depth: 4, isInField: false)
  }

  private mutating func positive(depth: Int, isInField: Bool) -> QueryNode {
    switch depth == 0 || words > 30 ? 0 : Int.random(in: 0..<8, using: &random) {
    case 5: return .all(group(depth: depth, isInField: isInField, isAll: true))
    case 6: return .any(group(depth: depth, isInField: isInField, isAll: false))
    case 7 where !isInField:
      let name = testFields.allNames().randomElement(using: &random) ?? "title"
      return .field(Field(name, positive(depth: depth - 1, isInField: true)))
    default: return leaf()
    }
  }

  private mutating func group(depth: Int, isInField: Bool, isAll: Bool) -> [QueryNode] {
    var nodes: [QueryNode] = []
    for position in 0..<Int.random(in: 2...4, using: &random) {
      let isNegated = isAll && position > 0 && negations < 8 && Int.random(in: 0..<4, using: &random) == 0
      if isNegated { negations += 1 }
      let node = positive(depth: depth - 1, isInField: isInField)
      switch node {
      case _ where isNegated: nodes.append(.not(node))
      case .all(let inner) where isAll: nodes += inner
      case .any(let inner) where !isAll: nodes += inner
      default: nodes.append(node)
      }
    }
    return isAll ? nodes.shuffled(using: &random) : nodes
  }

  private mutating func leaf() -> QueryNode {
    words += 1
    let kind = Int.random(in: 0..<10, using: &random)
    switch kind {
    case 0, 1:
      let count = Int.random(in: 1...3, using: &random)
      let phrase = Phrase((0..<count).map { _ in Word(pick(Self.phraseWords), isExact: kind == 1) }, isExact: kind == 1)
      words += count
      return .phrase(phrase)
    case 2 where prefixes < 4:
      prefixes += 1
      return .prefix(Prefix(pick(["neuro", "E1", "E11.", "9", "poly-n", "finding(s)", "Œdè"])))
    case 3: return .range(CodeRange(pick(Self.codes), pick(Self.codes), isExplicit: Bool.random(using: &random)))
    case 4: return .word(Word(pick(Self.words + ["OR", "E10-E14", "a:b", "x://y"]), isExact: true))
    default: return .word(Word(pick(Self.words)))
    }
  }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "a" }

  private static let words = [
    "heart", "x-ray", "or", "not", "E11.9", "Crohn's", "50%", ".5", "finding(s)", "10:30", "http://a", "ne*ro", "é",
    "a=b",
    "HER2+", "and/or", "2025-11-03", "COVID-19", "#1", "糖尿病", "né", "E10-E12-E14",
  ]
  private static let phraseWords = words + ["OR", "NOT", "(s)", "title:a", "E10-E14"]
  private static let codes = ["E10", "E11.9", "99202", "0DT", "25", "Z99.89", "12345678"]
}

@Suite struct QueryRoundTripTests {
  @Test("the printed form of 20,000 random trees reads as the same tree", arguments: [UInt64(20_251_103)])
  func randomTrees(seed: UInt64) throws {
    print("QueryRoundTripTests: seed \(seed)")
    var generator = TreeGenerator(seed: seed)
    for round in 0..<20_000 {
      let tree = generator.tree()
      let text = tree.description
      let comment: Comment = "seed \(seed), round \(round): \(text)"
      let query = try Query(text, fields: testFields, maximumBytes: QueryLimits.hardTextBytes)
      try #require(query.root.withoutSourceRanges == tree, comment)
      try #require(query.notices.allSatisfy { $0.code == .wildcardInside }, comment)
    }
  }

  @Test("whatever is read from random text prints and reads as the same tree", arguments: [UInt64(7)])
  func randomTexts(seed: UInt64) throws {
    print("QueryRoundTripTests: seed \(seed)")
    let pieces = [
      " ", " ", " ", "a", "heart", "E11", ".", "-", "-", "=", "*", "(", ")", "(s)", "\"", "“", ":", "title:", "OR",
      " OR ",
      " AND ", "NOT ", "NOT", ",", "?", "9", "..", "/", "é", "\u{200B}", "\0", "–", "…", "❤", "[", "'", "_", "x:",
      "\u{301}",
    ]
    var random = SeededGenerator(seed: seed)
    var read = 0
    for round in 0..<20_000 {
      let text = (0..<Int.random(in: 1...14, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      guard let query = try? Query(text, fields: testFields) else { continue }
      read += 1
      let comment: Comment = "seed \(seed), round \(round): \(text.debugDescription), \(query.root.debugDescription)"
      let again = try Query(query.description, fields: testFields)
      try #require(again.root.withoutSourceRanges == query.root.withoutSourceRanges, comment)
      try #require(again.description == query.description, comment)
      for leaf in query.root.leaves {
        try #require(!leaf.sourceRange.isEmpty && leaf.sourceRange.upperBound <= text.utf8.count, comment)
        if case .word(let word) = leaf, !word.isExact {
          try #require(query.text(at: word.sourceRange).lowercased() == word.text.lowercased(), comment)
        }
      }
    }
    #expect(read > 2_000)
  }
}
