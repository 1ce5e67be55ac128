internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// Stage two, second half: what a wording leads to. Collapses wordings by target, adds the features of the target, and
/// replaces prefixes of ICD-10-PCS by the codes below them.
struct TargetRanker: ~Copyable {
  /// A target with the wording that answers best.
  struct Entry {
    var target: Int
    /// The place of the wording among the matches.
    var match: Int
    /// How many wordings of the target that was found are among the candidates.
    var count: Int
    /// Whether the target stands below the one whose wording matched.
    var isExpanded = false
    /// Whether it is the code that the heading whose wording matched stands for.
    var isDefault = false
    /// Whether it stands above it.
    var isHeading = false
    var score: Float = 0
  }

  private let texts: KnowledgeTexts
  private let model = RankingModel.standard
  private var matcher: WordingMatcher
  private let view: DayView
  private let asksForSide: Bool
  private let asksForEncounter: Bool
  private let asksForText: Bool
  private let askedChapters: TargetFacts.Form
  /// False where the query says what a result must be: stage one cannot check it of a heading that it did not find. NOS,
  /// NEC and *unspecified* ask for a code below the heading.
  private let liftsHeadings: Bool
  /// False where the query says what a result must not be, or asks for more than a code system.
  private let liftsDefaults: Bool
  /// How each candidate answers, and behind them the titles that were looked at besides.
  private var matches: [WordingMatch] = []
  /// The place in ``matches`` of each document.
  private var documents: NumberTable

  /// How many targets, best wording first, get the features of the target.
  static let looked = 120
  /// A prefix with more codes than this below it is shown as itself.
  private static let expansionLimit = 60

  init(_ plan: QueryPlan, view: DayView) {
    self.view = view
    texts = view.snapshot.texts
    matcher = WordingMatcher(plan, view: view)
    asksForSide = plan.asks(for: ["right", "left", "bilater"])
    asksForEncounter = plan.asks(for: ["subsequ", "sequela", "aftercar", "malunion", "nonunion"])
    asksForText = plan.asksForText
    askedChapters = AskedChapters.read(plan)
    liftsDefaults =
      plan.excluded.isEmpty && plan.filters.allSatisfy { $0.terms.allSatisfy { $0.hasPrefix(TermPrefix.scope) } }
    liftsHeadings =
      liftsDefaults && !plan.units.contains { $0.isRequired || $0.isClassifying } && !plan.asks(for: ["unspecifi"])
    documents = NumberTable(expected: 512)
  }

  /// The targets of the documents in no order, with all of their scores but what their titles add.
  mutating func entries(_ found: some Collection<UInt32>, looking: Int) -> [Entry] {
    readMatches(found)
    let best = bestOfTargets()
    var entries: [Entry] = []
    entries.reserveCapacity(best.count * 2)
    var places = NumberTable(expected: TargetRanker.looked * 4)
    for entry in best.prefix(max(TargetRanker.looked, looking)) {
      addEntries(entry) { entry in
        let place = places.place(of: entry.target, else: entries.count)
        if place == entries.count {
          entries.append(entry)
        } else if entries[place].score < entry.score {
          // What the title adds is the same for both.
          entries[place] = entry
        }
      }
    }
    return entries
  }

  /// Orders entries, best first, as far as the first ones go: titles are looked at where they can decide on those.
  mutating func order(_ entries: inout [Entry], first count: Int) {
    entries = TargetRanker.sorted(entries[...])
    guard count > 0, !entries.isEmpty else { return }
    let reached = entries[min(count, entries.count) - 1].score + model.titleRange.lowerBound
    let near = entries.prefix { $0.score + model.titleRange.upperBound >= reached }.count
    _ = view.fetched(entries[..<near].compactMap { view.facts[$0.target].title })
    for index in 0..<near { entries[index].score = scoreWithTitle(entries[index]) }
    entries.replaceSubrange(..<near, with: TargetRanker.sorted(entries[..<near]))
  }

  /// Looks at all documents. Their places are worked out and touched first, so that the memory where they lie is fetched
  /// for many at a time.
  private mutating func readMatches(_ found: some Collection<UInt32>) {
    matches.reserveCapacity(found.count * 2)
    let places = view.fetched(found.map { Int($0) - 1 })
    for (document, place) in zip(found, places) {
      let number = Int(document) - 1
      // Filled where it lies: there are hundreds, and each is longer than what it is made from.
      let index = matches.count
      matches.append(WordingMatch())
      guard matcher.match(document: number, at: place, into: &matches[index]) else {
        matches.removeLast()
        continue
      }
      var score = Score(model)
      matches[index].describe(to: &score)
      matches[index].score = score.value
      _ = documents.place(of: number, else: index)
    }
  }

  /// The best match of each target and how many there are, best first.
  private func bestOfTargets() -> [Entry] {
    var best: [Entry] = []
    best.reserveCapacity(matches.count)
    var places = NumberTable(expected: matches.count)
    for index in matches.indices {
      let target = Int(matches[index].target)
      let place = places.place(of: target, else: best.count)
      if place == best.count {
        best.append(Entry(target: target, match: index, count: 1, score: matches[index].score))
      } else {
        best[place].count += 1
        if matches[index].score > best[place].score {
          best[place].match = index
          best[place].score = matches[index].score
        }
      }
    }
    return TargetRanker.sorted(best[...])
  }

  /// By falling score, equal ones by target: the order of whole numbers made of both.
  private static func sorted(_ entries: ArraySlice<Entry>) -> [Entry] {
    var keys: [(order: UInt64, index: Int)] = []
    keys.reserveCapacity(entries.count)
    for index in entries.indices {
      let entry = entries[index]
      let bits = entry.score.bitPattern
      let ascending = bits >> 31 == 0 ? bits | 1 << 31 : ~bits
      keys.append((UInt64(~ascending) << 32 | UInt64(entry.target), index))
    }
    keys.sort { $0.order < $1.order }
    return keys.map { entries[$0.index] }
  }

  // MARK: Targets

  /// The target of a match, or for a prefix of ICD-10-PCS the codes below it.
  private func addEntries(_ found: Entry, to add: (Entry) -> Void) {
    let facts = view.facts[found.target]
    if facts.form.contains(.procedureTable) {
      let codes = codes(below: found.target)
      if (1...TargetRanker.expansionLimit).contains(codes.count) {
        for code in codes { add(scored(found, target: code, view.facts[code], isExpanded: true)) }
        return
      }
    }
    add(scored(found, target: found.target, facts))
    if liftsDefaults, let code = facts.defaultCode {
      add(scored(found, target: code, view.facts[code], isDefault: true))
    }
    // Headings that are unspecified codes themselves have headings in turn, always of a lower number.
    var last = found.target
    var heading = liftsHeadings ? facts.heading : nil
    while let target = heading, target < last {
      let facts = view.facts[target]
      add(scored(found, target: target, facts, isHeading: true))
      last = target
      heading = facts.heading
    }
  }

  /// The codes of ICD-10-PCS one level below a prefix, in their order.
  private func codes(below target: Int) -> [Int] {
    var found: [Int] = []
    let places = texts.placeIndices(ofTarget: target)
    for index in places {
      let place = texts.place(index)
      let part = texts.parts[place.part]
      for child in part.children(ofTarget: place.number) {
        let number = texts.number(ofTarget: part.child(child), part: place.part)
        if view.facts[number].length == 7 { found.append(number) }
      }
    }
    // Within one part children lie in order.
    return places.count == 1 ? found : Set(found).sorted()
  }

  private func scored(
    _ found: Entry, target: Int, _ facts: TargetFacts, isExpanded: Bool = false, isDefault: Bool = false,
    isHeading: Bool = false
  ) -> Entry {
    var entry = Entry(
      target: target, match: found.match, count: found.count, isExpanded: isExpanded, isDefault: isDefault,
      isHeading: isHeading)
    var score = Score(model, from: matches[found.match].score)
    describeTarget(entry, facts, to: &score)
    entry.score = score.value
    return entry
  }

  private mutating func scoreWithTitle(_ entry: Entry) -> Float {
    var score = Score(model, from: entry.score)
    describeTitle(view.facts[entry.target], to: &score)
    return score.value
  }

  // MARK: Features

  /// The match that an entry rests on.
  func match(of entry: Entry) -> WordingMatch { matches[entry.match] }

  /// All that the model saw of an entry, in the order of the features' names.
  mutating func features(of entry: Entry) -> [Float] {
    var features = Features()
    matches[entry.match].describe(to: &features)
    let facts = view.facts[entry.target]
    describeTarget(entry, facts, to: &features)
    describeTitle(facts, to: &features)
    return features.all
  }

  @inline(__always)
  private func describeTarget(_ entry: Entry, _ facts: TargetFacts, to sink: inout some FeatureSink) {
    sink.add(.support, min(1, Float(entry.count) / 8))
    sink.add(.isExpanded, if: entry.isExpanded)
    sink.add(.isDefaultOfMatch, if: entry.isDefault)
    sink.add(.isHeadingOfMatch, if: entry.isHeading)
    if let edition = view.edition(facts.editions) {
      sink.add(.isHeader, if: edition.facts.billable == false)
      sink.add(.isDeleted, if: edition.status != .active)
      let title = edition.facts.title
      sink.add(.isUnspecified, if: title.hasUnspecified)
      sink.add(.isOtherSpecified, if: title.hasOther)
      sink.add(asksForSide ? .hasAskedSide : .hasUnaskedSide, if: title.hasSide)
    }
    describeForm(facts, to: &sink)
  }

  @inline(__always)
  private mutating func describeTitle(_ facts: TargetFacts, to sink: inout some FeatureSink) {
    if let title = titleMatch(facts) { matches[title].describeTitle(to: &sink) }
  }

  /// The place of the match of a target's title; nil where it lacks what the query requires.
  private mutating func titleMatch(_ facts: TargetFacts) -> Int? {
    guard let title = facts.title else { return nil }
    let place = documents.place(of: title, else: matches.count)
    guard place == matches.count else { return place < 0 ? nil : place }
    matches.append(WordingMatch())
    guard matcher.match(document: title, at: view.places.place(of: title), into: &matches[place]) else {
      matches.removeLast()
      documents.set(title, -1)
      return nil
    }
    return place
  }

  @inline(__always)
  private func describeForm(_ facts: TargetFacts, to sink: inout some FeatureSink) {
    let form = facts.form
    switch facts.scope {
    case .icd10cm:
      sink.add(.isICD10CM, 1)
      sink.add(.isCategory, if: form.contains(.category))
      let isAsked = !form.isDisjoint(with: askedChapters)
      sink.add(.isAskedChapter, if: isAsked)
      sink.add(.isBesideAskedChapter, if: !isAsked && !askedChapters.isEmpty)
      sink.add(.isExternalCauseCode, if: !isAsked && form.contains(.externalCause))
      sink.add(.isObstetricOrPerinatal, if: !isAsked && form.contains(.obstetricOrPerinatal))
      sink.add(.isStatus, if: !isAsked && form.contains(.status))
      sink.add(.isInjury, if: !isAsked && form.contains(.injury))
      sink.add(.isPoisoning, if: !isAsked && form.contains(.poisoning))
      sink.add(.isSeventhCharacter, if: form.contains(.seventhCharacter))
      sink.add(.isInitialEncounter, if: form.contains(.initialEncounter))
      sink.add(.isLaterEncounter, if: form.contains(.laterEncounter) && !asksForEncounter)
    case .icd10pcs:
      sink.add(.isICD10PCS, 1)
      sink.add(.isPlainProcedure, if: form.contains(.plainProcedure))
      sink.add(.isProcedureTable, if: form.contains(.procedureTable))
    case .hcpcs: sink.add(.isHCPCS, 1)
    case .cpt: sink.add(.isCPT, 1)
    case .msdrg: sink.add(.isGroup, 1)
    case .modifier: sink.add(.isModifier, 1)
    case .icd9cm, .icd9pcs, .locality, .contractor, .state: break
    case .guideline, .ncd, .lcd, .article, .policy, .manual:
      sink.add(.isText, 1)
      sink.add(.isAskedText, if: asksForText)
    }
  }
}

extension QueryPlan {
  /// Whether some way of matching has one of the terms.
  fileprivate func asks(for terms: [String]) -> Bool {
    units.contains { $0.alternatives.contains { $0.terms.contains(where: terms.contains) } }
      || spans.contains { $0.alternative.terms.contains(where: terms.contains) }
  }
}
