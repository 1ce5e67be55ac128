internal import CodingKnowledge

/// What all pages share: head, search box, ways to the other pages.
struct Frame {
  enum Place { case search, check, browse }

  var title: String
  /// The name of the template of what is between head and foot.
  var main: String
  var page: Any
  var query: String
  /// The day, where one was asked for, carried along from page to page; nil on pages that have a field for it.
  var carriedDay: String?
  var dayQuery: String
  var isCheck: Bool
  var isBrowse: Bool
  var style = Asset.style.address
  var script = Asset.script.address
  var theme = Asset.theme.address
  var icon = Asset.icon.address

  init(title: String, main: Template, page: Any, state: SearchState, place: Place?) {
    self.title = title
    self.main = main.rawValue
    self.page = page
    query = state.query
    carriedDay = place == .search ? nil : state.day?.description
    dayQuery = state.day.map { "?on=\($0)" } ?? ""
    isCheck = place == .check
    isBrowse = place == .browse
  }
}
