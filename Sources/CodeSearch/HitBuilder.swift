internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// From a ranked target to what a person sees: title, status, the wording that matched, and why.
struct HitBuilder {
  /// A way of matching a unit, with its terms as the lexicon numbers them.
  struct Reading {
    var alternative: Alternative
    var terms: [UInt32]
  }

  let plan: QueryPlan
  let snapshot: Snapshot
  let analyzer: Analyzer
  private let explains: Bool
  /// For each unit its ways of matching, best first.
  private let readings: [[Reading]]

  init(_ plan: QueryPlan, snapshot: Snapshot, analyzer: Analyzer, explains: Bool) {
    self.plan = plan
    self.snapshot = snapshot
    self.analyzer = analyzer
    self.explains = explains
    let spans = plan.spans.map { span in HitBuilder.reading(span.alternative, analyzer) }
    readings = plan.units.enumerated().map { index, unit in
      let own = unit.alternatives.map { HitBuilder.reading($0, analyzer) }
      let wider = zip(plan.spans, spans).filter { $0.0.units.contains(index) }.map(\.1)
      // Of equal ones the last is shown; sorting leaves them in their order.
      return (own + wider).reversed().sorted { $0.alternative.quality > $1.alternative.quality }
    }
  }

  private static func reading(_ alternative: Alternative, _ analyzer: Analyzer) -> Reading {
    Reading(alternative: alternative, terms: alternative.terms.map { analyzer.lexicon.intern(term: $0) })
  }

  /// - Parameter edition: the one that holds on the day; nil where nothing gives the target one.
  func hit(_ ranked: SearchRun.Ranked, _ edition: DayView.Edition?) -> Hit {
    let texts = snapshot.texts
    let target = texts.target(ranked.target)
    let (title, titleDocument) = title(of: ranked.target, edition)
    var hit = Hit(
      target: target, title: title, billable: edition?.facts.billable, status: edition?.status ?? .active, wording: nil,
      score: Double(ranked.score), highlights: [], reasons: [], coversQuery: ranked.coversAll)
    if case .deleted = hit.status {
      hit.successors = Succession(snapshot).successors(of: target, records: snapshot.records(of: ranked.target))
    }
    hit.alike = ranked.alike.map(texts.target)
    guard let document = ranked.document else {
      if explains {
        hit.reasons = [Reason(typed: plan.interpretation, matched: target.identifier, route: .code, weight: 1)]
      }
      return hit
    }
    if document != titleDocument {
      let place = texts.place(ofDocument: document)
      let part = texts.parts[place.part]
      let stored = part.document(place.number)
      let text = part.text(stored)
      if text != title, let role = WordingRole(rawValue: stored.role) { hit.wording = Wording(target, role, text) }
    }
    if plan.units.isEmpty { markCode(in: &hit) } else { markMatches(in: &hit) }
    return hit
  }

  /// For a query that is a code: the place where a text names it or a range around it.
  private func markCode(in hit: inout Hit) {
    guard let number = plan.codes.first, let text = hit.wording?.text else { return }
    let code = snapshot.texts.target(number)
    guard let kind = CodeMention.Kind(code.scope) else { return }
    let place = CodeMention.place(of: CodeShape.key(code.identifier), kind, in: text)
    hit.highlights = place.map { [$0] } ?? []
  }

  /// The title, and the document of the whole index that it was read from; where no document has it, the record does.
  private func title(of target: Int, _ edition: DayView.Edition?) -> (String, Int?) {
    guard let edition else { return ("", nil) }
    let part = snapshot.texts.parts[edition.part]
    if let own = edition.facts.titleDocument {
      for index in snapshot.texts.placeIndices(ofTarget: target) {
        let place = snapshot.texts.place(index)
        guard place.part == edition.part else { continue }
        let documents = part.documents(ofTarget: place.number)
        guard own < documents.count else { break }
        let number = documents.lowerBound + own
        return (part.text(part.document(number)), part.documentBase + number)
      }
    }
    return (snapshot.title(of: target) ?? "", nil)
  }

  /// Finds the query's words in the shown text.
  private func markMatches(in hit: inout Hit) {
    let tokens = analyzer.analyze(hit.shownText)
    var ranges: [Range<Int>] = []
    for (index, unit) in plan.units.enumerated() {
      guard let reading = reading(of: index, in: tokens) else { continue }
      var matched: [String] = []
      for token in tokens where reading.terms.contains(token.term) {
        ranges.append(Int(token.start)..<Int(token.end))
        guard explains else { continue }
        let word = analyzer.lexicon.word(token.word)
        if !matched.contains(word) { matched.append(word) }
      }
      guard explains else { continue }
      let alternative = reading.alternative
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
  func reading(of unit: Int, in tokens: [Token]) -> Reading? {
    readings[unit].first { HitBuilder.stands($0, in: tokens) }
  }

  private static func stands(_ reading: Reading, in tokens: [Token]) -> Bool {
    reading.terms.allSatisfy { term in tokens.contains { $0.term == term } }
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
