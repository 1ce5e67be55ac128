public import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// What an evaluation measured.
public struct EvaluationReport: Sendable {
  /// One query: what was found, how good that is, how long it took.
  public struct QueryResult: Sendable {
    /// As the judgments name it.
    public var identifier: String
    /// The query.
    public var text: String
    /// The codes found, best first, in their display form.
    public var codes: [String]
    /// How good the codes are.
    public var scores: Scores
    /// How long the search took.
    public var milliseconds: Double
    /// True where the query was longer than the query language allows, and cut.
    public var isCut: Bool

    /// A result of its parts.
    public init(
      identifier: String, text: String, codes: [String], scores: Scores, milliseconds: Double, isCut: Bool
    ) {
      self.identifier = identifier
      self.text = text
      self.codes = codes
      self.scores = scores
      self.milliseconds = milliseconds
      self.isCut = isCut
    }
  }

  /// One set of judged queries.
  public struct SetResult: Sendable {
    /// The name of the file without `.tsv`.
    public var name: String
    /// In the order of the file.
    public var queries: [QueryResult]

    /// A result of its parts.
    public init(name: String, queries: [QueryResult]) {
      self.name = name
      self.queries = queries
    }

    /// The mean of the queries.
    public var mean: Scores { Scores(meanOf: queries.lazy.map(\.scores)) }
    /// The share of the queries that found nothing at all.
    public var zeroHitRate: Double {
      queries.isEmpty ? 0 : Double(queries.count { $0.codes.isEmpty }) / Double(queries.count)
    }
    /// How many queries were cut.
    public var cutCount: Int { queries.count { $0.isCut } }
    /// The time that half of the queries did not pass.
    public var medianMilliseconds: Double { percentile(0.5) }
    /// The time that 99 of 100 queries did not pass.
    public var ninetyNinthMilliseconds: Double { percentile(0.99) }

    /// The smallest time that `share` of the queries did not pass.
    private func percentile(_ share: Double) -> Double {
      let times = queries.map(\.milliseconds).sorted()
      guard !times.isEmpty else { return 0 }
      return times[min(times.count - 1, max(0, Int((Double(times.count) * share).rounded(.up)) - 1))]
    }
  }

  /// The generation that was searched.
  public var generation: String
  /// The date of service that was asked for.
  public var day: Day
  /// Results asked for per query.
  public var limit: Int
  /// False where every code system was searched, whatever the judgments name.
  public var isRestricted: Bool
  /// In the order in which they were given.
  public var sets: [SetResult]

  /// A report of its parts.
  public init(generation: String, day: Day, limit: Int, isRestricted: Bool, sets: [SetResult]) {
    self.generation = generation
    self.day = day
    self.limit = limit
    self.isRestricted = isRestricted
    self.sets = sets
  }

  /// The mean of the sets: each counts the same, however many queries it has.
  public var mean: Scores { Scores(meanOf: sets.lazy.map(\.mean)) }
  /// The mean of the sets' shares of queries that found nothing, 0 to 1.
  public var zeroHitRate: Double {
    sets.isEmpty ? 0 : sets.reduce(0) { $0 + $1.zeroHitRate } / Double(sets.count)
  }

  /// The run: `query_id`, rank and code, separated by tabs, under a line of these names. A query that several sets hold
  /// stands once.
  public var run: String {
    var seen: Set<String> = []
    var lines = ["query_id\trank\tcode"]
    for query in sets.lazy.flatMap(\.queries) where seen.insert(query.identifier).inserted {
      for (index, code) in query.codes.enumerated() { lines.append("\(query.identifier)\t\(index + 1)\t\(code)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// How an evaluation searches.
public struct EvaluationOptions: Sendable {
  /// The date of service.
  public var day: Day
  /// Results asked for per query; figures look at 50 at most.
  public var limit = 50
  /// Search only the code system that the judgments name.
  public var isRestricted = true

  /// The usual options, on a day.
  public init(on day: Day) { self.day = day }
}

extension Searcher {
  /// Answers every query of the sets, one after another, and scores the answers.
  ///
  /// The text of a query is taken as plain words; see ``PlainQuery``. A query that cannot be answered for another
  /// reason ends the evaluation.
  /// - Parameter progress: called before each set with its name.
  public func evaluate(
    _ sets: [JudgmentSet], options: EvaluationOptions, progress: (String) -> Void = { _ in }
  ) throws(CodeSearchError) -> EvaluationReport {
    var report = EvaluationReport(
      generation: index.generation.identifier.description, day: options.day, limit: options.limit,
      isRestricted: options.isRestricted, sets: [])
    for set in sets {
      progress(set.name)
      var result = EvaluationReport.SetResult(name: set.name, queries: [])
      for query in set.queries { result.queries.append(try evaluate(query, options)) }
      report.sets.append(result)
    }
    return report
  }

  private func evaluate(
    _ query: JudgedQuery, _ options: EvaluationOptions
  ) throws(CodeSearchError) -> EvaluationReport.QueryResult {
    let plain = PlainQuery(query.text)
    var request = SearchRequest(plain.text, on: options.day)
    request.limit = options.limit
    if options.isRestricted { request.scopes = [query.scope] }
    let clock = ContinuousClock()
    let start = clock.now
    let codes = plain.text.isEmpty ? [] : try search(request).hits.map(\.target.identifier)
    let time = start.duration(to: clock.now).components
    return EvaluationReport.QueryResult(
      identifier: query.identifier, text: query.text, codes: codes, scores: Evaluation().scores(of: codes, for: query),
      milliseconds: Double(time.seconds) * 1000 + Double(time.attoseconds) / 1e15, isCut: plain.isCut)
  }
}
