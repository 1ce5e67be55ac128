internal import CodeSearch
internal import CodingKnowledge

extension WebPages {
  /// `/code/SYSTEM/CODE`, the code in any spelling.
  func card(_ request: WebRequest) -> WebResponse {
    let state = SearchState(request.fields)
    let segments = request.segments
    let spelling = segments[2...].joined(separator: "/")
    guard state.unreadableDay == nil, let scope = Scope(spelling: segments[1]) else {
      return unknownCode(spelling, state: state, system: segments[1])
    }
    let listsAll = request.fields["all"] == "yes"
    let day = state.day ?? .today
    let found = searcher.cards(spelling, scope: scope, on: day, listing: listsAll ? 100_000 : 6)
    guard let card = found.first(where: { $0.target.identifier == spelling }) ?? found.first else {
      return unknownCode(spelling, state: state, system: scope.name)
    }
    let view = CardView(card, day: state.day, listsAll: listsAll)
    return page(.card, view, title: "\(card.target.identifier) \(card.title)", state: state)
  }

  /// Says that a code is not there, and what is near it.
  func unknownCode(_ spelling: String, state: SearchState, system: String) -> WebResponse {
    if let text = state.unreadableDay {
      let problem = Problem(
        heading: "That is not a date", message: "\(text) cannot be read as a date of service.",
        hint: "Write it like 2026-01-31.")
      return page(.problem, problem, title: "Not a date", state: state, status: 400)
    }
    let near = searcher.suggestions(spelling, limit: 8).map { Link(to: $0, on: state.day, note: $0.scope.name) }
    let problem = Problem(
      heading: "No such code is loaded", message: "\(system) \(spelling) is not in this index.",
      hint: near.isEmpty ? "Check the spelling, or search for words." : "These are near it:", suggestions: near)
    return page(.problem, problem, title: "No such code", state: state, status: 404)
  }
}
