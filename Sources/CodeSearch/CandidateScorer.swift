internal import CodingKnowledge
internal import KnowledgeIndex

/// Stage two, first half: looks at each candidate's terms and says how its wording answers the query.
struct CandidateScorer {
  /// A wording with what is known of it.
  struct Candidate {
    /// Number of the document in the whole index.
    var document: Int
    /// Number of the target in the whole index.
    var target: Int
    var features: Features
    var score: Float
  }

  private let plan: QueryPlan
  private let texts: KnowledgeTexts
  private let model: RankingModel
  private let day: Day
  private let alternatives: [(units: Range<Int>, alternative: Alternative)]
  /// The bits of all terms of an alternative.
  private let wholeAlternative: [UInt32]
  private let totalWeight: Float
  private var tables: [TermTable?]
  /// For each part and source set: 1 unknown, 2 in force, 3 not.
  private var standings: [[UInt8]]
  private var quality: [Float]
  private var routes: [Route]
  private var matched: [UInt32]
  private var tokens: [UInt32] = []

  init(_ plan: QueryPlan, texts: KnowledgeTexts, day: Day, model: RankingModel) {
    self.plan = plan
    self.texts = texts
    self.model = model
    self.day = day
    alternatives = plan.alternatives
    wholeAlternative = alternatives.map { pair in
      pair.alternative.terms.indices.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }
    totalWeight = max(plan.units.reduce(0) { $0 + $1.weight }, .leastNormalMagnitude)
    tables = Array(repeating: nil, count: texts.parts.count)
    standings = texts.parts.map { Array(repeating: 1, count: $0.sourceSetCount) }
    quality = Array(repeating: 0, count: plan.units.count)
    routes = Array(repeating: .exact, count: plan.units.count)
    matched = Array(repeating: 0, count: alternatives.count)
  }

  /// Looks at a document of the whole index; nil where it does not answer after all (phrases, fields).
  mutating func candidate(document number: Int) -> Candidate? {
    let place = texts.place(ofDocument: number)
    let document = texts.parts[place.part].document(place.number)
    let target = texts.number(ofTarget: document.target, part: place.part)
    guard let features = features(of: document, part: place.part, scope: texts.scope(ofTarget: target)) else {
      return nil
    }
    return Candidate(document: number, target: target, features: features, score: model.score(features))
  }

  /// The features of a wording of a part; nil where it lacks what the query requires.
  mutating func features(of document: KnowledgePart.Document, part partNumber: Int, scope: Scope) -> Features? {
    let part = texts.parts[partNumber]
    if tables[partNumber] == nil { tables[partNumber] = TermTable(alternatives.map(\.alternative), part: part) }
    guard let table = tables[partNumber] else { return nil }
    readTokens(document, table)
    if plan.excluded.contains(where: { isExcluded($0, part: part) }) { return nil }
    rateUnits(role: document.role, scope: scope, part: part)
    var features = Features()
    var missed: Float = 0
    var isAll = true
    var isAllTyped = true
    for (index, unit) in plan.units.enumerated() {
      let share = unit.weight / totalWeight
      guard quality[index] > 0 else {
        if unit.isRequired { return nil }
        isAll = false
        missed = max(missed, share)
        continue
      }
      switch routes[index] {
      case .exact, .stem, .code: features[.typedCoverage] += share
      case .synonym: features[.synonymCoverage] += share * quality[index]
      case .abbreviation: features[.abbreviationCoverage] += share * quality[index]
      case .association: features[.associationCoverage] += share * quality[index]
      case .compound, .prefix, .spelling: features[.otherCoverage] += share * quality[index]
      }
      if routes[index] != .exact, routes[index] != .stem { isAllTyped = false }
      // What only goes along with a word does not say it.
      if routes[index] == .association { isAll = false }
    }
    features[.missedWeight] = missed
    let (coverage, order, meaning) = wordingCoverage(part, table)
    features[.coversAll] = isAll ? 1 : 0
    features[.coversAllTyped] = isAll && isAllTyped ? 1 : 0
    features[.wordingCoverage] = coverage
    let total =
      features[.typedCoverage] + features[.synonymCoverage] + features[.abbreviationCoverage]
      + features[.associationCoverage] + features[.otherCoverage]
    features[.coverageSquared] = total * total
    features[.coverageProduct] = total * coverage
    features[.wordingLength] = min(1, meaning / 60)
    features[.order] = order
    features[.isSame] = isAll && coverage > 0.999 ? 1 : 0
    features[.isSameTyped] = isAll && isAllTyped && coverage > 0.999 ? 1 : 0
    features[.isStale] = isInForce(document.sourceSet, part: partNumber) ? 0 : 1
    features[CandidateScorer.feature(ofRole: document.role)] = 1
    return features
  }

  private static func feature(ofRole role: UInt8) -> Feature {
    switch WordingRole(rawValue: role) {
    case .title: .isTitle
    case .inclusionTerm: .isInclusionTerm
    case .index: .isIndex
    case .externalCauseIndex: .isExternalCause
    case .neoplasmTable: .isNeoplasmTable
    case .drugTable: .isDrugTable
    case .alias: .isAlias
    case .includesNote: .isIncludesNote
    case .procedureIndex: .isProcedureIndex
    case .passage: .isPassage
    case .shortTitle, .consumer, .clinician, .brandName, nil: .isOtherWording
    }
  }

  // MARK: Matching

  /// Reads the terms of a document and notes which terms of which alternatives are there.
  private mutating func readTokens(_ document: KnowledgePart.Document, _ table: TermTable) {
    for index in matched.indices { matched[index] = 0 }
    tokens.removeAll(keepingCapacity: true)
    var reader = document.tokens
    for _ in 0..<document.tokenCount {
      let coded = UInt32(truncatingIfNeeded: reader.varint())
      table.forEachUse(of: coded >> 1) { matched[Int($0.alternative)] |= $0.bit }
      // A joined form stands beside its two words and has no length of its own.
      if coded & 1 == 0 { tokens.append(coded >> 1) }
    }
  }

  /// For each unit the best alternative that is there whole.
  private mutating func rateUnits(role: UInt8, scope: Scope, part: KnowledgePart) {
    for index in quality.indices { quality[index] = 0 }
    for (number, (units, alternative)) in alternatives.enumerated() where matched[number] == wholeAlternative[number] {
      if let only = alternative.scope, only != scope { continue }
      for unit in units where alternative.quality > quality[unit] {
        let wanted = plan.units[unit]
        if !wanted.roles.isEmpty, !wanted.roles.contains(role) { continue }
        if wanted.isPhrase, !hasPhrase(alternative, part: part) { continue }
        quality[unit] = alternative.quality
        routes[unit] = alternative.route
      }
    }
  }

  /// How much of the wording's meaning the query covers; how many neighbouring matches stand in the query's order; and the
  /// meaning of the whole wording.
  private mutating func wordingCoverage(_ part: KnowledgePart, _ table: TermTable) -> (Float, Float, Float) {
    var meaning: Float = 0
    var covered: Float = 0
    var pairs: Float = 0
    var last = -2
    for term in tokens {
      let weight = TermWeight.weight(frequency: part.termFrequency[Int(term)], documents: part.documentCount)
      meaning += weight
      var unit = -2
      table.forEachUse(of: term) { use in
        let number = Int(use.alternative)
        guard matched[number] == wholeAlternative[number] else { return }
        unit = alternatives[number].units.lowerBound
      }
      if unit >= 0 { covered += weight }
      if unit >= 0, last >= 0, unit == last + 1 || unit == last { pairs += 1 }
      last = unit
    }
    let neighbours = Float(max(1, plan.units.count - 1))
    return (meaning > 0 ? min(1, covered / meaning) : 0, min(1, pairs / neighbours), meaning)
  }

  private func hasPhrase(_ alternative: Alternative, part: KnowledgePart) -> Bool {
    let wanted = alternative.terms.map { term -> UInt32? in
      var term = term
      return term.withUTF8 { part.number(ofTerm: UnsafeRawBufferPointer($0)) }
    }
    guard wanted.count <= tokens.count, !wanted.contains(nil) else { return false }
    return (0...tokens.count - wanted.count).contains { start in
      wanted.indices.allSatisfy { tokens[start + $0] == wanted[$0] }
    }
  }

  /// Stage one leaves documents with the words of an excluded phrase; here it is seen whether they stand as a phrase.
  private func isExcluded(_ unit: QueryUnit, part: KnowledgePart) -> Bool {
    unit.isPhrase && unit.alternatives.contains { hasPhrase($0, part: part) }
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
    // A logarithm to base two, straight between its whole values: all the precision that a weight needs.
    let ratio = Float(documents + 1) / Float(frequency + 1)
    return max(0.3, Float(ratio.exponent) + ratio.significand - 1)
  }
}
