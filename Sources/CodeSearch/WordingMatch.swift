internal import CodingKnowledge
internal import KnowledgeIndex

/// How one wording answers the query.
struct WordingMatch {
  /// Number of the document in the whole index.
  var document: Int32 = 0
  /// Number of the target in the whole index.
  var target: Int32 = 0
  var role: UInt8 = 0
  /// True where no release of the day has the wording.
  var isStale = false
  var coversAll = false
  var coversAllTyped = false
  // Shares of the query's meaning by the route on which they were found.
  var typed: Float = 0
  var synonym: Float = 0
  var abbreviation: Float = 0
  var association: Float = 0
  var other: Float = 0
  /// The largest share of the query's meaning that was not found.
  var missed: Float = 0
  /// How much of the wording's meaning the query covers.
  var coverage: Float = 0
  /// How many neighbouring matches stand in the query's order.
  var order: Float = 0
  /// How much all its words say.
  var meaning: Float = 0
  var score: Float = 0

  private var found: Float { typed + synonym + abbreviation + association + other }

  @inline(__always)
  func describe(to sink: inout some FeatureSink) {
    let found = found
    sink.add(.typedCoverage, typed)
    sink.add(.synonymCoverage, synonym)
    sink.add(.abbreviationCoverage, abbreviation)
    sink.add(.associationCoverage, association)
    sink.add(.otherCoverage, other)
    sink.add(.coversAll, if: coversAll)
    sink.add(.coversAllTyped, if: coversAllTyped)
    sink.add(.missedWeight, missed)
    sink.add(.coverageSquared, found * found)
    sink.add(.coverageProduct, found * coverage)
    sink.add(.wordingCoverage, coverage)
    sink.add(.wordingLength, min(1, meaning / 60))
    sink.add(.order, order)
    let isSame = coverage > 0.999
    sink.add(.isSame, if: coversAll && isSame)
    sink.add(.isSameTyped, if: coversAllTyped && isSame)
    sink.add(.isStale, if: isStale)
    sink.add(WordingMatch.feature(ofRole: role), 1)
  }

  /// The same wording as the title of a target that another one leads to.
  @inline(__always)
  func describeTitle(to sink: inout some FeatureSink) {
    sink.add(.titleTypedCoverage, typed)
    sink.add(.titleCoverage, typed + synonym + abbreviation + association)
    sink.add(.titleWordingCoverage, coverage)
    sink.add(.titleCoverageProduct, found * coverage)
  }

  private static func feature(ofRole role: UInt8) -> Feature {
    switch WordingRole(rawValue: role) {
    case .title: .isTitle
    case .inclusionTerm: .isInclusionTerm
    case .index: .isIndex
    case .externalCauseIndex: .isExternalCause
    case .neoplasmTable: .isNeoplasmTable
    case .drugTable: .isDrugTable
    case .alias: .isAlias
    case .includesNote: .isIncludesNote
    case .procedureIndex: .isProcedureIndex
    case .passage: .isPassage
    case .shortTitle, .consumer, .clinician, .brandName, nil: .isOtherWording
    }
  }
}
