internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// Stage two, second half: what a wording leads to. Collapses candidates by target, adds the features of the target, and
/// replaces prefixes of ICD-10-PCS by the codes below them.
struct TargetRanker {
  /// A target with the wording that answers best.
  struct Ranked {
    var target: Int
    var document: Int
    var features: Features
    var score: Float
  }

  private let plan: QueryPlan
  let snapshot: Snapshot
  private let model: RankingModel
  private var scorer: CandidateScorer
  private let asksForSide: Bool
  private let asksForEncounter: Bool
  /// False where the query says what a result must be: stage one cannot check it of a heading that it did not find. NOS,
  /// NEC and *unspecified* ask for a code below the heading.
  let liftsHeadings: Bool

  /// How many targets, best wording first, get the features of the target.
  static let looked = 120
  /// A prefix with more codes than this below it is shown as itself.
  static let expansionLimit = 60

  init(_ plan: QueryPlan, snapshot: Snapshot, model: RankingModel, scorer: CandidateScorer) {
    self.plan = plan
    self.snapshot = snapshot
    self.model = model
    self.scorer = scorer
    let terms = Set(plan.alternatives.flatMap(\.alternative.terms))
    asksForSide = !terms.isDisjoint(with: ["right", "left", "bilater"])
    liftsHeadings =
      plan.excluded.isEmpty && !plan.units.contains { $0.isRequired || $0.isClassifying }
      && !terms.contains("unspecifi")
      && plan.filters.allSatisfy { $0.terms.allSatisfy { $0.hasPrefix(TermPrefix.scope) } }
    asksForEncounter = !terms.isDisjoint(with: ["subsequ", "sequela", "aftercar", "malunion", "nonunion"])
  }

  mutating func rank(_ candidates: [CandidateScorer.Candidate], looking: Int) -> [Ranked] {
    var best: [Int: (candidate: CandidateScorer.Candidate, count: Int)] = [:]
    for candidate in candidates {
      let known = best[candidate.target]
      if let known, known.candidate.score >= candidate.score {
        best[candidate.target]?.count += 1
      } else {
        best[candidate.target] = (candidate, (known?.count ?? 0) + 1)
      }
    }
    let ordered = best.values.sorted {
      $0.candidate.score == $1.candidate.score
        ? $0.candidate.target < $1.candidate.target : $0.candidate.score > $1.candidate.score
    }
    var ranked: [Int: Ranked] = [:]
    for (candidate, count) in ordered.prefix(max(TargetRanker.looked, looking)) {
      for entry in entries(candidate, count: count) {
        if let known = ranked[entry.target], known.score >= entry.score { continue }
        ranked[entry.target] = entry
      }
    }
    return ranked.values.sorted { $0.score == $1.score ? $0.target < $1.target : $0.score > $1.score }
  }

  /// The target of a candidate, or for a prefix of ICD-10-PCS the codes below it.
  private mutating func entries(_ candidate: CandidateScorer.Candidate, count: Int) -> [Ranked] {
    let target = snapshot.texts.target(candidate.target)
    if target.scope == .icd10pcs, target.identifier.utf8.count < 7 {
      let codes = HierarchyWalk(snapshot).children(of: target).filter { $0.identifier.utf8.count == 7 }
      if (1...TargetRanker.expansionLimit).contains(codes.count) {
        return codes.compactMap { code in
          snapshot.texts.number(of: code).map { entry(candidate, target: $0, count: count, isExpanded: true) }
        }
      }
    }
    let own = entry(candidate, target: candidate.target, count: count, isExpanded: false)
    if let code = initialCode(below: target) {
      return [own, entry(candidate, target: code, count: count, isExpanded: true)]
    }
    return [own]
      + headings(of: target).map { entry(candidate, target: $0, count: count, isExpanded: false, isHeading: true) }
  }

  /// For a header of ICD-10-CM that lacks nothing but a 7th character: its code for the initial encounter.
  private func initialCode(below target: Target) -> Int? {
    guard target.scope == .icd10cm, (3...7).contains(target.identifier.utf8.count) else { return nil }
    let children = HierarchyWalk(snapshot).children(of: target)
    guard !children.isEmpty, children.allSatisfy({ $0.identifier.utf8.count == 8 }) else { return nil }
    let initial = children.first { $0.identifier.hasSuffix("A") || $0.identifier.hasSuffix("0") } ?? children[0]
    return snapshot.texts.number(of: initial)
  }

  private mutating func entry(
    _ candidate: CandidateScorer.Candidate, target number: Int, count: Int, isExpanded: Bool,
    isHeading: Bool = false
  ) -> Ranked {
    var features = candidate.features
    let target = snapshot.texts.target(number)
    let records = snapshot.records(of: number)
    let found = snapshot.edition(of: records)
    features[.support] = min(1, Float(count) / 8)
    features[.isExpanded] = isExpanded ? 1 : 0
    features[.isHeadingOfMatch] = isHeading ? 1 : 0
    features[.isHeader] = found?.edition.billable == false ? 1 : 0
    if let status = found?.status, status != .active { features[.isDeleted] = 1 }
    addShape(target, to: &features)
    addTitle(records, scope: target.scope, title: found?.edition.title ?? "", to: &features)
    return Ranked(target: number, document: candidate.document, features: features, score: model.score(features))
  }

  private func addShape(_ target: Target, to features: inout Features) {
    let length = target.identifier.utf8.count
    switch target.scope {
    case .icd10cm:
      features[.isICD10CM] = 1
      if let chapter = TargetRanker.specialChapter(target.identifier) { features[chapter] = 1 }
      features[.isCategory] = length == 3 ? 1 : 0
      if length == 8, let last = target.identifier.utf8.last {
        features[.isSeventhCharacter] = 1
        let isInitial = last == UInt8(ascii: "A") || last == UInt8(ascii: "0") || last == UInt8(ascii: "9")
        features[.isInitialEncounter] = isInitial ? 1 : 0
        features[.isLaterEncounter] = !isInitial && !asksForEncounter && last > UInt8(ascii: "A") ? 1 : 0
      }
    case .icd10pcs:
      features[.isICD10PCS] = 1
      features[.isPlainProcedure] = target.identifier.hasSuffix("ZZ") ? 1 : 0
      features[.isProcedureTable] = length < 7 ? 1 : 0
    case .hcpcs: features[.isHCPCS] = 1
    case .cpt: features[.isCPT] = 1
    case .msdrg: features[.isGroup] = 1
    case .modifier: features[.isModifier] = 1
    case .icd9cm, .icd9pcs: break
    case .guideline, .ncd, .lcd, .article, .policy, .manual: features[.isText] = 1
    }
  }

  /// The chapters of ICD-10-CM that answer only who asks for them: causes of injury, pregnancy and birth, poisoning, injury,
  /// status.
  private static func specialChapter(_ code: String) -> Feature? {
    let bytes = Array(code.utf8.prefix(3))
    guard bytes.count == 3, let first = bytes.first else { return nil }
    switch first {
    case UInt8(ascii: "V")...UInt8(ascii: "Y"): return .isExternalCauseCode
    case UInt8(ascii: "O"), UInt8(ascii: "P"): return .isObstetricOrPerinatal
    case UInt8(ascii: "Z"): return .isStatus
    case UInt8(ascii: "S"): return .isInjury
    case UInt8(ascii: "T"):
      let isDrug =
        bytes[1] >= UInt8(ascii: "3") && bytes[1] <= UInt8(ascii: "6")
        && (bytes[1] != UInt8(ascii: "3") || bytes[2] >= UInt8(ascii: "6"))
      return isDrug ? .isPoisoning : .isInjury
    default: return nil
    }
  }

  /// What the title says beyond the wording that matched.
  private mutating func addTitle(
    _ records: [Snapshot.PlacedRecord], scope: Scope, title: String, to features: inout Features
  ) {
    let words = TitleWords(title)
    features[.isUnspecified] = words.hasUnspecified ? 1 : 0
    features[.isOtherSpecified] = words.hasOther ? 1 : 0
    features[words.hasSide && asksForSide ? .hasAskedSide : .hasUnaskedSide] = words.hasSide ? 1 : 0
    guard let placed = records.first,
      let partNumber = snapshot.texts.parts.firstIndex(where: { $0 === placed.part }),
      let first = placed.part.documents(ofTarget: placed.number).first,
      let own = scorer.features(of: placed.part.document(first), part: partNumber, scope: scope)
    else { return }
    features[.titleTypedCoverage] = own[.typedCoverage]
    features[.titleCoverage] =
      own[.typedCoverage] + own[.synonymCoverage] + own[.abbreviationCoverage] + own[.associationCoverage]
    features[.titleWordingCoverage] = own[.wordingCoverage]
    features[.titleCoverageProduct] = own[.coverageProduct]
  }
}
