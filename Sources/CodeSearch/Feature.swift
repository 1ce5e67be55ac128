/// What is known of a candidate when it is ranked. Every feature is a number, mostly between 0 and 1, that a person can
/// check against the text. The names are those of the weights file and of `codesearch explain`.
enum Feature: Int, CaseIterable {
  // How the wording answers the query.
  case typedCoverage, synonymCoverage, abbreviationCoverage, associationCoverage, otherCoverage
  case coversAll, coversAllTyped, missedWeight, coverageSquared, coverageProduct
  case wordingCoverage, wordingLength, order, isSame, isSameTyped, isStale
  // Which wording it is.
  case isTitle, isInclusionTerm, isIndex, isExternalCause, isNeoplasmTable, isDrugTable, isAlias, isIncludesNote
  case isProcedureIndex, isPassage, isOtherWording
  // What it leads to.
  case isHeader, isCategory, isSeventhCharacter, isInitialEncounter, isLaterEncounter
  case isICD10CM, isICD10PCS, isHCPCS, isCPT, isGroup, isModifier, isText
  case titleTypedCoverage, titleCoverage, titleWordingCoverage, titleCoverageProduct
  case isUnspecified, isOtherSpecified, hasUnaskedSide, hasAskedSide
  case isExternalCauseCode, isObstetricOrPerinatal, isPoisoning, isInjury, isStatus
  case support, isExpanded, isPlainProcedure, isDeleted
  case isHeadingOfMatch, isProcedureTable

  static let count = Feature.allCases.count
}

/// The features of one candidate.
struct Features {
  private var values = [Float](repeating: 0, count: Feature.count)

  subscript(feature: Feature) -> Float {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }

  /// The product with a vector of weights.
  func score(_ weights: [Float]) -> Float {
    var sum: Float = 0
    for index in 0..<Feature.count { sum += values[index] * weights[index] }
    return sum
  }

  var all: [Float] { values }
}
