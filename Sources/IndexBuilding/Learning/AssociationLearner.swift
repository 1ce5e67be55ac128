internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// Learns which words say the same from wordings that lead to the same code: what one has and the other has not is
/// likely to mean what the other has in its place.
struct AssociationLearner {
  private let lexicon: Lexicon
  private var pairs = TranslationPairs()
  /// For each term a word that a person reads, the first that was met.
  private var words: [UInt32: UInt32] = [:]
  private var scopes: Set<Scope> = []

  private static let mostAssociations = 4
  private static let leastCount: Float = 1.5
  private static let leastStrength: Float = 0.12

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Takes up what a piece found.
  /// - Parameter own: for each word of the piece its number in the lexicon.
  mutating func add(_ differences: WordingDifferences, own: [UInt32]) {
    for number in differences.words {
      let word = own[Int(number)]
      let term = lexicon.term(ofWord: word)
      if words[term] == nil { words[term] = word }
    }
    var sides = differences.sides
    WordingDifferences.forEachTerm(of: &sides) { lexicon.term(ofWord: own[Int($0)]) }
    pairs.sides += sides
    scopes.formUnion(differences.scopes)
  }

  /// What was learned: for each term its best associations, in the order of the terms.
  func learned() -> [LearnedReading] {
    let scope = scopes.count == 1 ? scopes.first : nil
    var found: [UInt32: [(term: UInt32, strength: Float)]] = [:]
    for pair in pairs.symmetric() where pair.count >= Self.leastCount && pair.strength >= Self.leastStrength {
      found[pair.left, default: []].append((pair.right, pair.strength))
      found[pair.right, default: []].append((pair.left, pair.strength))
    }
    return found.map { (lexicon.term($0.key), $0.value) }.sorted { $0.0 < $1.0 }.flatMap { term, others in
      others.sorted { ($1.strength, $0.term) < ($0.strength, $1.term) }.prefix(Self.mostAssociations).enumerated()
        .map { rank, other in
          LearnedReading(
            term, .association, terms: [lexicon.term(other.term)],
            words: words[other.term].map(lexicon.word) ?? "", rank: rank, strength: other.strength,
            scope: scope)
        }
    }
  }
}

/// Pairs of term lists that mean the same, and from them how likely one term is the translation of another (IBM model 1,
/// Brown et al. 1993, learned both ways).
struct TranslationPairs {
  /// Two terms of the two sides, with the number of times that one was taken for the other.
  struct Symmetric {
    var left: UInt32
    var right: UInt32
    var count: Float
    /// The geometric mean of the probabilities both ways.
    var strength: Float
  }

  /// As in ``WordingDifferences``.
  var sides: [UInt32] = []

  func symmetric() -> [Symmetric] {
    let model = TranslationModel(sides)
    return model.entries.indices.compactMap { index in
      let (source, target) = model.entries[index]
      guard source < target, let back = model.index(target, source) else { return nil }
      return Symmetric(
        left: source, right: target, count: min(model.counts[index], model.counts[back]),
        strength: (model.probabilities[index] * model.probabilities[back]).squareRoot())
    }
  }
}

/// Translation probabilities by expectation maximisation. Entries are numbered as they are met, so that sums are taken
/// in the same order in every build.
private struct TranslationModel {
  private(set) var entries: [(source: UInt32, target: UInt32)] = []
  private(set) var probabilities: [Float] = []
  private(set) var counts: [Float] = []
  private var numbers = PairTable()

  private static let rounds = 5
  /// The share of a term that nothing on the other side explains.
  private static let unexplained: Float = 0.02

  /// Of each pair of lists how many terms are on its left and on its right.
  private var sizes: [(left: Int, right: Int)] = []
  /// For each pair, term by term of its right, the entries with all terms of its left.
  private var cells: [Int] = []

  init(_ sides: [UInt32]) {
    // A pair of wordings is evidence both ways, so that both directions learn from all of them.
    add(sides, isReversed: false)
    add(sides, isReversed: true)
    probabilities = Array(repeating: 0.1, count: entries.count)
    for _ in 0..<Self.rounds { improve() }
  }

  private mutating func add(_ sides: [UInt32], isReversed: Bool) {
    var start = 0
    while start + 1 < sides.count {
      let middle = start + 2 + Int(sides[start])
      let end = middle + Int(sides[start + 1])
      let (left, right) = isReversed ? (middle..<end, start + 2..<middle) : (start + 2..<middle, middle..<end)
      sizes.append((left.count, right.count))
      for target in right {
        for source in left { cells.append(number(sides[source], sides[target])) }
      }
      start = end
    }
  }

  func index(_ source: UInt32, _ target: UInt32) -> Int? { numbers.find(source, target) }

  private mutating func number(_ source: UInt32, _ target: UInt32) -> Int {
    let number = numbers.number(source, target)
    if number == entries.count { entries.append((source, target)) }
    return number
  }

  private mutating func improve() {
    var counts = [Float](repeating: 0, count: entries.count)
    var start = 0
    for (left, right) in sizes {
      for _ in 0..<right {
        let row = start..<start + left
        var sum = Self.unexplained
        for place in row { sum += probabilities[cells[place]] }
        for place in row { counts[cells[place]] += probabilities[cells[place]] / sum }
        start += left
      }
    }
    self.counts = counts
    var totals: [UInt32: Float] = [:]
    for (entry, count) in zip(entries, counts) { totals[entry.source, default: 0] += count }
    for index in entries.indices {
      let total = totals[entries[index].source] ?? 0
      probabilities[index] = total > 0 ? counts[index] / total : 0
    }
  }
}

/// Numbers pairs in the order in which they are met, from 0; a dictionary took three times as long.
private struct PairTable {
  private var keys: [UInt64] = []
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 16)

  /// The number of a pair, a new one where it has none yet.
  mutating func number(_ left: UInt32, _ right: UInt32) -> Int {
    let key = UInt64(left) << 32 | UInt64(right)
    let slot = slot(of: key)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  func find(_ left: UInt32, _ right: UInt32) -> Int? {
    let number = slots[slot(of: UInt64(left) << 32 | UInt64(right))]
    return number < 0 ? nil : Int(number)
  }

  /// Where the pair is, or would be put.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
    while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (number, key) in keys.enumerated() { slots[slot(of: key)] = Int32(number) }
  }
}
