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

  /// An alternative of the plan without what is only for people.
  private struct Meaning {
    var units: Range<Int>
    var quality: Float
    var route: Route
    var scope: Scope?
    /// The bits of all its terms.
    var whole: UInt32
  }

  /// A unit of the plan, and which alternative answers it best in the wording at hand.
  private struct Unit {
    var share: Float
    var isRequired: Bool
    /// Whether the alternative alone does not decide: phrases, fields.
    var isBound: Bool
    var quality: Float = 0
    var route = Route.exact
  }

  private let plan: QueryPlan
  private let texts: KnowledgeTexts
  private let model: RankingModel
  private let alternatives: [(units: Range<Int>, alternative: Alternative)]
  private let meanings: [Meaning]
  private var units: [Unit]
  private var tables: [TermTable?]
  private var standings: StandingTable
  /// For each alternative the bits of its terms that were met.
  private var matched: [UInt32]
  /// The alternatives of which some term was met, in ascending order.
  private var touched: [Int] = []
  /// The terms of the wording, each with its first use in the table, or -1.
  private var tokens: [(term: UInt32, use: Int32)] = []

  init(_ plan: QueryPlan, texts: KnowledgeTexts, day: Day, model: RankingModel) {
    self.plan = plan
    self.texts = texts
    self.model = model
    alternatives = plan.alternatives
    meanings = alternatives.map { units, alternative in
      Meaning(
        units: units, quality: alternative.quality, route: alternative.route, scope: alternative.scope,
        whole: alternative.terms.indices.reduce(0) { $0 | 1 << UInt32($1 & 31) })
    }
    let totalWeight = max(plan.units.reduce(0) { $0 + $1.weight }, .leastNormalMagnitude)
    units = plan.units.map {
      Unit(share: $0.weight / totalWeight, isRequired: $0.isRequired, isBound: $0.isPhrase || !$0.roles.isEmpty)
    }
    tables = Array(repeating: nil, count: texts.parts.count)
    standings = StandingTable(texts, day: day)
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
    if !plan.excluded.isEmpty, plan.excluded.contains(where: { isExcluded($0, part: part) }) { return nil }
    rateUnits(role: document.role, scope: scope, part: part)
    var features = Features()
    var missed: Float = 0
    var isAll = true
    var isAllTyped = true
    for unit in units {
      guard unit.quality > 0 else {
        if unit.isRequired { return nil }
        isAll = false
        missed = max(missed, unit.share)
        continue
      }
      switch unit.route {
      case .exact, .stem, .code: features[.typedCoverage] += unit.share
      case .synonym: features[.synonymCoverage] += unit.share * unit.quality
      case .abbreviation: features[.abbreviationCoverage] += unit.share * unit.quality
      case .association: features[.associationCoverage] += unit.share * unit.quality
      case .compound, .prefix, .spelling: features[.otherCoverage] += unit.share * unit.quality
      }
      if unit.route != .exact, unit.route != .stem { isAllTyped = false }
      // What only goes along with a word does not say it.
      if unit.route == .association { isAll = false }
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
    features[.isStale] = standings.isInForce(document.sourceSet, part: partNumber) ? 0 : 1
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
    for number in touched { matched[number] = 0 }
    touched.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    var reader = document.tokens
    for _ in 0..<document.tokenCount {
      let coded = UInt32(truncatingIfNeeded: reader.varint())
      let first = table.firstUse(of: coded >> 1)
      var use = first
      while use >= 0 {
        let (number, bit, next) = table.use(use)
        if matched[number] == 0 { touch(number) }
        matched[number] |= bit
        use = next
      }
      // A joined form stands beside its two words and has no length of its own.
      if coded & 1 == 0 { tokens.append((coded >> 1, first)) }
    }
  }

  private mutating func touch(_ number: Int) {
    var place = touched.count
    while place > 0, touched[place - 1] > number { place -= 1 }
    touched.insert(number, at: place)
  }

  /// For each unit the best alternative that is there whole; of equal ones the first.
  private mutating func rateUnits(role: UInt8, scope: Scope, part: KnowledgePart) {
    for index in units.indices { units[index].quality = 0 }
    for number in touched where matched[number] == meanings[number].whole {
      let meaning = meanings[number]
      if let only = meaning.scope, only != scope { continue }
      for index in meaning.units where meaning.quality > units[index].quality {
        if units[index].isBound, !answers(alternatives[number].alternative, unit: index, role: role, part: part) {
          continue
        }
        units[index].quality = meaning.quality
        units[index].route = meaning.route
      }
    }
  }

  private func answers(_ alternative: Alternative, unit: Int, role: UInt8, part: KnowledgePart) -> Bool {
    let wanted = plan.units[unit]
    if !wanted.roles.isEmpty, !wanted.roles.contains(role) { return false }
    return !wanted.isPhrase || hasPhrase(alternative, part: part)
  }

  /// How much of the wording's meaning the query covers; how many neighbouring matches stand in the query's order; and the
  /// meaning of the whole wording.
  private func wordingCoverage(_ part: KnowledgePart, _ table: TermTable) -> (Float, Float, Float) {
    var meaning: Float = 0
    var covered: Float = 0
    var pairs: Float = 0
    var last = -2
    for token in tokens {
      let weight = TermWeight.weight(frequency: part.termFrequency[Int(token.term)], documents: part.documentCount)
      meaning += weight
      var unit = -2
      var use = token.use
      while use >= 0 {
        let (number, _, next) = table.use(use)
        if matched[number] == meanings[number].whole { unit = meanings[number].units.lowerBound }
        use = next
      }
      if unit >= 0 { covered += weight }
      if unit >= 0, last >= 0, unit == last + 1 || unit == last { pairs += 1 }
      last = unit
    }
    let neighbours = Float(max(1, units.count - 1))
    return (meaning > 0 ? min(1, covered / meaning) : 0, min(1, pairs / neighbours), meaning)
  }

  private func hasPhrase(_ alternative: Alternative, part: KnowledgePart) -> Bool {
    let wanted = alternative.terms.map { term -> UInt32? in
      var term = term
      return term.withUTF8 { part.number(ofTerm: UnsafeRawBufferPointer($0)) }
    }
    guard wanted.count <= tokens.count, !wanted.contains(nil) else { return false }
    return (0...tokens.count - wanted.count).contains { start in
      wanted.indices.allSatisfy { tokens[start + $0].term == wanted[$0] }
    }
  }

  /// Stage one leaves documents with the words of an excluded phrase; here it is seen whether they stand as a phrase.
  private func isExcluded(_ unit: QueryUnit, part: KnowledgePart) -> Bool {
    unit.isPhrase && unit.alternatives.contains { hasPhrase($0, part: part) }
  }
}

/// Which source sets are in force on a day; each is worked out once.
struct StandingTable {
  private let texts: KnowledgeTexts
  private let day: Day
  /// For each part and source set, once it is known.
  private var known: [[Bool?]]

  init(_ texts: KnowledgeTexts, day: Day) {
    self.texts = texts
    self.day = day
    known = texts.parts.map { Array(repeating: nil, count: $0.sourceSetCount) }
  }

  mutating func isInForce(_ set: Int, part: Int) -> Bool {
    guard set < known[part].count else { return true }
    if let found = known[part][set] { return found }
    let isInForce = texts.parts[part].standing(ofSet: set, on: day) == .inForce
    known[part][set] = isInForce
    return isInForce
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
