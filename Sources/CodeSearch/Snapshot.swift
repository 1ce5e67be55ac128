internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// One generation as one request sees it, on one day.
struct Snapshot {
  let index: KnowledgeIndex
  let day: Day

  var texts: KnowledgeTexts { index.texts }

  /// A record with the part it lies in.
  struct PlacedRecord {
    var part: KnowledgePart
    var number: Int
    var record: TargetRecord
  }

  /// Everything that the parts know of a target. Official lists of codes come first.
  func records(of target: Int) -> [PlacedRecord] { records(of: target) { $0.record($1) } }

  /// The same with nothing but the editions.
  func editions(of target: Int) -> [PlacedRecord] { records(of: target) { $0.editions($1) } }

  /// The title on the day; nil where nothing gives it one.
  func title(of target: Int) -> String? { edition(of: editions(of: target))?.edition.title }

  private func records(of target: Int, _ read: (KnowledgePart, Int) -> TargetRecord?) -> [PlacedRecord] {
    let placed = texts.placeIndices(ofTarget: target).compactMap { index -> PlacedRecord? in
      let place = texts.place(index)
      let part = texts.parts[place.part]
      return read(part, place.number).map { PlacedRecord(part: part, number: place.number, record: $0) }
    }
    guard placed.count > 1 else { return placed }
    return placed.filter { !$0.part.isBeside } + placed.filter { $0.part.isBeside }
  }

  /// The edition of a target that holds on the day, or the last one that did, with its status.
  func edition(of records: [PlacedRecord]) -> (edition: TargetRecord.Edition, status: CodeStatus)? {
    var best: (edition: TargetRecord.Edition, status: CodeStatus)?
    for placed in records {
      for edition in placed.record.editions {
        let status = status(of: edition, in: placed.part)
        if Snapshot.isBetter((edition.billable, status), than: best.map { ($0.edition.billable, $0.status) }) {
          best = (edition, status)
        }
      }
      // What an official list calls deleted stays so, whatever a list of our own says.
      if best != nil, placed.part.name != "knowledge" { break }
    }
    return best
  }

  /// Whether an edition is to be shown and not the one found before it.
  static func isBetter(
    _ edition: (billable: Bool?, status: CodeStatus), than found: (billable: Bool?, status: CodeStatus)?
  ) -> Bool {
    guard let found else { return true }
    if edition.status == .active {
      // An official list says more than a list of our own: whether a claim may carry the code.
      return found.status != .active || found.billable == nil && edition.billable != nil
    }
    return found.status != .active && isNewer(edition.status, than: found.status)
  }

  private static func isNewer(_ status: CodeStatus, than other: CodeStatus) -> Bool {
    guard case .deleted(let last) = status, case .deleted(let otherLast) = other else { return false }
    return (last?.number ?? .min) > (otherLast?.number ?? .min)
  }

  private func status(of edition: TargetRecord.Edition, in part: KnowledgePart) -> CodeStatus {
    if let through = edition.validity.through, through < day { return .deleted(last: through) }
    if let from = edition.validity.from, from > day { return .future(first: from) }
    return Snapshot.status(of: part.standing(ofSet: edition.sourceSet, on: day))
  }

  static func status(of standing: Standing) -> CodeStatus {
    switch standing {
    case .inForce: .active
    case .ended(let last): .deleted(last: last)
    case .future(let first): .future(first: first)
    }
  }

  /// Notices for systems whose release of the day is not loaded.
  func releaseNotices(for scopes: Set<Scope>) -> [Notice] {
    var notices: [Notice] = []
    for part in texts.parts {
      for timeline in part.timelines where timeline.series == .codes && scopes.contains(timeline.scope) {
        guard let (index, isExact) = timeline.release(on: day), !isExact else { continue }
        let release = timeline.releases[index]
        let period =
          switch (release.effective.from, release.effective.through) {
          case (let from?, let through?): " (\(from) to \(through))"
          case (let from?, nil): " (from \(from))"
          default: ""
          }
        notices.append(
          Notice(
            "release-not-loaded",
            "\(timeline.scope.name): the release in force on \(day) is not loaded; answered from \(release.version)\(period)"
          ))
      }
    }
    return notices
  }
}
