/// What is measured of a ranking, for one query or as a mean over several. Every measure lies between 0 and 1; more is
/// better.
public enum Measure: String, Sendable, Hashable, CaseIterable {
  /// Normalised discounted cumulative gain of the first 10 results; a code of grade g gains 2^g - 1.
  case gain = "ndcg@10"
  /// The inverse of the rank of the first right result among 10.
  case reciprocalRank = "mrr@10"
  /// 1 where one of the first 10 results is right.
  case success = "success@10"
  /// The share of the judged codes among the first 10 results.
  case recall10 = "recall@10"
  /// The share of the judged codes among the first 50 results.
  case recall50 = "recall@50"
  /// As `gain`, with credit for codes above, below and beside a judged one.
  case hierarchyGain = "hierarchy.ndcg@10"
  /// As `reciprocalRank`, with that credit.
  case hierarchyReciprocalRank = "hierarchy.mrr@10"
  /// As `success`, with that credit.
  case hierarchySuccess = "hierarchy.success@10"
  /// As `recall10`, with that credit.
  case hierarchyRecall10 = "hierarchy.recall@10"

  /// A heading for a column, at most 9 characters.
  public var heading: String {
    switch self {
    case .gain: "nDCG@10"
    case .reciprocalRank: "MRR@10"
    case .success: "S@10"
    case .recall10: "R@10"
    case .recall50: "R@50"
    case .hierarchyGain: "h.nDCG@10"
    case .hierarchyReciprocalRank: "h.MRR@10"
    case .hierarchySuccess: "h.S@10"
    case .hierarchyRecall10: "h.R@10"
    }
  }
}

/// The figures of one query, or their means.
public struct Scores: Sendable, Hashable {
  private var values: [Double]

  /// All zero: what a query scores that finds nothing.
  public init() { values = Array(repeating: 0, count: Measure.allCases.count) }

  /// The means of several, added up in their order; all zero where there are none.
  public init(meanOf scores: some Sequence<Scores>) {
    self.init()
    var count = 0.0
    for score in scores {
      for index in values.indices { values[index] += score.values[index] }
      count += 1
    }
    if count > 0 { for index in values.indices { values[index] /= count } }
  }

  /// The value of a measure, 0 to 1.
  public subscript(measure: Measure) -> Double {
    get { values[Scores.places[measure] ?? 0] }
    set { values[Scores.places[measure] ?? 0] = newValue }
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: Measure.allCases.enumerated().map { ($0.element, $0.offset) })

  /// Each measure's name with its value, to six decimals.
  var named: [String: Double] {
    Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0.rawValue, self[$0].roundedToSix) })
  }
}

extension Double {
  var roundedToSix: Double { (self * 1_000_000).rounded() / 1_000_000 }
}
