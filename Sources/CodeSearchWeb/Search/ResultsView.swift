internal import CodeSearch
internal import CodingKnowledge

/// The results of a search, in groups by kind: the kind of the best result first.
struct ResultsView {
  struct Group {
    var name: String
    var title: String
    var systems: String
    var hits: [HitView]
    /// To all results of the group, where there may be more than are shown.
    var more: String?
    var isRanked: Bool
  }

  var summary: String
  var day: String
  var groups: [Group]
  var notices: [Notice]
  /// Read aloud when results change.
  var spoken: String
  var previous: String?
  var next: String?
  var isPaged: Bool
  var start: Int
  var isEmpty: Bool
  var query: String
  /// What was searched, in words, for an answer without results.
  var scope: String
  /// The page without any of its filters; nil where it has none.
  var widened: String?

  /// How many results of a group are shown where others follow, the first group more.
  private static let shares = (first: 8, other: 5)

  init(_ response: SearchResponse, state: SearchState) {
    query = state.query
    day = (state.day ?? .today).description
    notices = response.notices
    isEmpty = response.hits.isEmpty
    start = state.request.offset + 1
    let grouped = ResultsView.grouped(response.hits)
    groups = grouped.enumerated().map { index, entry in
      let isAlone = grouped.count == 1 && state.isNarrow
      let share = index == 0 ? ResultsView.shares.first : ResultsView.shares.other
      let shown = isAlone ? entry.hits[...] : entry.hits.prefix(share)
      let isMixed = Set(entry.hits.map(\.target.scope)).count > 1
      return Group(
        name: entry.group.rawValue, title: entry.group.title, systems: entry.group.systems,
        hits: shown.map { HitView($0, state: state, showsSystem: isMixed) },
        more: isAlone ? nil : ResultsView.more(entry, shown: shown.count, response, state), isRanked: isAlone)
    }
    let count = max(response.total, response.hits.count)
    let total = (response.isTotalExact ? "" : "At least ") + count.grouped
    let noun = count == 1 ? "result" : "results"
    summary = isEmpty ? "No results" : "\(total) \(noun)"
    spoken = isEmpty ? "No results for \(query)" : "\(total) \(noun). First: " + ResultsView.name(response.hits[0])
    if state.isNarrow, state.page > 1 { previous = state.address { $0.page -= 1 } }
    let reached = state.request.offset + response.hits.count
    if state.isNarrow, response.hits.count == SearchState.pageSize, !response.isTotalExact || reached < count {
      next = state.address { $0.page += 1 }
    }
    isPaged = previous != nil || next != nil
    scope = ResultsView.scope(of: state)
    widened =
      state.scopes.isEmpty && !state.isBillableOnly && state.status == nil
      ? nil
      : state.address {
        $0.scopes = []
        $0.isBillableOnly = false
        $0.status = nil
      }
  }

  private static func name(_ hit: Hit) -> String { "\(hit.target.identifier) \(hit.title)" }

  private static func grouped(_ hits: [Hit]) -> [(group: ResultGroup, hits: [Hit])] {
    var order: [ResultGroup] = []
    var members: [ResultGroup: [Hit]] = [:]
    for hit in hits {
      let group = ResultGroup(hit.target.scope)
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(hit)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  private static func more(
    _ entry: (group: ResultGroup, hits: [Hit]), shown: Int, _ response: SearchResponse, _ state: SearchState
  ) -> String? {
    guard entry.hits.count > shown || response.hits.count == SearchState.mixedSize else { return nil }
    return state.address {
      $0.scopes = state.scopes.isEmpty ? entry.group.scopes : entry.group.scopes.filter(state.scopes.contains)
      $0.page = 1
    }
  }

  private static func scope(of state: SearchState) -> String {
    var parts = [state.scopes.isEmpty ? "all systems and texts" : state.scopes.map(\.name).joined(separator: ", ")]
    if state.isBillableOnly { parts.append("billable codes only") }
    if let status = state.status { parts.append(status.label.lowercased()) }
    parts.append("as of \(state.day ?? .today)")
    return parts.joined(separator: ", ")
  }
}
