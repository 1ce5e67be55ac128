internal import CodingKnowledge

/// What is known of a candidate when it is ranked. Every feature is a number between 0 and 1 that a person can check
/// against the text.
struct Features {
  /// Share of the query's meaning that the wording covers; rare words weigh more, poor matches less.
  var queryCoverage: Float = 0
  /// 1 where every unit of the query is matched.
  var coversAll: Float = 0
  /// Share of the wording's meaning that the query covers.
  var wordingCoverage: Float = 0
  /// Share of neighbouring matches that stand in the order of the query.
  var order: Float = 0
  /// 1 where wording and query say the same.
  var isSame: Float = 0
  /// 1 where the wording no longer belongs to the target on the day.
  var isStale: Float = 0
  var role: UInt8 = 0
}

/// The linear model of stage two. Its weights stand here and nowhere else.
struct RankingModel {
  static let standard = RankingModel()

  let queryCoverage: Float = 6
  let coversAll: Float = 1.5
  let wordingCoverage: Float = 3
  let order: Float = 0.6
  let isSame: Float = 1
  let isStale: Float = -1.5
  /// Taken from a code that does not stand on the day.
  let isDeleted: Float = -2

  func score(_ features: Features) -> Float {
    queryCoverage * features.queryCoverage + coversAll * features.coversAll
      + wordingCoverage * features.wordingCoverage + order * features.order + isSame * features.isSame
      + isStale * features.isStale + role(features.role)
  }

  /// What kind of wording it is.
  func role(_ role: UInt8) -> Float {
    switch WordingRole(rawValue: role) {
    case .title: 0.5
    case .shortTitle: 0.2
    case .inclusionTerm: 0.4
    case .index: 0.3
    case .alias, .consumer, .clinician: 0.4
    case .includesNote: 0
    case .neoplasmTable, .drugTable, .externalCauseIndex: 0
    case .procedureIndex, .brandName: 0.2
    case .passage: -1
    case nil: 0
    }
  }
}
