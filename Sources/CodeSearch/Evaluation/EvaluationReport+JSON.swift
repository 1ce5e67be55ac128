internal import CodingKnowledge

extension EvaluationReport {
  /// The figures as JSON text, with the format number and the nDCG@10 of every query; ``EvaluationBaseline`` reads it.
  /// - Parameter comparison: added under `comparison`.
  public func json(comparison: EvaluationComparison? = nil, isPretty: Bool = true) -> String {
    JSONDocument.text(EvaluationDocument(self, comparison), isPretty: isPretty)
  }

  /// The figures without times and generation, as a file to keep: the same ranking gives the same bytes.
  public func baselineJSON() -> String {
    var document = EvaluationDocument(self, nil)
    document.generation = nil
    for index in document.sets.indices { document.sets[index].milliseconds = nil }
    return JSONDocument.text(document, isPretty: true)
  }
}

struct EvaluationDocument: Codable {
  struct Milliseconds: Codable {
    var median: Double
    var p99: Double
  }

  struct SetDocument: Codable {
    var name: String
    var scores: [String: Double]
    var zeroHitRate: Double
    var cut: Int
    var milliseconds: Milliseconds?
    /// nDCG@10 by query identifier.
    var queries: [String: Double]
  }

  struct ChangeDocument: Codable {
    var set: String
    var query: String?
    var text: String?
    var before: Double
    var after: Double

    init(_ change: EvaluationComparison.Change) {
      set = change.set
      query = change.identifier.isEmpty ? nil : change.identifier
      text = change.identifier.isEmpty ? nil : change.text
      before = change.before.roundedToSix
      after = change.after.roundedToSix
    }
  }

  struct ComparisonDocument: Codable {
    var mean: ChangeDocument
    var sets: [ChangeDocument]
    var better: [ChangeDocument]
    var worse: [ChangeDocument]
    var unknown: Int
  }

  var format = JSONDocument.format
  var generation: String?
  var on: String
  var limit: Int
  var restricted: Bool
  var mean: [String: Double]
  var zeroHitRate: Double
  var sets: [SetDocument]
  var comparison: ComparisonDocument?

  init(_ report: EvaluationReport, _ comparison: EvaluationComparison?) {
    generation = report.generation
    on = report.day.description
    limit = report.limit
    restricted = report.isRestricted
    mean = report.mean.named
    zeroHitRate = report.zeroHitRate.roundedToSix
    sets = report.sets.map { set in
      let gains = set.queries.map { ($0.identifier, $0.scores[.gain].roundedToSix) }
      return SetDocument(
        name: set.name, scores: set.mean.named, zeroHitRate: set.zeroHitRate.roundedToSix, cut: set.cutCount,
        milliseconds: Milliseconds(
          median: set.medianMilliseconds.roundedToSix, p99: set.ninetyNinthMilliseconds.roundedToSix),
        queries: Dictionary(gains, uniquingKeysWith: { first, _ in first }))
    }
    self.comparison = comparison.map { comparison in
      ComparisonDocument(
        mean: ChangeDocument(comparison.mean), sets: comparison.sets.map(ChangeDocument.init),
        better: comparison.better.map(ChangeDocument.init), worse: comparison.worse.map(ChangeDocument.init),
        unknown: comparison.unknownCount)
    }
  }
}
