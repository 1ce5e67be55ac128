internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import QueryGrammar

/// From query text to a plan: codes by dictionary, words by analysis, fields by the field table.
struct QueryPlanner {
  let snapshot: Snapshot
  let analyzer: Analyzer
  private var plan = QueryPlan()

  private static let fields = QueryFields(
    isField: { IndexField.named($0) != nil }, allNames: { IndexField.all.map(\.name) })

  init(_ snapshot: Snapshot, analyzer: Analyzer) {
    self.snapshot = snapshot
    self.analyzer = analyzer
  }

  /// - Throws: `CodeSearchError` `.query` with the place of the fault.
  mutating func plan(_ request: SearchRequest) throws(CodeSearchError) -> QueryPlan {
    let query: Query
    do throws(QueryError) {
      query = try Query(request.query, fields: QueryPlanner.fields)
    } catch {
      throw CodeSearchError(error, query: request.query)
    }
    plan = QueryPlan()
    plan.interpretation = query.description
    plan.notices = query.notices.filter { $0.code != .punctuation }.map { Notice($0.code.description, $0.message) }
    let nodes: [QueryNode] = if case .all(let nodes) = query.root { nodes } else { [query.root] }
    try addAll(nodes, isWholeQuery: true, query: query)
    if request.completesLastWord { completeLastWord() }
    addRequestFilters(request)
    return plan
  }

  // MARK: Nodes

  private mutating func addAll(_ nodes: [QueryNode], isWholeQuery: Bool, query: Query) throws(CodeSearchError) {
    let resolver = CodeResolver(texts: snapshot.texts)
    var index = 0
    while index < nodes.count {
      if let found = resolver.codes(in: nodes, at: index, query: query) {
        plan.codes += found.targets.filter { !plan.codes.contains($0) }
        if let notice = found.notice { plan.notices.append(notice) }
        // A word without a digit may name a modifier and be an abbreviation as well: UC, LT.
        if let words = plainWords(nodes[index], query), !words.contains(where: { $0.text.contains(where: \.isNumber) })
        {
          addWords(words)
        }
        index += found.consumed
        continue
      }
      var words: [Word] = []
      while index < nodes.count, let plain = plainWords(nodes[index], query),
        words.isEmpty || resolver.codes(in: nodes, at: index, query: query) == nil
      {
        words += plain
        index += 1
      }
      if !words.isEmpty {
        addWords(words)
        continue
      }
      try add(nodes[index], query: query)
      index += 1
    }
  }

  /// The words of a node that asks for no order: a word, or words between typographic quotes, which texts that people
  /// paste hold wherever their writers put stress. A phrase is what stands between straight quotes, `=` or a field's name
  /// before it.
  private mutating func plainWords(_ node: QueryNode, _ query: Query) -> [Word]? {
    switch node {
    case .word(let word): return [word]
    case .phrase(let phrase):
      let text = query.text(at: phrase.sourceRange)
      guard !phrase.isExact, let first = text.first, first != "\"" else { return nil }
      let notice = Notice("typographic-quotes", "\(text) was read as words; straight quotes make a phrase")
      if !plan.notices.contains(notice) { plan.notices.append(notice) }
      return phrase.words
    default: return nil
    }
  }

  private mutating func add(_ node: QueryNode, query: Query) throws(CodeSearchError) {
    switch node {
    case .word(let word): addWords([word])
    case .phrase(let phrase): plan.units += phraseUnit(phrase).map { [$0] } ?? []
    case .prefix(let prefix): addPrefix(prefix)
    case .range(let range): addRange(range, query: query)
    case .field(let field): try add(field, query: query)
    case .not(.field(let field)) where QueryPlanner.isFilter(field):
      let before = plan.filters.count
      try add(field, query: query)
      for index in plan.filters.indices.suffix(from: before) { plan.filters[index].isNegated = true }
    case .not(let inner): plan.excluded += try units(of: inner, query: query)
    case .all(let nodes): try addAll(nodes, isWholeQuery: false, query: query)
    case .any(let nodes): plan.units.append(try alternativesUnit(nodes, query: query))
    }
  }

  /// The units of a node by itself, without codes and filters; for negations and alternatives.
  private mutating func units(of node: QueryNode, query: Query) throws(CodeSearchError) -> [QueryUnit] {
    var inner = QueryPlanner(snapshot, analyzer: analyzer)
    try inner.add(node, query: query)
    guard inner.plan.filters.isEmpty, inner.plan.excluded.isEmpty, inner.plan.statuses.isEmpty else {
      throw CodeSearchError(
        .query, "a filter or a negation stands beside OR: \(query.text(at: node.sourceRange))",
        hint: "put it outside of the alternatives: (a OR b) field:value -word")
    }
    // A code in a place where only words can be used is looked for as a word.
    return inner.plan.units
  }

  private static func isFilter(_ field: QueryGrammar.Field) -> Bool {
    guard case .term = IndexField.named(field.name)?.kind else { return false }
    return true
  }

  private mutating func alternativesUnit(_ nodes: [QueryNode], query: Query) throws(CodeSearchError) -> QueryUnit {
    var alternatives: [Alternative] = []
    var typed: [String] = []
    for node in nodes {
      let units = try units(of: node, query: query)
      typed.append(query.text(at: node.sourceRange))
      guard let first = units.first else { continue }
      if units.count == 1 {
        alternatives += first.alternatives
      } else {
        let terms = units.flatMap { $0.alternatives.first?.terms ?? [] }
        alternatives.append(
          Alternative(
            terms: terms, quality: 1, route: .stem, words: units.map(\.typed).joined(separator: " ")))
      }
    }
    return QueryUnit(typed: typed.joined(separator: " OR "), alternatives: alternatives, isRequired: true)
  }

  // MARK: Words

  private mutating func addWords(_ words: [Word]) {
    // Words are analyzed together: what a letter or number means depends on the word before it.
    let text = words.map(\.text).plainlyJoined(" ")
    let tokens = analyzer.analyze(text)
    var exactTerms: Set<String> = []
    for word in words where word.isExact { exactTerms.formUnion(analyzer.terms(word.text)) }
    let utf8 = Array(text.utf8)
    for token in tokens where !token.isJoined {
      let term = analyzer.lexicon.term(token.term)
      let typed = String(decoding: utf8[Int(token.start)..<Int(token.end)], as: UTF8.self)
      var alternatives = [
        Alternative(terms: [term], quality: 1, route: .stem, words: analyzer.lexicon.word(token.word))
      ]
      for joined in tokens where joined.isJoined && joined.start <= token.start && token.end <= joined.end {
        alternatives.append(
          Alternative(
            terms: [analyzer.lexicon.term(joined.term)], quality: 1, route: .compound,
            words: analyzer.lexicon.word(joined.word)))
      }
      var unit = QueryUnit(typed: typed, alternatives: alternatives)
      unit.isRequired = exactTerms.contains(term)
      ClassifyingWords.read(&unit, term: term)
      if RuleWords.read(&unit, term: term) { plan.asksForText = true }
      plan.units.append(unit)
    }
    addSynonyms(for: plan.units.indices.suffix(tokens.filter { !$0.isJoined }.count), isExact: !exactTerms.isEmpty)
    let isSmall = words.allSatisfy { Analyzer.isSmallWord($0.text) }
    if isSmall, plan.spans.isEmpty { plan.units.removeAll() }
    if tokens.isEmpty || isSmall && plan.spans.isEmpty {
      plan.notices.append(Notice("small-words", "\"\(text)\" has only small words, which are not searched for"))
    }
  }

  /// Adds what the synonym tables know of the new units: of the longest phrases first, and of a word only where no longer
  /// phrase around it is known.
  private mutating func addSynonyms(for units: Range<Int>, isExact: Bool) {
    guard !isExact, !units.isEmpty else { return }
    let expander = SynonymExpander(snapshot.texts, terms: plan.units.map { $0.alternatives.first?.terms.first ?? "" })
    plan.spans += expander.spans(in: units).filter { span in
      !span.units.allSatisfy { plan.units[$0].isClassifying }
    }
    for index in units { addWordParts(index) }
  }

  /// Reads a word for an operation, of Greek and Latin parts, that no list explains.
  private mutating func addWordParts(_ index: Int) {
    guard let word = plan.units[index].alternatives.first?.words,
      !plan.spans.contains(where: { $0.units.contains(index) && $0.alternative.route == .synonym })
    else { return }
    for reading in WordParts.operations(in: word) {
      plan.spans.append(
        SpanAlternative(
          units: index..<index + 1,
          alternative: Alternative(
            terms: analyzer.terms(reading), quality: 0.8, route: .compound, words: reading, scope: .icd10pcs)))
    }
  }

  private func phraseUnit(_ phrase: Phrase) -> QueryUnit? {
    let tokens = analyzer.analyze(phrase.text).filter { !$0.isJoined }
    guard !tokens.isEmpty else { return nil }
    return QueryUnit(
      typed: "\"\(phrase.text)\"",
      alternatives: [
        Alternative(
          terms: tokens.map { analyzer.lexicon.term($0.term) }, quality: 1, route: .exact, words: phrase.text)
      ], isRequired: true, isPhrase: tokens.count > 1)
  }

  // MARK: Prefixes and ranges

  private mutating func addPrefix(_ prefix: Prefix) {
    if prefix.mayBeCode {
      let found = snapshot.texts.codes(withKeyPrefix: CodeShape.key(prefix.text.trimmingDots), limit: 10_000)
        .filter { snapshot.texts.scope(ofTarget: $0).isCodeSystem }
      if !found.isEmpty {
        plan.listed += found
        return
      }
    }
    let expansions = Vocabulary(snapshot.texts).terms(withPrefix: prefix.text, limit: QueryPlanner.expansionLimit)
    if expansions.isCut {
      plan.notices.append(
        Notice(
          "prefix-cut",
          "\(prefix.text)* begins more than \(QueryPlanner.expansionLimit) words; the commonest were searched for"))
    }
    plan.units.append(
      QueryUnit(
        typed: prefix.text + "*",
        alternatives: expansions.terms.map {
          Alternative(terms: [$0], quality: 0.9, route: .prefix, words: $0)
        }, isRequired: true))
  }

  static let expansionLimit = 100

  private mutating func completeLastWord() {
    guard var last = plan.units.popLast() else { return }
    let typed = last.typed.lowercased()
    if typed.utf8.count >= 2, typed.utf8.allSatisfy({ $0 < 0x80 }) {
      let expansions = Vocabulary(snapshot.texts).terms(withPrefix: typed, limit: QueryPlanner.expansionLimit)
      let known = Set(last.alternatives.flatMap(\.terms))
      last.alternatives += expansions.terms.filter { !known.contains($0) }.map {
        Alternative(terms: [$0], quality: 0.9, route: .prefix, words: $0)
      }
    }
    plan.units.append(last)
  }

  private mutating func addRange(_ range: CodeRange, query: Query) {
    let low = CodeShape.key(range.lower)
    let high = CodeShape.key(range.upper)
    let texts = snapshot.texts
    if low <= high, !texts.codes(withKeyPrefix: low, limit: 1).isEmpty || range.isExplicit {
      let exists = { (key: String) in texts.codes(forKey: key).map { texts.scope(ofTarget: $0) } }
      let scopes = Set(exists(low)).intersection(exists(high)).union(range.isExplicit ? Set(exists(low)) : [])
      let found = texts.codes(fromKey: low, throughKey: high).filter { scopes.contains(texts.scope(ofTarget: $0)) }
      if !found.isEmpty {
        plan.listed += found.filter { !texts.target($0).identifier.contains("-") }
        return
      }
    }
    addWords([Word(query.text(at: range.sourceRange), sourceRange: range.sourceRange)])
  }

  // MARK: Fields

  private mutating func add(_ field: QueryGrammar.Field, query: Query) throws(CodeSearchError) {
    guard let known = IndexField.named(field.name) else { return }
    switch known.kind {
    case .words(let roles):
      for var unit in try units(of: field.value, query: query) {
        unit.roles = roles
        unit.isRequired = true
        plan.units.append(unit)
      }
    case .term, .property:
      let values = try FieldValues.values(of: field, query: query)
      let canonical = try values.map { (value) throws(CodeSearchError) in
        try FieldValues.canonical(value.text, field: known, at: value.range, query: query, texts: snapshot.texts)
      }
      if case .term(let prefix) = known.kind {
        plan.filters.append(TermFilter(terms: QueryPlanner.widened(canonical, prefix).map { prefix + $0 }))
      } else {
        plan.statuses.formUnion(canonical)
      }
    }
  }

  /// National texts hold in every state, and the manuals are policy as well as the documents of a house.
  private static func widened(_ values: [String], _ prefix: String) -> [String] {
    switch prefix {
    case TermPrefix.state: values + ["us"]
    case TermPrefix.kind where values.contains(Scope.policy.token): values + [Scope.manual.token]
    default: values
    }
  }

  private static let withoutICD9 = TermFilter(
    terms: [Scope.icd9cm, .icd9pcs].map { TermPrefix.scope + $0.token }, isNegated: true)

  private mutating func addRequestFilters(_ request: SearchRequest) {
    if !request.scopes.isEmpty {
      plan.filters.append(TermFilter(terms: request.scopes.map { TermPrefix.scope + $0.token }.sorted()))
    } else if !plan.filters.contains(where: { $0.terms.contains { $0.hasPrefix(TermPrefix.scope + "icd9") } }) {
      // ICD-9-CM serves crosswalks; it answers a search only when asked for.
      plan.filters.append(QueryPlanner.withoutICD9)
    }
    if request.billableOnly { plan.filters.append(TermFilter(terms: [TermPrefix.billable + "yes"])) }
  }
}

extension String {
  /// Without dots, hyphens and stars at the end: `E11.-` is the beginning `E11`.
  var trimmingDots: String {
    var text = Substring(self)
    while let last = text.last, last == "." || last == "-" || last == "*" { text = text.dropLast() }
    return String(text)
  }
}
