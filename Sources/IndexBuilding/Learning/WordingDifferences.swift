internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// What wordings of one target say differently, for ``AssociationLearner``. Numbers are those of words in a piece, each of
/// which stands for its term.
struct WordingDifferences: Sendable {
  /// One difference after another: how many terms are on the left and on the right only, then these terms.
  var sides: [UInt32] = []
  /// For each term of compared wordings, in order, the first word that had it.
  var words: [UInt32] = []
  /// The scopes of the targets whose wordings differ.
  var scopes: Set<Scope> = []

  init() {}

  func encode(into writer: inout ByteWriter) {
    writer.numbers(sides)
    writer.numbers(words)
    writer.numbers(scopes.map { UInt32($0.rawValue) }.sorted())
  }

  init(from reader: inout ByteReader) {
    sides = reader.numbers()
    words = reader.numbers()
    scopes = Set(reader.numbers().compactMap { Scope(rawValue: UInt8(truncatingIfNeeded: $0)) })
  }
}

/// Finds what wordings of one target say differently, piece by piece.
struct DifferenceFinder {
  private let lexicon: Lexicon
  private var found = WordingDifferences()
  /// The terms of the target's wordings so far, none twice and no two lists equal.
  private var sets: [[UInt32]] = []
  private var pending: [(terms: [UInt32], words: [UInt32])] = []
  /// For each term of the lexicon the first word of the piece that had it, plus one.
  private var shown: [UInt32] = []
  /// For each term of the lexicon whether it says something of the patient; nil until it is asked.
  private var meanings: [Bool?] = []

  /// Wordings of one code that are compared with each other, at most.
  private static let mostWordings = 10
  /// The most terms by which two wordings may differ on one side.
  private static let mostTerms = 5

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Takes up a wording. Tables that multiply one word by many columns teach nothing, and a passage is about more than its
  /// target.
  mutating func add(_ tokens: [Token], role: WordingRole) {
    switch role {
    case .title, .inclusionTerm, .index, .alias, .consumer, .clinician, .procedureIndex, .brandName: break
    case .shortTitle, .externalCauseIndex, .neoplasmTable, .drugTable, .includesNote, .passage: return
    }
    guard pending.count < Self.mostWordings else { return }
    var terms: [UInt32] = []
    var words: [UInt32] = []
    for token in tokens where !token.isJoined && !terms.contains(token.term) {
      terms.append(token.term)
      words.append(token.word)
    }
    pending.append((terms, words))
  }

  /// Compares the wordings since the last target, the title first.
  mutating func endTarget(_ scope: Scope) {
    defer { pending.removeAll(keepingCapacity: true) }
    guard pending.count > 1 else { return }
    let missing = lexicon.termCount - shown.count
    if missing > 0 {
      shown += Array(repeating: 0, count: missing)
      meanings += Array(repeating: nil, count: missing)
    }
    sets.removeAll(keepingCapacity: true)
    for (terms, words) in pending {
      for (term, word) in zip(terms, words) where shown[Int(term)] == 0 {
        shown[Int(term)] = word + 1
        found.words.append(word)
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
        found.sides += [UInt32(onlyLeft.count), UInt32(onlyRight.count)]
        found.sides += onlyLeft
        found.sides += onlyRight
        found.scopes.insert(scope)
      }
    }
  }

  /// What was found in the piece, in its numbers of words.
  mutating func finish(_ number: (_ word: UInt32) -> UInt32) -> WordingDifferences {
    var differences = found
    differences.words = found.words.map(number)
    WordingDifferences.forEachTerm(of: &differences.sides) { number(shown[Int($0)] - 1) }
    found = WordingDifferences()
    for index in shown.indices { shown[index] = 0 }
    return differences
  }

  /// True for terms that say something of the patient: no numbers, no single letters, no words of the classification.
  private mutating func means(_ term: UInt32) -> Bool {
    if let known = meanings[Int(term)] { return known }
    let isWord = lexicon.withTerm(term) { $0.count > 2 && $0.allSatisfy { $0 &- 97 < 26 } }
    let means = isWord && !Self.classification.contains(lexicon.term(term))
    meanings[Int(term)] = means
    return means
  }

  private static let classification: Set<String> = [
    "unspecifi", "other", "nec", "nos", "encount", "initi", "subsequ", "sequela", "right", "left", "bilater",
    "unilater", "without", "not", "classifi", "elsewher", "type", "specifi", "see", "also", "code", "use",
  ]
}

extension WordingDifferences {
  /// Replaces the terms in `sides`.
  static func forEachTerm(of sides: inout [UInt32], _ replace: (UInt32) -> UInt32) {
    var index = 0
    while index + 1 < sides.count {
      let end = min(index + 2 + Int(sides[index]) + Int(sides[index + 1]), sides.count)
      for place in index + 2..<end { sides[place] = replace(sides[place]) }
      index = end
    }
  }
}
