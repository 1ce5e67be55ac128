public import CodingKnowledge
internal import KnowledgeIndex

extension Searcher {
  /// The loaded lists of codes of a system, oldest first; empty where only texts about its codes are loaded.
  public func releases(of scope: Scope) -> [Release] {
    index.texts.parts.flatMap(\.timelines).filter { $0.series == .codes && $0.scope == scope }.flatMap(\.releases)
  }

  /// The list of codes of a system that answers on a day.
  /// - Returns: the release, and whether it is the one in force that day or one that stands in for it; nil where no list of
  ///   the system is loaded.
  ///
  /// ```swift
  /// searcher.release(of: .icd10cm, on: Day(iso: "2026-01-15")!)?.release.version  // "2026"
  /// ```
  public func release(of scope: Scope, on day: Day) -> (release: Release, isOfTheDay: Bool)? {
    for timeline in index.texts.parts.flatMap(\.timelines) where timeline.series == .codes && timeline.scope == scope {
      if let (place, isExact) = timeline.release(on: day) { return (timeline.releases[place], isExact) }
    }
    return nil
  }
}
