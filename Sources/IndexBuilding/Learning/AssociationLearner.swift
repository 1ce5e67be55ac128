internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// Learns which words say the same from wordings that lead to the same code: what one has and the other has not is
/// likely to mean what the other has in its place.
struct AssociationLearner {
  private let analyzer: Analyzer
  private var pairs = TranslationPairs()
  /// For each term a word that a person reads, the first that was met.
  private var words: [UInt32: UInt32] = [:]
  private var scopes: Set<Scope> = []

  /// Wordings of one code that are compared with each other, at most.
  private static let mostWordings = 10
  /// The most terms by which two wordings may differ on one side.
  private static let mostTerms = 5
  private static let mostAssociations = 4
  private static let leastCount: Float = 1.5
  private static let leastStrength: Float = 0.12

  init(analyzer: Analyzer) { self.analyzer = analyzer }

  /// Takes up the wordings of one target, the title first.
  mutating func add(_ wordings: [[Token]], scope: Scope) {
    var sets: [[UInt32]] = []
    for tokens in wordings.prefix(Self.mostWordings) {
      var terms: [UInt32] = []
      for token in tokens where !token.isJoined && !terms.contains(token.term) {
        terms.append(token.term)
        if words[token.term] == nil { words[token.term] = token.word }
      }
      if !sets.contains(terms) { sets.append(terms) }
    }
    for (index, left) in sets.enumerated() {
      for right in sets[(index + 1)...] {
        let onlyLeft = left.filter { !right.contains($0) && means($0) }
        let onlyRight = right.filter { !left.contains($0) && means($0) }
        guard (1...Self.mostTerms).contains(onlyLeft.count), (1...Self.mostTerms).contains(onlyRight.count) else {
          continue
        }
        pairs.add(onlyLeft, onlyRight)
        scopes.insert(scope)
      }
    }
  }

  /// True for terms that say something of the patient: no numbers, no single letters, no words of the classification.
  private func means(_ term: UInt32) -> Bool {
    analyzer.lexicon.withTerm(term) { $0.count > 2 && $0.allSatisfy { $0 &- 97 < 26 } }
      && !Self.classification.contains(analyzer.lexicon.term(term))
  }

  private static let classification: Set<String> = [
    "unspecifi", "other", "nec", "nos", "encount", "initi", "subsequ", "sequela", "right", "left", "bilater",
    "unilater", "without", "not", "classifi", "elsewher", "type", "specifi", "see", "also", "code", "use",
  ]

  /// What was learned: for each term its best associations, in the order of the terms.
  func learned() -> [LearnedReading] {
    let scope = scopes.count == 1 ? scopes.first : nil
    var found: [UInt32: [(term: UInt32, strength: Float)]] = [:]
    for pair in pairs.symmetric() where pair.count >= Self.leastCount && pair.strength >= Self.leastStrength {
      found[pair.left, default: []].append((pair.right, pair.strength))
      found[pair.right, default: []].append((pair.left, pair.strength))
    }
    return found.map { (analyzer.lexicon.term($0.key), $0.value) }.sorted { $0.0 < $1.0 }.flatMap { term, others in
      others.sorted { ($1.strength, $0.term) < ($0.strength, $1.term) }.prefix(Self.mostAssociations).enumerated()
        .map { rank, other in
          LearnedReading(
            term, .association, terms: [analyzer.lexicon.term(other.term)],
            words: words[other.term].map(analyzer.lexicon.word) ?? "", rank: rank, strength: other.strength,
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

  private var sides: [(left: [UInt32], right: [UInt32])] = []

  mutating func add(_ left: [UInt32], _ right: [UInt32]) { sides.append((left, right)) }

  func symmetric() -> [Symmetric] {
    // A pair of wordings is evidence both ways, so that both directions learn from all of them.
    let both = sides + sides.map { ($0.right, $0.left) }
    let model = TranslationModel(both)
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
  private var numbers: [UInt64: Int] = [:]

  private static let rounds = 5
  /// The share of a term that nothing on the other side explains.
  private static let unexplained: Float = 0.02

  init(_ pairs: [(left: [UInt32], right: [UInt32])]) {
    var cells: [[Int]] = []
    for (left, right) in pairs {
      cells.append(right.flatMap { target in left.map { source in (source, target) } }.map { number($0.0, $0.1) })
    }
    probabilities = Array(repeating: 0.1, count: entries.count)
    for _ in 0..<Self.rounds { improve(pairs, cells) }
  }

  func index(_ source: UInt32, _ target: UInt32) -> Int? { numbers[UInt64(source) << 32 | UInt64(target)] }

  private mutating func number(_ source: UInt32, _ target: UInt32) -> Int {
    let key = UInt64(source) << 32 | UInt64(target)
    if let known = numbers[key] { return known }
    numbers[key] = entries.count
    entries.append((source, target))
    return entries.count - 1
  }

  private mutating func improve(_ pairs: [(left: [UInt32], right: [UInt32])], _ cells: [[Int]]) {
    counts = Array(repeating: 0, count: entries.count)
    for (pair, cells) in zip(pairs, cells) {
      let width = pair.left.count
      for start in stride(from: 0, to: cells.count, by: width) {
        let row = cells[start..<start + width]
        let sum = row.reduce(Self.unexplained) { $0 + probabilities[$1] }
        for cell in row { counts[cell] += probabilities[cell] / sum }
      }
    }
    var totals: [UInt32: Float] = [:]
    for (entry, count) in zip(entries, counts) { totals[entry.source, default: 0] += count }
    for index in entries.indices {
      let total = totals[entries[index].source] ?? 0
      probabilities[index] = total > 0 ? counts[index] / total : 0
    }
  }
}
