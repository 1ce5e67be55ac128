internal import FoundationEssentials

/// The figures of an earlier evaluation, to compare with.
public struct EvaluationBaseline: Sendable {
  /// nDCG@10 of each query by set and identifier.
  var gains: [String: [String: Double]]
  /// nDCG@10 of each set.
  var means: [String: Double]
  /// nDCG@10, the mean of the sets.
  public var mean: Double

  /// Reads what ``EvaluationReport/json(isPretty:)`` wrote.
  /// - Parameter file: what messages call it.
  /// - Throws: `CodeSearchError` `.sourceRefused` where it is something else, or of another format.
  public init(json: String, file: String) throws(CodeSearchError) {
    guard let document = try? JSONDecoder().decode(EvaluationDocument.self, from: Data(json.utf8)) else {
      throw CodeSearchError(
        .sourceRefused, "\(file): not the figures of an evaluation",
        hint: "write them with: codesearch evaluate --save")
    }
    guard document.format == JSONDocument.format else {
      throw CodeSearchError(
        .sourceRefused, "\(file): format \(document.format), this build reads \(JSONDocument.format)",
        hint: "write it anew with: codesearch evaluate --save")
    }
    let key = Measure.gain.rawValue
    gains = Dictionary(document.sets.map { ($0.name, $0.queries) }, uniquingKeysWith: { first, _ in first })
    means = Dictionary(document.sets.map { ($0.name, $0.scores[key] ?? 0) }, uniquingKeysWith: { first, _ in first })
    mean = document.mean[key] ?? 0
  }
}

/// What changed since a baseline.
public struct EvaluationComparison: Sendable {
  /// A set or a query with its nDCG@10 before and now.
  public struct Change: Sendable, Hashable {
    /// The name of the set.
    public var set: String
    /// The query's identifier; empty for a set.
    public var identifier: String
    /// The query; empty for a set.
    public var text: String
    /// nDCG@10 in the baseline, 0 to 1.
    public var before: Double
    /// nDCG@10 now, 0 to 1.
    public var after: Double

    /// How much it rose; negative where it fell.
    public var difference: Double { after - before }
  }

  /// The sets that both have, in the order of the report.
  public var sets: [Change]
  /// The mean of those sets.
  public var mean: Change
  /// Queries that got better, the most first.
  public var better: [Change]
  /// Queries that got worse, the most first.
  public var worse: [Change]
  /// Queries that the baseline does not know.
  public var unknownCount: Int

  /// Differences below this are rounding.
  private static let threshold = 0.000_002

  /// Compares a report with what was recorded.
  public init(_ report: EvaluationReport, with baseline: EvaluationBaseline) {
    sets = []
    unknownCount = 0
    var changes: [Change] = []
    for set in report.sets {
      guard let before = baseline.means[set.name], let gains = baseline.gains[set.name] else {
        unknownCount += set.queries.count
        continue
      }
      sets.append(Change(set: set.name, identifier: "", text: "", before: before, after: set.mean[.gain]))
      for query in set.queries {
        guard let before = gains[query.identifier] else {
          unknownCount += 1
          continue
        }
        changes.append(
          Change(
            set: set.name, identifier: query.identifier, text: query.text, before: before, after: query.scores[.gain]))
      }
    }
    let count = Double(max(1, sets.count))
    mean = Change(
      set: "", identifier: "", text: "", before: sets.reduce(0) { $0 + $1.before } / count,
      after: sets.reduce(0) { $0 + $1.after } / count)
    better = changes.filter { $0.difference > EvaluationComparison.threshold }.sorted {
      ($1.difference, $0.set, $0.identifier) < ($0.difference, $1.set, $1.identifier)
    }
    worse = changes.filter { $0.difference < -EvaluationComparison.threshold }.sorted {
      ($0.difference, $0.set, $0.identifier) < ($1.difference, $1.set, $1.identifier)
    }
  }
}
