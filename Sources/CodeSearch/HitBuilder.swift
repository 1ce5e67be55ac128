internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// From a ranked target to what a person sees: title, status, the wording that matched, and why.
struct HitBuilder {
  let plan: QueryPlan
  let snapshot: Snapshot
  let analyzer: Analyzer
  private let explains: Bool
  private let quotes: Bool

  init(_ plan: QueryPlan, snapshot: Snapshot, analyzer: Analyzer, request: SearchRequest) {
    self.plan = plan
    self.snapshot = snapshot
    self.analyzer = analyzer
    explains = request.explains
    quotes = request.quotes
  }

  func hit(_ ranked: SearchRun.Ranked) -> Hit {
    let target = snapshot.texts.target(ranked.target)
    let records = snapshot.editions(of: ranked.target)
    let found = snapshot.edition(of: records)
    let title = found?.edition.title ?? ""
    var hit = Hit(
      target: target, title: title, billable: found?.edition.billable, status: found?.status ?? .active, wording: nil,
      score: Double(ranked.score), highlights: [], reasons: [], coversQuery: ranked.coversAll)
    if case .deleted = hit.status {
      hit.successors = Succession(snapshot).successors(of: target, records: snapshot.records(of: ranked.target))
    }
    hit.features = ranked.features
    hit.release = found.flatMap { release(of: $0.edition, in: records) }
    hit.alike = ranked.alike.map(snapshot.texts.target)
    guard let document = ranked.document else {
      if explains {
        hit.reasons = [Reason(typed: plan.interpretation, matched: target.identifier, route: .code, weight: 1)]
      }
      return hit
    }
    let place = snapshot.texts.place(ofDocument: document)
    let part = snapshot.texts.parts[place.part]
    let stored = part.document(place.number)
    let text = part.text(stored)
    if text != title, let role = WordingRole(rawValue: stored.role) { hit.wording = Wording(target, role, text) }
    if plan.units.isEmpty { markCode(in: &hit) } else { markMatches(in: &hit) }
    if quotes, target.scope.isText, hit.wording?.role != .passage { hit.quote = quote(of: ranked.target) }
    return hit
  }

  /// The newest release that had begun on the day, of those that state an edition.
  private func release(of edition: TargetRecord.Edition, in records: [Snapshot.PlacedRecord]) -> Release? {
    let placed = records.first { placed in
      placed.record.editions.contains { $0.sourceSet == edition.sourceSet && $0.title == edition.title }
    }
    let releases = placed?.part.sources(ofSet: edition.sourceSet).filter {
      $0.series != .knowledge && $0.series != .terminology
    }.map(\.release)
    return releases?.last { $0.effective.from.map { $0 <= snapshot.day } ?? true } ?? releases?.last
  }

  /// For a query that is a code: the place where a text names it or a range around it.
  private func markCode(in hit: inout Hit) {
    guard let number = plan.codes.first, let text = hit.wording?.text else { return }
    let code = snapshot.texts.target(number)
    guard let kind = CodeMention.Kind(code.scope) else { return }
    let place = CodeMention.place(of: CodeShape.key(code.identifier), kind, in: text)
    hit.highlights = place.map { [$0] } ?? []
  }

  /// Finds the query's words in the shown text.
  private func markMatches(in hit: inout Hit) {
    let text = hit.shownText
    let tokens = analyzer.analyze(text)
    var ranges: [Range<Int>] = []
    for (index, unit) in plan.units.enumerated() {
      guard let (alternative, terms) = match(of: index, in: tokens) else { continue }
      var matched: [String] = []
      for token in tokens where terms.contains(token.term) {
        ranges.append(Int(token.start)..<Int(token.end))
        guard explains else { continue }
        let word = analyzer.lexicon.word(token.word)
        if !matched.contains(word) { matched.append(word) }
      }
      guard explains else { continue }
      let isExact = alternative.route == .stem && matched.contains(alternative.words)
      hit.reasons.append(
        Reason(
          typed: unit.typed, matched: matched.joined(separator: " "), route: isExact ? .exact : alternative.route,
          weight: Double(unit.weight * alternative.quality)))
    }
    hit.highlights = HitBuilder.merged(ranges)
    let sum = hit.reasons.reduce(0) { $0 + $1.weight }
    if sum > 0 { for index in hit.reasons.indices { hit.reasons[index].weight /= sum } }
  }

  /// What matches a unit of the query best among the tokens of a text.
  func match(of index: Int, in tokens: [Token]) -> (alternative: Alternative, terms: [UInt32])? {
    var best: (alternative: Alternative, terms: [UInt32])?
    func consider(_ alternative: Alternative) {
      if let best, alternative.quality < best.alternative.quality { return }
      if let terms = terms(of: alternative, in: tokens) { best = (alternative, terms) }
    }
    plan.units[index].alternatives.forEach(consider)
    for span in plan.spans where span.units.contains(index) { consider(span.alternative) }
    return best
  }

  /// The terms of an alternative as the lexicon numbers them; nil where one of them is not among the tokens.
  private func terms(of alternative: Alternative, in tokens: [Token]) -> [UInt32]? {
    var found: [UInt32] = []
    for term in alternative.terms {
      guard let number = analyzer.lexicon.identifier(ofTerm: term), tokens.contains(where: { $0.term == number }) else {
        return nil
      }
      found.append(number)
    }
    return found
  }

  static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
