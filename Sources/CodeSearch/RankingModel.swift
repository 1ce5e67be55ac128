/// The linear model of stage two. Its weights are learned on judged queries by `benchmarks/learn-weights`, cross-validated
/// over the sets, and stand in ``RankingWeights`` and nowhere else.
struct RankingModel: @unchecked Sendable {
  static let standard = RankingModel(RankingWeights.learned)

  /// For each feature its weight; never freed, because there is one model for a process.
  let weights: UnsafePointer<Float>
  /// How much the title of a target can take from its score or add to it: its features lie between 0 and 1.
  let titleRange: ClosedRange<Float>

  private init(_ named: KeyValuePairs<Feature, Float>) {
    let weights = UnsafeMutablePointer<Float>.allocate(capacity: Feature.count)
    weights.initialize(repeating: 0, count: Feature.count)
    for (feature, weight) in named { weights[feature.rawValue] = weight }
    self.weights = UnsafePointer(weights)
    var named = FeatureNames()
    WordingMatch().describeTitle(to: &named)
    // A little more, for what rounding does to sums of shares.
    let ofTitle = named.all.map { weights[$0.rawValue] * 1.001 }
    titleRange = ofTitle.reduce(0) { $0 + min(0, $1) }...ofTitle.reduce(0) { $0 + max(0, $1) }
  }
}
