/// The linear model of stage two. Its weights are learned on judged queries by `benchmarks/learn-weights`, cross-validated
/// over the sets, and stand in ``RankingWeights`` and nowhere else.
struct RankingModel: Sendable {
  static let standard = RankingModel(RankingWeights.learned)

  let weights: [Float]

  init(_ named: [Feature: Float]) {
    weights = Feature.allCases.map { named[$0] ?? 0 }
  }

  func score(_ features: Features) -> Float { features.score(weights) }
}
