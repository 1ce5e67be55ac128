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

/// The features of one candidate, without memory of their own: a search makes some hundreds.
struct Features {
  private typealias Lanes = SIMD8<Float>
  private var values: (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes) = (
    .zero, .zero, .zero, .zero, .zero, .zero, .zero, .zero
  )

  subscript(feature: Feature) -> Float {
    get {
      withUnsafeBytes(of: values) {
        $0.load(fromByteOffset: feature.rawValue * MemoryLayout<Float>.stride, as: Float.self)
      }
    }
    set {
      withUnsafeMutableBytes(of: &values) {
        $0.storeBytes(of: newValue, toByteOffset: feature.rawValue * MemoryLayout<Float>.stride, as: Float.self)
      }
    }
  }

  /// The product with a vector of weights.
  func score(_ weights: Features) -> Float {
    let (left, right) = (values, weights.values)
    var sum = left.0 * right.0 + left.1 * right.1 + left.2 * right.2 + left.3 * right.3
    sum += left.4 * right.4 + left.5 * right.5 + left.6 * right.6 + left.7 * right.7
    let four = sum.lowHalf + sum.highHalf
    return four.x + four.z + (four.y + four.w)
  }

  var all: [Float] { Feature.allCases.map { self[$0] } }
}
