internal import CodingKnowledge
internal import KnowledgeIndex

/// Stage two: looks at each candidate's terms and says how well it answers.
struct CandidateScorer {
  /// A scored wording.
  struct Candidate {
    /// Number of the document in the whole index.
    var document: Int
    /// Number of the target in the whole index.
    var target: Int
    var score: Float
    var coversAll: Bool
  }

  private let plan: QueryPlan
  private let texts: KnowledgeTexts
  private let model: RankingModel
  private let day: Day
  private let alternatives: [QueryUnit.Alternative]
  private let totalWeight: Float
  private var tables: [TermTable?]
  private var excludedTables: [TermTable?]
  /// For each part and source set: 1 unknown, 2 in force, 3 not.
  private var standings: [[UInt8]]
  private var quality: [Float]
  private var matchedTerms: [UInt8]
  private var tokens: [UInt32] = []
  private var order: [UInt16] = []

  init(_ plan: QueryPlan, texts: KnowledgeTexts, day: Day, model: RankingModel = .standard) {
    self.plan = plan
    self.texts = texts
    self.model = model
    self.day = day
    alternatives = plan.units.flatMap(\.alternatives)
    totalWeight = max(plan.units.reduce(0) { $0 + $1.weight }, .leastNormalMagnitude)
    tables = Array(repeating: nil, count: texts.parts.count)
    excludedTables = tables
    standings = texts.parts.map { Array(repeating: 1, count: $0.sourceSetCount) }
    quality = Array(repeating: 0, count: plan.units.count)
    matchedTerms = Array(repeating: 0, count: alternatives.count)
  }

  /// Scores a document; nil where it does not answer after all (phrases, fields, exclusions).
  mutating func score(document number: Int) -> Candidate? {
    let place = texts.place(ofDocument: number)
    let part = texts.parts[place.part]
    if tables[place.part] == nil { tables[place.part] = TermTable(plan.units, part: part) }
    guard let table = tables[place.part] else { return nil }
    let document = part.document(place.number)
    guard let features = features(of: document, part: place.part, table: table) else { return nil }
    return Candidate(
      document: number, target: texts.number(ofTarget: document.target, part: place.part), score: model.score(features), coversAll: features.coversAll == 1)
  }

  private mutating func features(
    of document: KnowledgePart.Document, part partNumber: Int, table: TermTable
  ) -> Features? {
    let part = texts.parts[partNumber]
    for index in quality.indices { quality[index] = 0 }
    for index in matchedTerms.indices { matchedTerms[index] = 0 }
    tokens.removeAll(keepingCapacity: true)
    order.removeAll(keepingCapacity: true)
    var reader = document.tokens
    var meaning: Float = 0
    var matchedMeaning: Float = 0
    for _ in 0..<document.tokenCount {
      let coded = UInt32(truncatingIfNeeded: reader.varint())
      let term = coded >> 1
      var matchedUnit: UInt16 = .max
      let isMatched = table.forEachUse(of: term) { use in
        let unit = plan.units[Int(use.unit)]
        guard unit.roles.isEmpty || unit.roles.contains(document.role) else { return }
        let alternative = Int(use.alternative)
        matchedTerms[alternative] &+= 1
        if matchedTerms[alternative] >= UInt8(clamping: alternatives[alternative].terms.count) {
          quality[Int(use.unit)] = max(quality[Int(use.unit)], alternatives[alternative].quality)
        }
        matchedUnit = min(matchedUnit, use.unit)
      }
      // A joined form stands beside its two words and has no length of its own.
      guard coded & 1 == 0 else { continue }
      let weight = TermWeight.weight(frequency: part.termFrequency[Int(term)], documents: part.documentCount)
      meaning += weight
      if isMatched { matchedMeaning += weight }
      tokens.append(term)
      order.append(matchedUnit)
    }
    var features = Features()
    var covered: Float = 0
    var coversAll = true
    for (index, unit) in plan.units.enumerated() {
      if unit.isPhrase, quality[index] > 0, !hasPhrase(unit, part: part) { quality[index] = 0 }
      if quality[index] == 0 {
        if unit.isRequired { return nil }
        coversAll = false
      }
      covered += unit.weight * quality[index]
    }
    features.queryCoverage = covered / totalWeight
    features.coversAll = coversAll ? 1 : 0
    features.wordingCoverage = meaning > 0 ? min(1, matchedMeaning / meaning) : 0
    features.order = orderShare()
    features.isSame = coversAll && features.wordingCoverage > 0.999 ? 1 : 0
    features.isStale = isInForce(document.sourceSet, part: partNumber) ? 0 : 1
    features.role = document.role
    return features
  }

  /// Share of neighbouring matched units that stand in the order of the query.
  private func orderShare() -> Float {
    guard plan.units.count > 1 else { return 0 }
    var pairs: Float = 0
    var last: UInt16?
    for unit in order {
      guard unit != .max else {
        last = nil
        continue
      }
      if let last, unit == last + 1 { pairs += 1 }
      last = unit
    }
    return min(1, pairs / Float(plan.units.count - 1))
  }

  private func hasPhrase(_ unit: QueryUnit, part: KnowledgePart) -> Bool {
    unit.alternatives.contains { alternative in
      let wanted = alternative.terms.map { term -> UInt32? in
        var term = term
        return term.withUTF8 { part.number(ofTerm: UnsafeRawBufferPointer($0)) }
      }
      guard wanted.count <= tokens.count, !wanted.contains(nil) else { return false }
      return (0...tokens.count - wanted.count).contains { start in
        wanted.indices.allSatisfy { tokens[start + $0] == wanted[$0] }
      }
    }
  }

  private mutating func isInForce(_ set: Int, part: Int) -> Bool {
    guard set < standings[part].count else { return true }
    if standings[part][set] == 1 {
      standings[part][set] = texts.parts[part].standing(ofSet: set, on: day) == .inForce ? 2 : 3
    }
    return standings[part][set] == 2
  }
}

/// How much a term says: the rarer, the more.
enum TermWeight {
  static func weight(frequency: UInt32, documents: Int) -> Float {
    // The logarithm of a small table of powers of two is all the precision that a weight needs.
    let ratio = Float(documents + 1) / Float(frequency + 1)
    return max(0.3, Float(ratio.exponent) + ratio.significand - 1)
  }
}
