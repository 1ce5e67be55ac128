public import CodingKnowledge

/// Whether a fact holds on a day.
public enum Standing: Sendable, Hashable {
  case inForce
  /// No longer; the last day on which it held, where that can be told.
  case ended(Day?)
  /// Not yet; the first day, where that can be told.
  case future(Day?)
}

/// The releases of one series of one scope that an index holds, oldest first. Every document is a series of its own.
public struct SeriesTimeline: Sendable {
  public var scope: Scope
  public var series: Series
  public private(set) var releases: [Release] = []
  /// For each release the sources that belong to it.
  private var sources: [[Int]] = []

  /// The document's title; nil for other series.
  private let document: String?

  /// Begins without a release.
  init(of source: SourceEntry) {
    scope = source.release.scope
    series = source.series
    document = SeriesTimeline.document(source)
  }

  /// True where `source` is a release of this series.
  func holds(_ source: SourceEntry) -> Bool {
    scope == source.release.scope && series == source.series && document == SeriesTimeline.document(source)
  }

  private static func document(_ source: SourceEntry) -> String? { source.series == .documents ? source.title : nil }

  mutating func add(_ release: Release, source: Int) {
    if let index = releases.firstIndex(where: { $0.version == release.version }) {
      sources[index].append(source)
      return
    }
    let index = releases.firstIndex { SeriesTimeline.precedes(release, $0) } ?? releases.count
    releases.insert(release, at: index)
    sources.insert([source], at: index)
  }

  private static func precedes(_ left: Release, _ right: Release) -> Bool {
    let none = Int32.min
    return (left.effective.from?.number ?? none, left.version) < (right.effective.from?.number ?? none, right.version)
  }

  /// The release in force on `day`. Where that one is not loaded, the newest that had begun; before all of them, the oldest.
  /// `isExact` tells which. A release loaded early answers no day before its first.
  public func release(on day: Day) -> (index: Int, isExact: Bool)? {
    guard !releases.isEmpty else { return nil }
    for index in releases.indices.reversed() {
      let period = releases[index].effective
      if period.from.map({ $0 <= day }) ?? true { return (index, period.through.map { day <= $0 } ?? true) }
    }
    return (0, false)
  }

  /// The standing of a fact that exactly the sources of `set` state; nil where none of them is of this series.
  func standing(of set: [Int], on day: Day) -> Standing? {
    let stating = sources.indices.filter { index in sources[index].contains { set.contains($0) } }
    guard let first = stating.first, let last = stating.last, let now = release(on: day)?.index else { return nil }
    if stating.contains(now) { return .inForce }
    if first > now { return .future(releases[first].effective.from) }
    let next = last < now ? last + 1 : now
    return .ended(releases[next].effective.from.map { $0 - 1 })
  }
}
