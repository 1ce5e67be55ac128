internal import CodeSearch
internal import CodingKnowledge

extension WebPages {
  /// `/browse`, `/browse/SYSTEM`, `/browse/SYSTEM/CODE`.
  func browse(_ request: WebRequest) -> WebResponse {
    let state = SearchState(request.fields)
    let segments = request.segments
    let day = state.day ?? .today
    guard state.unreadableDay == nil else { return unknownCode("", state: state, system: "") }
    guard segments.count > 1 else {
      let tops = searcher.browse(nil, on: day).branches.flatMap(\.children)
      let branches = BrowsePage.deep.map { scope in
        let children = tops.filter { $0.target.scope == scope }
        return BrowsePage.Branch(children, isTop: true, scope: scope, on: state.day)
      }
      var view = BrowsePage(
        heading: "Browse", path: [], branches: branches.filter { $0.children != nil }, day: state.day)
      let lists = BrowsePage.listed.filter { !BrowsePage.deep.contains($0) }
      view.lists = lists.map { Link($0.name, "/browse/\($0.token)" + (state.day.map { "?on=\($0)" } ?? "")) }
      return page(.browse, view, title: "Browse", state: state, at: .browse)
    }
    let spelling = segments.count > 2 ? segments[2...].joined(separator: "/") : nil
    guard let scope = Scope(spelling: segments[1]), BrowsePage.listed.contains(scope) || spelling != nil,
      let branch = searcher.browse(spelling, scope: scope, on: day).branches.first
    else { return unknownCode(spelling ?? "", state: state, system: segments[1]) }
    let heading = branch.level.map { "\($0.target.identifier) \($0.title)" } ?? scope.name
    let view = BrowsePage(
      heading: heading, path: branch.path.map { LevelView($0, on: state.day, below: "browse") },
      branches: [BrowsePage.Branch(branch.children, isTop: branch.level == nil, scope: scope, on: state.day)],
      day: state.day,
      card: branch.level.map { Link(to: $0.target, on: state.day) })
    return page(.browse, view, title: heading, state: state, at: .browse)
  }
}

/// One level of the hierarchy, or the top of several systems.
struct BrowsePage {
  struct Branch {
    var name: String
    var title: String
    var children: FoldedList<LevelView>?

    init(_ children: [CodeCard.Level], isTop: Bool, scope: Scope, on day: Day?) {
      name = scope.token
      title = isTop ? scope.name : "Below it"
      // What has nothing below it is shown, not opened.
      let levels = children.map { level in
        LevelView(level, on: day, below: level.billable == true || !BrowsePage.deep.contains(scope) ? "code" : "browse")
      }
      // Codes whose chapter is not loaded stand at the top, too, and may be thousands.
      self.children = FoldedList(levels, limit: isTop ? 40 : .max)
    }
  }

  /// The systems that have a top to begin at.
  static let listed: [Scope] = [.icd10cm, .icd10pcs, .msdrg, .modifier]
  /// Those with several levels.
  static let deep: [Scope] = [.icd10cm, .icd10pcs]

  var heading: String
  var path: [LevelView]
  var branches: [Branch]
  var action = "/browse"
  var day: String
  var card: Link?
  /// Systems without levels.
  var lists: [Link] = []

  init(heading: String, path: [LevelView], branches: [Branch], day: Day?, card: Link? = nil) {
    self.heading = heading
    self.path = path
    self.branches = branches
    self.day = (day ?? .today).description
    self.card = card
  }
}
