internal import CodeSearch
internal import CodingKnowledge

/// What a search page is about. It is the same as the page's address, so that an address can be passed on and "back" works.
struct SearchState {
  enum Status: String, CaseIterable {
    case active, deleted, future, proposed, unknown

    var label: String {
      switch self {
      case .active: "In force"
      case .deleted: "Deleted or retired"
      case .future: "Not yet valid"
      case .proposed: "Proposed texts"
      case .unknown: "Date unknown"
      }
    }
  }

  var query: String
  /// Nil for today.
  var day: Day?
  /// A date that cannot be read.
  var unreadableDay: String?
  var scopes: [Scope]
  var isBillableOnly: Bool
  var status: Status?
  /// Counted from 1.
  var page: Int
  var showsReasons: Bool

  /// How many results a page has where all are of one group.
  static let pageSize = 25
  /// How many results are shared among the groups.
  static let mixedSize = 60

  init(_ fields: FormFields) {
    query = fields["q"] ?? ""
    let dayText = fields["on"]
    day = dayText.flatMap { Day(iso: $0) }
    unreadableDay = day == nil ? dayText : nil
    let named = Set((fields.all("system") + fields.all("kind")).compactMap { Scope(spelling: $0) })
    scopes = Scope.allCases.filter { named.contains($0) && ($0.isCodeSystem || $0.isText) }
    isBillableOnly = fields["billable"] == "yes"
    status = fields["status"].flatMap(Status.init)
    page = min(max(fields["page"].flatMap { Int($0) } ?? 1, 1), 400)
    showsReasons = fields["why"] == "yes"
  }

  var isEmpty: Bool { query.allSatisfy(\.isWhitespace) }

  /// The groups that can answer.
  var groups: [ResultGroup] { ResultGroup.allCases.filter { $0.scopes.contains(where: scopes.contains) } }

  /// True where all answers come from one group, so that they are a list with pages.
  var isNarrow: Bool { groups.count == 1 }

  var request: SearchRequest {
    let words = status.map { "(\(query)) status:\($0.rawValue)" } ?? query
    var request = SearchRequest(words, on: day ?? .today)
    request.limit = isNarrow ? SearchState.pageSize : SearchState.mixedSize
    request.offset = isNarrow ? (page - 1) * SearchState.pageSize : 0
    request.scopes = Set(scopes)
    request.billableOnly = isBillableOnly
    // Whoever is done with a word types a blank.
    request.completesLastWord = !(query.last?.isWhitespace ?? true)
    request.explains = true
    return request
  }

  /// The address of the page with a change to it.
  func address(_ change: (inout SearchState) -> Void = { _ in }) -> String {
    var state = self
    change(&state)
    var fields = FormFields()
    fields.append("q", state.query)
    fields.append("on", state.day?.description)
    for scope in state.scopes { fields.append(scope.isText ? "kind" : "system", scope.token) }
    if state.isBillableOnly { fields.append("billable", "yes") }
    fields.append("status", state.status?.rawValue)
    if state.showsReasons { fields.append("why", "yes") }
    if state.page > 1 { fields.append("page", String(state.page)) }
    return "/" + fields.query
  }
}
