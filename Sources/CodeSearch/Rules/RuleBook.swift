internal import CodingKnowledge
internal import KnowledgeIndex

/// The rules of one generation as one request sees them, on one day.
struct RuleBook {
  let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  private var day: Day { snapshot.day }

  // MARK: Releases

  /// The releases of a series that answer on the day, one for each scope that has them: NCDs, LCDs and Articles are published
  /// side by side. Empty where none is loaded.
  func bases(_ series: Series) -> [DataBasis] {
    var bases: [DataBasis] = []
    for part in snapshot.texts.parts {
      for timeline in part.timelines where timeline.series == series && !timeline.scope.isReference {
        guard let (index, isExact) = timeline.release(on: day) else { continue }
        let release = timeline.releases[index]
        // A release of several tables is called after the largest.
        let source = part.sources.filter {
          $0.series == series && $0.release.scope == release.scope && $0.release.version == release.version
        }.max { $0.valueCount < $1.valueCount }
        // The tables of the coverage database are one publication.
        let title = series == .coverage ? "Medicare Coverage Database, \(release.scope.name)s" : source?.title ?? ""
        bases.append(
          DataBasis(
            title: title, version: release.version, effective: release.effective, isOfTheDay: isExact))
      }
    }
    return bases
  }

  /// The release of a series that is published as one table; nil where none is loaded.
  func basis(_ series: Series) -> DataBasis? { bases(series).first }

  /// Whether what a set of sources states holds on the day. What only a release loaded early states does not hold yet.
  func standing(_ set: Int, in part: KnowledgePart) -> RuleStanding {
    switch part.standing(ofSet: set, on: day) {
    case .ended(let last): return .ended(last)
    case .future(let first): return .future(first)
    case .inForce:
      let starts = part.sources(ofSet: set).map(\.release.effective.from)
      guard let first = starts.compactMap({ $0 }).min(), starts.allSatisfy({ $0.map { $0 > day } ?? false }) else {
        return .inForce
      }
      return .future(first)
    }
  }

  // MARK: Codes

  /// The procedure code of that spelling: CPT before HCPCS.
  func procedure(_ spelling: String) -> Int? {
    let found = snapshot.texts.codes(forKey: CodeShape.key(spelling))
    return found.first { snapshot.texts.scope(ofTarget: $0) == .cpt }
      ?? found.first { snapshot.texts.scope(ofTarget: $0) == .hcpcs }
  }

  func title(of target: Target) -> String {
    guard let number = snapshot.texts.number(of: target) else { return "" }
    return snapshot.title(of: number) ?? ""
  }

  // MARK: Relations

  /// One relation of a target, with the part that it lies in.
  struct Placed {
    var part: KnowledgePart
    var entry: RelationList.Entry

    /// The target at the other end.
    var other: Target { part.target(entry.other) }
  }

  /// Calls `body` with each relation of a target, or those with one other, and what it says; each distinct rule is decoded
  /// once.
  func forEachRelation(of target: Int, with other: Int? = nil, _ body: (Placed, Relation) -> Void) {
    let others = other.map { other in
      Dictionary(uniqueKeysWithValues: snapshot.texts.places(ofTarget: other).map { ($0.part, $0.number) })
    }
    for place in snapshot.texts.places(ofTarget: target) {
      let part = snapshot.texts.parts[place.part]
      var known: [Int: Relation] = [:]
      for entry in part.relations(ofTarget: place.number) {
        // Most codes have thousands of edits: what is about another code is passed over before anything of it is read.
        if let others, others[place.part] != entry.other { continue }
        guard let relation = known[entry.relation] ?? part.relation(entry.relation) else { continue }
        known[entry.relation] = relation
        body(Placed(part: part, entry: entry), relation)
      }
    }
  }

  // MARK: Facts of a code

  /// The facts of one kind in a target's records, with their standing and the version of the release that answers.
  func facts<Value: Sendable>(
    of target: Int, _ kind: KeyPath<TargetRecord, [TargetRecord.Sourced<Value>]>
  ) -> [(value: Value, standing: RuleStanding, version: String)] {
    snapshot.records(of: target).flatMap { placed in
      placed.record[keyPath: kind].map { fact in
        let sources = placed.part.sources(ofSet: fact.sourceSet)
        let answering = sources.first { source in bases(source.series).contains { $0.version == source.release.version }
        }
        let version = answering?.release.version ?? sources.map(\.release.version).max() ?? ""
        return (fact.value, standing(fact.sourceSet, in: placed.part), version)
      }
    }
  }

  func unitLimit(of target: Int, _ setting: CareSetting) -> UnitLimit? {
    facts(of: target, \.unitLimits).first { $0.value.setting == setting && $0.standing == .inForce }
      .map { UnitLimit($0.value, version: $0.version) }
  }

  func fees(of target: Int) -> [FeeScheduleEntry] {
    facts(of: target, \.fees).filter { $0.standing == .inForce }.map(\.value)
  }
}

extension CareSetting {
  /// The series of its PTP edits; suppliers have none.
  var edits: Series? {
    switch self {
    case .practitioner: .practitionerEdits
    case .hospital: .hospitalEdits
    case .supplier: nil
    }
  }

  /// The series of its unit limits.
  var units: Series {
    switch self {
    case .practitioner: .practitionerUnits
    case .hospital: .hospitalUnits
    case .supplier: .supplierUnits
    }
  }
}
