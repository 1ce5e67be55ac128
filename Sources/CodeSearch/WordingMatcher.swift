internal import CodingKnowledge
internal import KnowledgeIndex

/// Stage two, first half: looks at the terms of wordings and says how each answers the query. Works in memory of its own
/// that is allotted once a query.
struct WordingMatcher: ~Copyable {
  /// An alternative of the plan without what is only for people.
  private struct Meaning {
    var first: Int32
    var end: Int32
    var quality: Float
    var route: Route
    /// The raw value of the only scope it is meant for; 0 for all.
    var scope: UInt8
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
    var alternative: Int32 = -1
  }

  /// A token of the wording that the plan asks for: its place among the tokens that are not joined.
  private struct Met {
    var place: Int32
    var slot: TermTable.Slot
  }

  private let plan: QueryPlan
  private let texts: KnowledgeTexts
  private let alternatives: [Alternative]
  /// For each alternative the places of its terms in the index's dictionary.
  private let entries: [[Int32]]
  private let meanings: UnsafeMutablePointer<Meaning>
  private let units: UnsafeMutablePointer<Unit>
  private let unitCount: Int
  /// For each alternative the bits of its terms that were met.
  private let matched: UnsafeMutablePointer<UInt32>
  /// The alternatives of which some term was met.
  private let touched: UnsafeMutablePointer<Int32>
  private var touchedCount = 0
  private var met: UnsafeMutablePointer<Met>
  private var metCapacity = 256
  /// For each part its table, once a wording of the part was looked at.
  private let tables: UnsafeMutablePointer<TermTable?>
  private let view: DayView

  init(_ plan: QueryPlan, view: DayView) {
    self.plan = plan
    self.view = view
    let texts = view.snapshot.texts
    self.texts = texts
    let numbered = plan.alternatives
    alternatives = numbered.map(\.alternative)
    entries = alternatives.map { $0.terms.map { texts.entry(ofTerm: $0).map(Int32.init) ?? -1 } }
    meanings = .allocate(capacity: max(1, numbered.count))
    for number in numbered.indices {
      let alternative = numbered[number].alternative
      let whole = alternative.terms.indices.reduce(UInt32(0)) { $0 | 1 << UInt32($1 & 31) }
      let meaning = Meaning(
        first: Int32(numbered[number].units.lowerBound), end: Int32(numbered[number].units.upperBound),
        quality: alternative.quality,
        route: alternative.route, scope: alternative.scope?.rawValue ?? 0, whole: whole)
      (meanings + number).initialize(to: meaning)
    }
    matched = .allocate(capacity: max(1, numbered.count))
    matched.initialize(repeating: 0, count: numbered.count)
    touched = .allocate(capacity: max(1, numbered.count))
    met = .allocate(capacity: metCapacity)
    let totalWeight = max(plan.units.reduce(0) { $0 + $1.weight }, .leastNormalMagnitude)
    unitCount = plan.units.count
    units = .allocate(capacity: max(1, unitCount))
    for (index, unit) in plan.units.enumerated() {
      (units + index).initialize(
        to: Unit(
          share: unit.weight / totalWeight, isRequired: unit.isRequired, isBound: unit.isPhrase || !unit.roles.isEmpty))
    }
    tables = .allocate(capacity: texts.parts.count)
    tables.initialize(repeating: nil, count: texts.parts.count)
  }

  deinit {
    meanings.deallocate()
    matched.deallocate()
    touched.deallocate()
    met.deallocate()
    units.deallocate()
    for part in texts.parts.indices { tables[part]?.free() }
    tables.deallocate()
  }

  /// Works out how a document of the whole index answers, into a new `match`.
  /// - Returns: false where it does not after all (phrases, fields); the match is of no use then.
  @inline(__always)
  mutating func match(
    document number: Int, at place: WordingPlaces.Place, into match: inout WordingMatch
  ) -> Bool {
    read(view.places.head(at: place), number: number, part: Int(place.part), into: &match)
  }

  private mutating func read(_ head: WordingHead, number: Int, part: Int, into match: inout WordingMatch) -> Bool {
    let table = tables[part] ?? TermTable(entries, texts: texts, part: part)
    tables[part] = table
    let metCount = readTokens(head, table)
    if !plan.excluded.isEmpty, plan.excluded.contains(where: { isExcluded($0, head, part: part) }) { return false }
    rateUnits(head, part: part)
    guard addShares(to: &match) else { return false }
    addCoverage(to: &match, metCount: metCount, table, meaning: head.meaning)
    match.document = Int32(truncatingIfNeeded: number)
    match.target = Int32(truncatingIfNeeded: view.places.target(head.target, part: part))
    match.role = head.role
    match.isStale = !view.isInForce(head.sourceSet, part: part)
    return true
  }

  // MARK: Matching

  /// Reads the terms of a document and notes which terms of which alternatives are there.
  /// - Returns: how many tokens the plan asks for.
  private mutating func readTokens(_ head: WordingHead, _ table: TermTable) -> Int {
    for index in 0..<touchedCount { matched[Int(touched[index])] = 0 }
    touchedCount = 0
    if head.tokenCount > metCapacity {
      met.deallocate()
      metCapacity = head.tokenCount
      met = .allocate(capacity: metCapacity)
    }
    var metCount = 0
    var place: Int32 = 0
    var numbers = head.tokens
    for _ in 0..<head.tokenCount {
      let coded = UInt32(truncatingIfNeeded: numbers.read())
      // A joined form stands beside its two words and has no length of its own.
      let isJoined = coded & 1 != 0
      if let slot = table.slot(of: coded >> 1) {
        var number = slot.use
        while number >= 0 {
          let use = table.use(number)
          if matched[Int(use.alternative)] == 0 {
            touched[touchedCount] = use.alternative
            touchedCount += 1
          }
          matched[Int(use.alternative)] |= use.bit
          number = use.next
        }
        if !isJoined {
          met[metCount] = Met(place: place, slot: slot)
          metCount += 1
        }
      }
      if !isJoined { place += 1 }
    }
    return metCount
  }

  /// For each unit the best alternative that is there whole; of equal ones the first.
  private mutating func rateUnits(_ head: WordingHead, part: Int) {
    for index in 0..<unitCount {
      units[index].quality = 0
      units[index].alternative = -1
    }
    for place in 0..<touchedCount {
      let number = touched[place]
      let meaning = meanings[Int(number)]
      guard matched[Int(number)] == meaning.whole, meaning.scope == 0 || meaning.scope == head.scope else { continue }
      for index in Int(meaning.first)..<Int(meaning.end) {
        let unit = units[index]
        guard
          meaning.quality > unit.quality || meaning.quality == unit.quality && number < unit.alternative
        else { continue }
        if unit.isBound, !answers(Int(number), unit: index, head, part: part) { continue }
        units[index].quality = meaning.quality
        units[index].alternative = number
      }
    }
  }

  /// Shares of the query's meaning by route; false where something is missing that is required.
  private func addShares(to match: inout WordingMatch) -> Bool {
    var isAll = true
    var isAllTyped = true
    for index in 0..<unitCount {
      let unit = units[index]
      guard unit.quality > 0 else {
        if unit.isRequired { return false }
        isAll = false
        match.missed = max(match.missed, unit.share)
        continue
      }
      let route = meanings[Int(unit.alternative)].route
      switch route {
      case .exact, .stem, .code: match.typed += unit.share
      case .synonym: match.synonym += unit.share * unit.quality
      case .abbreviation: match.abbreviation += unit.share * unit.quality
      case .association: match.association += unit.share * unit.quality
      case .compound, .prefix, .spelling: match.other += unit.share * unit.quality
      }
      if route != .exact, route != .stem { isAllTyped = false }
      // What only goes along with a word does not say it.
      if route == .association { isAll = false }
    }
    match.coversAll = isAll
    match.coversAllTyped = isAll && isAllTyped
    return true
  }

  /// How much of the wording's meaning the query covers, and how many neighbouring matches stand in the query's order.
  private func addCoverage(
    to match: inout WordingMatch, metCount: Int, _ table: TermTable, meaning: Float
  ) {
    var covered: Float = 0
    var pairs: Float = 0
    var lastUnit: Int32 = -2
    var lastPlace: Int32 = -2
    for index in 0..<metCount {
      let token = met[index]
      var unit: Int32 = -2
      var number = token.slot.use
      while number >= 0 {
        let use = table.use(number)
        let meaning = meanings[Int(use.alternative)]
        if matched[Int(use.alternative)] == meaning.whole { unit = meaning.first }
        number = use.next
      }
      guard unit >= 0 else { continue }
      covered += token.slot.weight
      if lastPlace == token.place - 1, unit == lastUnit + 1 || unit == lastUnit { pairs += 1 }
      lastUnit = unit
      lastPlace = token.place
    }
    match.coverage = meaning > 0 ? min(1, covered / meaning) : 0
    match.order = min(1, pairs / Float(max(1, unitCount - 1)))
    match.meaning = meaning
  }

  // MARK: Phrases and fields

  private func answers(_ alternative: Int, unit: Int, _ head: WordingHead, part: Int) -> Bool {
    let wanted = plan.units[unit]
    if !wanted.roles.isEmpty, !wanted.roles.contains(head.role) { return false }
    return !wanted.isPhrase || hasPhrase(alternatives[alternative], head, part: part)
  }

  /// Whether the terms stand side by side in order.
  private func hasPhrase(_ alternative: Alternative, _ head: WordingHead, part: Int) -> Bool {
    let wanted = alternative.terms.map { term in
      texts.entry(ofTerm: term).flatMap { texts.terms.number(ofEntry: $0, part: part) }
    }
    var tokens: [UInt32] = []
    var numbers = head.tokens
    for _ in 0..<head.tokenCount {
      let coded = UInt32(truncatingIfNeeded: numbers.read())
      if coded & 1 == 0 { tokens.append(coded >> 1) }
    }
    guard wanted.count <= tokens.count, !wanted.contains(nil) else { return false }
    return (0...tokens.count - wanted.count).contains { start in
      wanted.indices.allSatisfy { tokens[start + $0] == wanted[$0] }
    }
  }

  /// Stage one leaves documents with the words of an excluded phrase; here it is seen whether they stand as a phrase.
  private func isExcluded(_ unit: QueryUnit, _ head: WordingHead, part: Int) -> Bool {
    unit.isPhrase && unit.alternatives.contains { hasPhrase($0, head, part: part) }
  }
}
