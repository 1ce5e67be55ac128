internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import QueryGrammar
internal import SearchStore

extension Searcher {
  /// Says how a search is understood; the same plan is made that ``search(_:)`` makes.
  /// - Throws: `CodeSearchError` `.query` for a query that cannot be read, with the place of the fault.
  public func explain(_ request: SearchRequest) throws(CodeSearchError) -> QueryExplanation {
    let snapshot = snapshot(on: request.day)
    return try withWorkspace { (workspace) throws(CodeSearchError) in
      let analyzer = workspace.analyzer
      var planner = QueryPlanner(snapshot, analyzer: analyzer)
      let plan = try planner.plan(request)
      var reader = PlanReading(plan, snapshot: snapshot, analyzer: analyzer)
      return reader.explanation(of: request.query)
    }
  }
}

/// Turns a plan into what a person reads.
private struct PlanReading {
  private var plan: QueryPlan
  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private let vocabulary: Vocabulary

  init(_ plan: QueryPlan, snapshot: Snapshot, analyzer: Analyzer) {
    self.plan = plan
    self.snapshot = snapshot
    self.analyzer = analyzer
    vocabulary = Vocabulary(snapshot.texts)
  }

  mutating func explanation(of query: String) -> QueryExplanation {
    var explanation = QueryExplanation()
    explanation.interpretation = plan.interpretation
    explanation.tokens = tokens(query)
    plan.ground(in: snapshot.texts)
    let sum = max(plan.units.reduce(0) { $0 + $1.weight }, .leastNormalMagnitude)
    explanation.units = plan.units.map { unit($0, weight: Double($0.weight / sum)) }
    explanation.excluded = plan.excluded.map { unit($0, weight: 0) }
    explanation.expansions = plan.spans.map { span in
      QueryExplanation.Expansion(
        typed: plan.units[span.units].map(\.typed).joined(separator: " "), meaning: meaning(span.alternative))
    }
    explanation.filters = plan.filters.map(filter)
    if !plan.statuses.isEmpty { explanation.filters.append(grouped("status", plan.statuses.sorted())) }
    explanation.codes = plan.codes.map { number in
      QueryExplanation.NamedCode(
        target: snapshot.texts.target(number),
        title: snapshot.edition(of: snapshot.editions(of: number))?.edition.title ?? "")
    }
    explanation.listedCount = plan.listed.count
    explanation.notices = plan.notices
    explanation.program = QueryProgram(plan)?.description ?? ""
    return explanation
  }

  private func unit(_ unit: QueryUnit, weight: Double) -> QueryExplanation.Unit {
    QueryExplanation.Unit(
      typed: unit.typed, meanings: unit.alternatives.map(meaning), weight: weight, isRequired: unit.isRequired,
      isPhrase: unit.isPhrase)
  }

  private func meaning(_ alternative: Alternative) -> QueryExplanation.Meaning {
    QueryExplanation.Meaning(
      words: alternative.words, terms: alternative.terms, route: alternative.route,
      quality: Double(alternative.quality), scope: alternative.scope)
  }

  // MARK: Filters

  private func filter(_ filter: TermFilter) -> String {
    for field in IndexField.all {
      guard case .term(let prefix) = field.kind, filter.terms.allSatisfy({ $0.hasPrefix(prefix) }) else { continue }
      let values = filter.terms.map { String($0.dropFirst(prefix.count)) }
      return (filter.isNegated ? "-" : "") + grouped(field.name, values)
    }
    return (filter.isNegated ? "-" : "") + grouped("term", filter.terms)
  }

  private func grouped(_ name: String, _ values: [String]) -> String {
    let value = values.joined(separator: " OR ")
    return values.count == 1 ? "\(name):\(value)" : "\(name):(\(value))"
  }

  // MARK: Tokens

  /// The tokens of all words of the query; small words without a term.
  private func tokens(_ query: String) -> [QueryExplanation.Token] {
    let fields = QueryFields(
      isField: { IndexField.named($0) != nil }, allNames: { IndexField.all.map(\.name) })
    guard let parsed = try? Query(query, fields: fields) else { return [] }
    let text = words(of: parsed.root, in: parsed).joined(separator: " ")
    let utf8 = Array(text.utf8)
    let analyzed = analyzer.analyze(text)
    var tokens: [(start: Int, token: QueryExplanation.Token)] = []
    for token in analyzed {
      tokens.append(
        (
          Int(token.start),
          QueryExplanation.Token(
            typed: String(decoding: utf8[Int(token.start)..<Int(token.end)], as: UTF8.self),
            word: analyzer.lexicon.word(token.word), term: analyzer.lexicon.term(token.term), isJoined: token.isJoined)
        ))
    }
    var start = 0
    for piece in utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
      let range = start..<start + piece.count
      start += piece.count + 1
      if range.isEmpty || analyzed.contains(where: { range.overlaps(Int($0.start)..<Int($0.end)) }) { continue }
      let typed = String(decoding: piece, as: UTF8.self)
      tokens.append((range.lowerBound, QueryExplanation.Token(typed: typed, word: "", term: "", isJoined: false)))
    }
    // Of two at one place the joined form comes second.
    return tokens.sorted { ($0.start, $0.token.isJoined ? 1 : 0) < ($1.start, $1.token.isJoined ? 1 : 0) }.map(\.token)
  }

  private func words(of node: QueryNode, in query: Query) -> [String] {
    switch node {
    case .word(let word): [word.text]
    case .phrase(let phrase): [phrase.text]
    case .prefix: []
    case .range(let range): range.isExplicit ? [] : [query.text(at: range.sourceRange)]
    case .not(let inner): words(of: inner, in: query)
    case .all(let nodes), .any(let nodes): nodes.flatMap { words(of: $0, in: query) }
    case .field(let field):
      if case .words = IndexField.named(field.name)?.kind { words(of: field.value, in: query) } else { [] }
    }
  }
}
