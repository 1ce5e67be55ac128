internal import CodeSearch
internal import CodingKnowledge
internal import Synchronization

/// What the open generation holds, counted once for each generation: counting looks at every target.
final class Holdings: Sendable {
  struct Summary: Sendable {
    struct Source: Sendable {
      var title: String
      var version: String
      var period: String
      var licence: String
    }

    var generation = ""
    /// Codes and texts that can be searched, by system or kind.
    var counts: [(scope: Scope, count: Int)] = []
    var sources: [Source] = []
  }

  private let last = Mutex(Summary())

  /// The summary of what `searcher` has open. An index whose manifest cannot be read is summed up as empty: searching goes
  /// on without counts.
  func summary(_ searcher: Searcher) -> Summary {
    let known = last.withLock { $0 }
    guard known.generation != searcher.generation, let status = try? searcher.status() else { return known }
    var summary = Summary(generation: status.generation)
    summary.counts = status.counts.filter { $0.scope.isCodeSystem || $0.scope.isText }
    summary.sources = status.sources.map { source in
      Summary.Source(
        title: source.title, version: source.version, period: source.effective.words, licence: source.licence)
    }
    last.withLock { $0 = summary }
    return summary
  }
}

extension DayRange {
  /// `2025-10-01 to 2026-09-30`, `from 2025-10-01`, or empty.
  var words: String {
    switch (from, through) {
    case (let from?, let through?): "\(from) to \(through)"
    case (let from?, nil): "from \(from)"
    case (nil, let through?): "to \(through)"
    case (nil, nil): ""
    }
  }
}
