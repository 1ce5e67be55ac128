internal import CodeSearch
internal import CodingKnowledge

/// The filters beside the results. Each is a field of the search form.
struct Facets {
  struct Choice {
    var field: String
    var value: String
    var label: String
    var isChosen: Bool
    /// How many the index holds; empty where that is not counted.
    var count = ""
  }

  var systems: [Choice]
  var texts: [Choice]
  var statuses: [Choice]
  var isBillableOnly: Bool
  var showsReasons: Bool
  var day: String
  var today: String
  /// How many filters are set, for a narrow page on which they are folded; nil for none.
  var setCount: Int?

  init(_ state: SearchState, _ holdings: Holdings.Summary) {
    let choices = holdings.counts.map { entry in
      Choice(
        field: entry.scope.isText ? "kind" : "system", value: entry.scope.token, label: entry.scope.name,
        isChosen: state.scopes.contains(entry.scope), count: entry.count.grouped)
    }
    systems = choices.filter { $0.field == "system" }
    texts = choices.filter { $0.field == "kind" }
    statuses = [Choice(field: "status", value: "", label: "Any", isChosen: state.status == nil)]
    statuses += SearchState.Status.allCases.map { status in
      Choice(field: "status", value: status.rawValue, label: status.label, isChosen: state.status == status)
    }
    isBillableOnly = state.isBillableOnly
    showsReasons = state.showsReasons
    day = state.day?.description ?? ""
    today = Day.today.description
    let count =
      state.scopes.count + (state.isBillableOnly ? 1 : 0) + (state.status == nil ? 0 : 1) + (state.day == nil ? 0 : 1)
    setCount = count == 0 ? nil : count
  }
}
