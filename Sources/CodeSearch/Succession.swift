internal import CodingKnowledge
internal import KnowledgeIndex

/// Finds what stands in the place of a deleted code.
struct Succession {
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// What the data names: cross-references, else what is new below the level above it.
  func successors(of target: Target, records: [Snapshot.PlacedRecord]) -> [Target] {
    let references = records.flatMap(\.record.mappings).filter(\.value.isForward).compactMap(\.value.other)
      .filter { $0.scope == target.scope }
    if !references.isEmpty { return references }
    let walk = HierarchyWalk(snapshot)
    guard target.scope == .icd10cm || target.scope == .icd10pcs, let parent = walk.parent(of: target) else { return [] }
    let headers = walk.children(of: parent).filter { isActive($0) && isNew($0, after: records) }
    // A 7-character code is followed by 7-character codes that end alike: S30.1XXA by S30.11XA, not by its header.
    guard target.identifier.utf8.count == 8, let ending = target.identifier.last else { return headers }
    let codes = headers.flatMap { header in
      walk.children(of: header).filter { $0.identifier.utf8.count == 8 && $0.identifier.last == ending && isActive($0) }
    }
    return codes.isEmpty ? headers : codes
  }

  private func isActive(_ target: Target) -> Bool {
    guard let number = snapshot.texts.number(of: target) else { return false }
    return snapshot.edition(of: snapshot.editions(of: number))?.status == .active
  }

  /// True where the code is in no release that has the deleted one.
  private func isNew(_ candidate: Target, after deleted: [Snapshot.PlacedRecord]) -> Bool {
    guard let number = snapshot.texts.number(of: candidate) else { return false }
    return versions(deleted).isDisjoint(with: versions(snapshot.records(of: number)))
  }

  /// The releases whose lists of codes have it.
  private func versions(_ records: [Snapshot.PlacedRecord]) -> Set<String> {
    var versions: Set<String> = []
    for placed in records {
      for edition in placed.record.editions {
        for source in placed.part.sources(ofSet: edition.sourceSet) where source.series == .codes {
          versions.insert(source.release.version)
        }
      }
    }
    return versions
  }
}
