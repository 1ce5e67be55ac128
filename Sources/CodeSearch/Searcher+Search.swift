internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

extension Searcher {
  /// Answers a search.
  ///
  /// ```swift
  /// for hit in try searcher.search(SearchRequest("kidney stone", on: .today)).hits { print(hit.target, hit.title) }
  /// ```
  /// - Throws: `CodeSearchError` `.query` for a query that cannot be read, with the place of the fault.
  public func search(_ request: SearchRequest) throws(CodeSearchError) -> SearchResponse {
    guard SearchRequest.limits.contains(request.limit) else {
      throw CodeSearchError(.query, "a limit of \(request.limit)", hint: "ask for 1 to 1,000 results")
    }
    guard SearchRequest.offsets.contains(request.offset) else {
      throw CodeSearchError(.query, "an offset of \(request.offset)", hint: "pass over 0 to 10,000 results")
    }
    let snapshot = snapshot(on: request.day)
    return try withWorkspace { (workspace) throws(CodeSearchError) in
      var planner = QueryPlanner(snapshot, analyzer: workspace.analyzer)
      let plan = try planner.plan(request)
      var run = SearchRun(request, plan: plan, view: workspace.view(of: snapshot), analyzer: workspace.analyzer)
      do throws(StoreError) {
        let response = try run.response()
        note(request)
        return response
      } catch {
        throw CodeSearchError(error)
      }
    }
  }
}

/// One search from plan to answer.
struct SearchRun: ~Copyable {
  private let request: SearchRequest
  private let plan: QueryPlan
  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private var ranker: TargetRanker
  private let view: DayView
  private var notices: [Notice]
  /// How many candidates stage two looks at, at least. The more words there are, the more wordings have only the wrong ones
  /// of them.
  private var candidates: Int { plan.units.count > 8 ? 300 : 250 }

  init(_ request: SearchRequest, plan: QueryPlan, view: DayView, analyzer: Analyzer) {
    self.request = request
    snapshot = view.snapshot
    var plan = plan
    plan.ground(in: snapshot.texts)
    self.plan = plan
    self.view = view
    self.analyzer = analyzer
    ranker = TargetRanker(plan, view: view)
    notices = plan.notices
  }

  mutating func response() throws(StoreError) -> SearchResponse {
    var response = SearchResponse()
    response.interpretation = plan.interpretation
    response.offset = request.offset
    var ranked = codeTargets().map { Ranked(target: $0, document: nil, score: 100, coversAll: true) }
    ranked += textsAboutCode(beside: ranked)
    let named = Set(ranked.map(\.target))
    ranked.removeAll { !passesFilters($0.target, isCode: true) }
    let pageEnd = request.offset + request.limit
    var entries: [TargetRanker.Entry] = []
    if !plan.units.isEmpty { (entries, response.isTotalExact) = try foundEntries(except: named) }
    // Which texts are one answer is seen when they have all been put in order; so many more may come onto the page.
    let isOrderedWhole = entries.contains { isLocal($0.target) }
    let ordered = isOrderedWhole ? entries.count : max(0, min(entries.count, pageEnd - ranked.count))
    ranker.order(&entries, first: ordered)
    for entry in entries[..<ordered] {
      let match = ranker.match(of: entry)
      ranked.append(
        Ranked(
          target: entry.target, document: Int(match.document), score: entry.score, coversAll: match.coversAll,
          entry: entry))
    }
    ranked = collapsed(ranked)
    let beyond = entries[ordered...]
    let count = ranked.count + beyond.count
    let covering = ranked.count { $0.coversAll } + beyond.count { ranker.match(of: $0).coversAll }
    response.total = covering
    if covering == 0, count > 0 {
      notices.append(Notice("some-words-only", "nothing has all words of the query; what has some of them is shown"))
      response.total = count
      response.isTotalExact = false
    }
    let page = ranked.dropFirst(request.offset).prefix(request.limit)
    response.hits = hits(page)
    if response.total < request.offset + page.count {
      // The page shows what has only some of the words, too.
      response.total = max(count, request.offset + page.count)
      if count > request.offset + page.count { response.isTotalExact = false }
    }
    notices += snapshot.releaseNotices(for: Set(response.hits.map(\.target.scope)))
    response.notices = notices
    return response
  }

  private mutating func hits(_ page: ArraySlice<Ranked>) -> [Hit] {
    let builder = HitBuilder(plan, snapshot: snapshot, analyzer: analyzer, explains: request.explains)
    var hits: [Hit] = []
    hits.reserveCapacity(page.count)
    var releases: [(stated: StatedBy, release: Release?)] = []
    for ranked in page {
      let edition = view.edition(view.facts[ranked.target].editions)
      var hit = builder.hit(ranked, edition)
      if request.explains, let entry = ranked.entry { hit.features = ranker.features(of: entry) }
      if let edition {
        let stated = StatedBy(part: edition.part, set: edition.facts.sourceSet)
        if let known = releases.first(where: { $0.stated == stated }) {
          hit.release = known.release
        } else {
          hit.release = release(stated)
          releases.append((stated, hit.release))
        }
      }
      if request.quotes, ranked.document != nil, hit.target.scope.isText, hit.wording?.role != .passage {
        hit.quote = builder.quote(of: ranked.target)
      }
      hits.append(hit)
    }
    return hits
  }

  /// The sources that state an edition.
  private struct StatedBy: Equatable {
    var part: Int
    var set: Int
  }

  /// The newest release that had begun on the day, of those that state an edition.
  private func release(_ stated: StatedBy) -> Release? {
    let releases = snapshot.texts.parts[stated.part].sources(ofSet: stated.set).filter {
      $0.series != .knowledge && $0.series != .terminology
    }.map(\.release)
    return releases.last { $0.effective.from.map { $0 <= snapshot.day } ?? true } ?? releases.last
  }

  /// A target in the answer.
  struct Ranked {
    var target: Int
    /// The document that matched best; nil for a code that was named.
    var document: Int?
    var score: Float
    var coversAll: Bool
    /// What it was ranked by; nil for a code that was named.
    var entry: TargetRanker.Entry?
    /// Further texts of the same kind and title.
    var alike: [Int] = []
  }

  // MARK: Codes

  /// The codes that the query names; below a single header that is all of it, what stands under it.
  private func codeTargets() -> [Int] {
    var targets = plan.codes + plan.listed.filter { !plan.codes.contains($0) }
    guard plan.units.isEmpty, plan.listed.isEmpty, plan.codes.count == 1, let only = plan.codes.first else {
      return targets
    }
    for place in snapshot.texts.places(ofTarget: only) {
      let part = snapshot.texts.parts[place.part]
      for child in part.children(ofTarget: place.number) {
        let number = snapshot.texts.number(ofTarget: part.child(child), part: place.part)
        if !targets.contains(number) { targets.append(number) }
      }
    }
    return targets
  }

  /// For a query that is a single code: the texts that list or name it, or a range that it is in.
  private func textsAboutCode(beside codes: [Ranked]) -> [Ranked] {
    guard plan.units.isEmpty, plan.listed.isEmpty, plan.codes.count == 1, let only = plan.codes.first else { return [] }
    let kinds = Set(Scope.allCases.filter(\.isText))
    return RuleBook(snapshot).texts(about: only, scopes: kinds).filter { about in
      !codes.contains { $0.target == about.target }
    }.map { Ranked(target: $0.target, document: $0.documents.first, score: 50, coversAll: true) }
  }

  // MARK: Words

  /// What the words find, in no order, and whether that is all.
  private mutating func foundEntries(
    except named: Set<Int>
  ) throws(StoreError) -> (entries: [TargetRanker.Entry], isAll: Bool) {
    guard let program = QueryProgram(plan) else { return ([], true) }
    let wanted = max(candidates, (request.offset + request.limit) * 4)
    let hits = HitBatch()
    var options = SearchOptions(limit: wanted)
    // Without the length all wordings with a single word of the query weigh the same, and the first ones in the index would win.
    options.k1 = 1
    options.b = 0.5
    options.minimumNormalizedLength = 0.05
    options.deadline = 1000
    try snapshot.index.readers.withReader { (reader) throws(StoreError) in
      try reader.search(program, options, lengths: snapshot.texts.documentLengths, into: hits)
    }
    var entries = ranker.entries(hits.docids, looking: request.offset + request.limit * 2)
    entries.removeAll { named.contains($0.target) || !passesFilters($0.target, isCode: false) }
    return (entries, hits.count < wanted)
  }

  private func isLocal(_ target: Int) -> Bool {
    let scope = view.facts.scope(of: target)
    return scope == .lcd || scope == .article
  }

  /// Local coverage texts of one title, one for each contractor, are one answer.
  private func collapsed(_ ranked: [Ranked]) -> [Ranked] {
    guard ranked.contains(where: { isLocal($0.target) }) else { return ranked }
    var places: [String: Int] = [:]
    var result: [Ranked] = []
    result.reserveCapacity(ranked.count)
    for entry in ranked {
      guard isLocal(entry.target), let title = snapshot.title(of: entry.target) else {
        result.append(entry)
        continue
      }
      let key = snapshot.texts.scope(ofTarget: entry.target).token + title
      if let place = places[key] {
        result[place].alike.append(entry.target)
      } else {
        places[key] = result.count
        result.append(entry)
      }
    }
    return result
  }

  // MARK: Filters

  /// Filters that stage one cannot apply: those of named codes, and those that depend on the day.
  private func passesFilters(_ target: Int, isCode: Bool) -> Bool {
    let facts = view.facts[target]
    if !request.scopes.isEmpty, !request.scopes.contains(facts.scope) { return false }
    // Texts that are not in force answer only who asks for them.
    let isQuiet = facts.scope.isText && plan.statuses.isEmpty
    guard isCode && !plan.filters.isEmpty || request.billableOnly || !plan.statuses.isEmpty || isQuiet else {
      return true
    }
    let edition = view.edition(facts.editions)
    let status = edition?.status ?? .active
    if request.billableOnly, edition?.facts.billable != true || status != .active { return false }
    if !plan.statuses.isEmpty, !hasAskedStatus(target, edition) { return false }
    if isQuiet, status != .active || edition?.facts.isProposed == true { return false }
    guard isCode else { return true }
    return CodeFilter(snapshot).passes(target, filters: plan.filters)
  }

  private func hasAskedStatus(_ target: Int, _ edition: DayView.Edition?) -> Bool {
    let isProposed = edition?.facts.isProposed == true
    return plan.statuses.contains { asked in
      switch asked {
      case "proposed": isProposed
      case "unknown": !RuleBook(snapshot).attributes("effectiveText", of: target).isEmpty
      default: asked == (edition?.status ?? .active).name && !isProposed
      }
    }
  }
}
