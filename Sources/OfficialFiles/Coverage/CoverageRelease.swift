internal import CodingKnowledge

/// The release of an export of the coverage database: the month in which it was made, in force until the next.
enum CoverageRelease {
  static func release(_ scope: Scope, _ head: SourceHead, _ hint: ReleaseHint) throws(SourceError) -> Release {
    let date = try ReleaseClues(head, hint).date()
    guard let month = date.month, let first = Day(year: date.year, month: month, day: 1) else {
      throw SourceError(
        .release, file: head.name, message: "the year \(date.year) is told, but not the month of the export",
        remedy: "pass --release YEAR-MONTH, for example 2026-08")
    }
    return Release(scope: scope, version: String(first.description.prefix(7)), effective: DayRange(from: first))
  }
}

extension Day {
  /// Reads `MM/DD/YYYY`, as the Coverage API writes dates, and nothing else.
  init?(american text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [2, 2, 4] else { return nil }
    self.init(digits: "\(parts[2])\(parts[0])\(parts[1])")
  }
}
