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
  case isICD10CM, isICD10PCS, isHCPCS, isCPT, isGroup, isModifier, isText, isAskedText
  case titleTypedCoverage, titleCoverage, titleWordingCoverage, titleCoverageProduct
  case isUnspecified, isOtherSpecified, hasUnaskedSide, hasAskedSide
  case isExternalCauseCode, isObstetricOrPerinatal, isPoisoning, isInjury, isStatus
  case support, isExpanded, isPlainProcedure, isDeleted
  case isHeadingOfMatch, isProcedureTable
  case isDefaultOfMatch, isAskedChapter, isBesideAskedChapter

  static let count = Feature.allCases.count
}

/// What takes the features of a candidate: a search adds up their weighted sum, an explanation keeps them all.
protocol FeatureSink {
  mutating func add(_ feature: Feature, _ value: Float)
}

extension FeatureSink {
  @inline(__always)
  mutating func add(_ feature: Feature, if condition: Bool) {
    if condition { add(feature, 1) }
  }
}

/// All features of a candidate, in the order of their names.
struct Features: FeatureSink {
  private(set) var all = [Float](repeating: 0, count: Feature.count)

  mutating func add(_ feature: Feature, _ value: Float) { all[feature.rawValue] += value }
}

/// Which features a description has.
struct FeatureNames: FeatureSink {
  private(set) var all: [Feature] = []

  mutating func add(_ feature: Feature, _ value: Float) { all.append(feature) }
}

/// The score of a candidate while its features are looked at.
struct Score: FeatureSink {
  private(set) var value: Float
  private let weights: UnsafePointer<Float>

  init(_ model: RankingModel, from value: Float = 0) {
    self.value = value
    weights = model.weights
  }

  @inline(__always)
  mutating func add(_ feature: Feature, _ value: Float) { self.value += weights[feature.rawValue] * value }
}
