/// The learned weights; written by `benchmarks/learn-weights`, not by hand.
enum RankingWeights {
  static let learned: [Feature: Float] = [
    .typedCoverage: 6, .synonymCoverage: 5, .abbreviationCoverage: 4.5, .associationCoverage: 3, .otherCoverage: 4,
    .coversAll: 1.5, .coversAllTyped: 0.3, .wordingCoverage: 3, .order: 0.6, .isSame: 1, .isSameTyped: 0.5,
    .isStale: -1.5, .isTitle: 0.5, .isInclusionTerm: 0.4, .isIndex: 0.3, .isAlias: 0.4, .isProcedureIndex: 0.2,
    .isPassage: -1, .isOtherWording: 0.1, .titleTypedCoverage: 0.3, .isHeader: -0.05, .isDeleted: -2,
    .isLaterEncounter: -0.4, .isGroup: -0.6, .isText: -0.2, .isPlainProcedure: 0.05, .hasUnaskedSide: -0.1,
  ]
}
