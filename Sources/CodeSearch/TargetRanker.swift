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

  let texts: KnowledgeTexts
  private let model: RankingModel
  private var scorer: CandidateScorer
  private var editions: EditionChooser
  private let asksForSide: Bool
  private let asksForEncounter: Bool
  private let asksForText: Bool
  private let askedChapters: AskedChapters
  /// False where the query says what a result must be: stage one cannot check it of a heading that it did not find. NOS,
  /// NEC and *unspecified* ask for a code below the heading.
  let liftsHeadings: Bool
  /// False where the query says what a result must not be, or asks for more than a code system.
  private let liftsDefaults: Bool

  /// How many targets, best wording first, get the features of the target.
  static let looked = 120
  /// A prefix with more codes than this below it is shown as itself.
  static let expansionLimit = 60

  init(_ plan: QueryPlan, snapshot: Snapshot, model: RankingModel, scorer: CandidateScorer) {
    texts = snapshot.texts
    self.model = model
    self.scorer = scorer
    editions = EditionChooser(snapshot)
    asksForSide = plan.asks(for: ["right", "left", "bilater"])
    asksForEncounter = plan.asks(for: ["subsequ", "sequela", "aftercar", "malunion", "nonunion"])
    asksForText = plan.asksForText
    askedChapters = AskedChapters(plan)
    liftsDefaults =
      plan.excluded.isEmpty && plan.filters.allSatisfy { $0.terms.allSatisfy { $0.hasPrefix(TermPrefix.scope) } }
    liftsHeadings =
      liftsDefaults && !plan.units.contains { $0.isRequired || $0.isClassifying } && !plan.asks(for: ["unspecifi"])
  }

  mutating func rank(_ candidates: [CandidateScorer.Candidate], looking: Int) -> [Ranked] {
    // The best candidate of each target, and how many there are.
    var best: [(candidate: Int, count: Int)] = []
    var slots = TargetSlots(candidates.count)
    for (index, candidate) in candidates.enumerated() {
      let slot = slots.slot(candidate.target, new: best.count)
      if slot == best.count {
        best.append((index, 1))
      } else {
        best[slot].count += 1
        if candidate.score > candidates[best[slot].candidate].score { best[slot].candidate = index }
      }
    }
    best.sort { left, right in
      let (first, second) = (candidates[left.candidate].score, candidates[right.candidate].score)
      return first == second
        ? candidates[left.candidate].target < candidates[right.candidate].target : first > second
    }
    var ranked: [Ranked] = []
    var places = TargetSlots(TargetRanker.looked * 4)
    for (index, count) in best.prefix(max(TargetRanker.looked, looking)) {
      addEntries(candidates[index], count: count) { entry in
        let place = places.slot(entry.target, new: ranked.count)
        if place == ranked.count {
          ranked.append(entry)
        } else if ranked[place].score < entry.score {
          ranked[place] = entry
        }
      }
    }
    let order = ranked.indices.sorted { left, right in
      ranked[left].score == ranked[right].score
        ? ranked[left].target < ranked[right].target : ranked[left].score > ranked[right].score
    }
    return order.map { ranked[$0] }
  }

  /// The target of a candidate, or for a prefix of ICD-10-PCS the codes below it.
  private mutating func addEntries(
    _ candidate: CandidateScorer.Candidate, count: Int, to add: (Ranked) -> Void
  ) {
    let scope = texts.scope(ofTarget: candidate.target)
    let length = texts.identifierBytes(ofTarget: candidate.target).count
    if scope == .icd10pcs, length < 7 {
      let codes = children(of: candidate.target).filter { texts.identifierBytes(ofTarget: $0).count == 7 }
      if (1...TargetRanker.expansionLimit).contains(codes.count) {
        for code in codes { add(entry(candidate, target: code, count: count, isExpanded: true)) }
        return
      }
    }
    add(entry(candidate, target: candidate.target, count: count, isExpanded: false))
    guard scope == .icd10cm else { return }
    if liftsDefaults, let code = texts.defaultCode(ofTarget: candidate.target) {
      add(entry(candidate, target: code, count: count, isExpanded: false, isDefault: true))
    }
    for heading in headings(of: candidate.target) {
      add(entry(candidate, target: heading, count: count, isExpanded: false, isHeading: true))
    }
  }

  /// The targets one level down, in their order.
  private func children(of target: Int) -> [Int] {
    var found: [Int] = []
    let places = texts.placeIndices(ofTarget: target)
    for index in places {
      let place = texts.place(index)
      let part = texts.parts[place.part]
      for child in part.children(ofTarget: place.number) {
        found.append(texts.number(ofTarget: part.child(child), part: place.part))
      }
    }
    // Within one part children lie in order.
    return places.count == 1 ? found : Set(found).sorted()
  }

  private mutating func entry(
    _ candidate: CandidateScorer.Candidate, target: Int, count: Int, isExpanded: Bool, isDefault: Bool = false,
    isHeading: Bool = false
  ) -> Ranked {
    var features = candidate.features
    let found = editions.edition(ofTarget: target)
    let scope = texts.scope(ofTarget: target)
    features[.support] = min(1, Float(count) / 8)
    features[.isExpanded] = isExpanded ? 1 : 0
    features[.isDefaultOfMatch] = isDefault ? 1 : 0
    features[.isHeadingOfMatch] = isHeading ? 1 : 0
    features[.isHeader] = found?.facts.billable == false ? 1 : 0
    if let found, found.status != .active { features[.isDeleted] = 1 }
    addShape(texts.identifierBytes(ofTarget: target), scope: scope, to: &features)
    addTitle(of: target, found?.facts.title, candidate: candidate, scope: scope, to: &features)
    return Ranked(target: target, document: candidate.document, features: features, score: model.score(features))
  }

  private func addShape(_ code: UnsafeRawBufferPointer, scope: Scope, to features: inout Features) {
    switch scope {
    case .icd10cm:
      features[.isICD10CM] = 1
      let chapter = TargetRanker.specialChapter(code)
      let isAsked = askedChapters.contains(chapter)
      if let chapter { features[isAsked ? .isAskedChapter : chapter] = 1 }
      features[.isBesideAskedChapter] = isAsked || askedChapters.isEmpty ? 0 : 1
      features[.isCategory] = code.count == 3 ? 1 : 0
      if code.count == 8, let last = code.last {
        features[.isSeventhCharacter] = 1
        let isInitial = last == UInt8(ascii: "A") || last == UInt8(ascii: "0") || last == UInt8(ascii: "9")
        features[.isInitialEncounter] = isInitial ? 1 : 0
        features[.isLaterEncounter] = !isInitial && !asksForEncounter && last > UInt8(ascii: "A") ? 1 : 0
      }
    case .icd10pcs:
      features[.isICD10PCS] = 1
      features[.isPlainProcedure] = code.suffix(2).elementsEqual("ZZ".utf8) ? 1 : 0
      features[.isProcedureTable] = code.count < 7 ? 1 : 0
    case .hcpcs: features[.isHCPCS] = 1
    case .cpt: features[.isCPT] = 1
    case .msdrg: features[.isGroup] = 1
    case .modifier: features[.isModifier] = 1
    case .icd9cm, .icd9pcs, .locality, .contractor, .state: break
    case .guideline, .ncd, .lcd, .article, .policy, .manual:
      features[.isText] = 1
      features[.isAskedText] = asksForText ? 1 : 0
    }
  }

  /// The chapters of ICD-10-CM that answer only who asks for them: causes of injury, pregnancy and birth, poisoning, injury,
  /// status.
  private static func specialChapter(_ code: UnsafeRawBufferPointer) -> Feature? {
    guard code.count >= 3 else { return nil }
    switch code[0] {
    case UInt8(ascii: "V")...UInt8(ascii: "Y"): return .isExternalCauseCode
    case UInt8(ascii: "O"), UInt8(ascii: "P"): return .isObstetricOrPerinatal
    case UInt8(ascii: "Z"): return .isStatus
    case UInt8(ascii: "S"): return .isInjury
    case UInt8(ascii: "T"):
      let isDrug =
        code[1] >= UInt8(ascii: "3") && code[1] <= UInt8(ascii: "6")
        && (code[1] != UInt8(ascii: "3") || code[2] >= UInt8(ascii: "6"))
      return isDrug ? .isPoisoning : .isInjury
    default: return nil
    }
  }

  /// What the title says beyond the wording that matched.
  private mutating func addTitle(
    of target: Int, _ words: TitleWords?, candidate: CandidateScorer.Candidate, scope: Scope,
    to features: inout Features
  ) {
    if let words {
      features[.isUnspecified] = words.hasUnspecified ? 1 : 0
      features[.isOtherSpecified] = words.hasOther ? 1 : 0
      features[words.hasSide && asksForSide ? .hasAskedSide : .hasUnaskedSide] = words.hasSide ? 1 : 0
    }
    guard let place = editions.firstPlace(ofTarget: target) else { return }
    let part = texts.parts[place.part]
    guard let first = part.documents(ofTarget: place.number).first else { return }
    let own: Features
    if part.documentBase + first == candidate.document {
      own = candidate.features
    } else if let read = scorer.features(of: part.document(first), part: place.part, scope: scope) {
      own = read
    } else {
      return
    }
    features[.titleTypedCoverage] = own[.typedCoverage]
    features[.titleCoverage] =
      own[.typedCoverage] + own[.synonymCoverage] + own[.abbreviationCoverage] + own[.associationCoverage]
    features[.titleWordingCoverage] = own[.wordingCoverage]
    features[.titleCoverageProduct] = own[.coverageProduct]
  }
}

extension QueryPlan {
  /// Whether some way of matching has one of the terms.
  fileprivate func asks(for terms: [String]) -> Bool {
    units.contains { $0.alternatives.contains { $0.terms.contains(where: terms.contains) } }
      || spans.contains { $0.alternative.terms.contains(where: terms.contains) }
  }
}
