/// The linear model of stage two. Its weights are learned on judged queries by `benchmarks/learn-weights`, cross-validated
/// over the sets, and stand in ``RankingWeights`` and nowhere else.
struct RankingModel: Sendable {
  static let standard = RankingModel(RankingWeights.learned)

  let weights: Features

  init(_ named: [Feature: Float]) {
    precondition(Feature.count * MemoryLayout<Float>.stride <= MemoryLayout<Features>.size, "too few lanes")
    var weights = Features()
    for (feature, weight) in named { weights[feature] = weight }
    self.weights = weights
  }

  func score(_ features: Features) -> Float { features.score(weights) }
}
