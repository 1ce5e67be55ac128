internal import CodeSearch
internal import CodingKnowledge

/// A result as the page shows it.
struct HitView {
  struct Matched {
    var label: String
    var text: [Piece]
  }

  struct Why {
    var typed: String
    var matched: String
    var route: String
    var share: String
  }

  var code: String
  var address: String
  var title: [Piece]
  /// What the second copy button copies.
  var copied: String
  /// Only where the results of its group are of several systems.
  var system: String?
  var badges: [Badge]
  var wording: Matched?
  var why: [Why]
  var successors: [Link]
  var alike: [Link]
  var alikeCount: Int

  init(_ hit: Hit, state: SearchState, showsSystem: Bool) {
    code = hit.target.identifier
    address = hit.target.address(on: state.day)
    let shown = hit.title.isEmpty ? "No title is loaded for this code" : hit.title
    title = hit.wording == nil && !hit.title.isEmpty ? Excerpt.pieces(shown, hit.highlights) : [Piece(text: shown)]
    copied = hit.title.isEmpty ? hit.target.identifier : "\(hit.target.identifier) \(hit.title)"
    system = showsSystem ? hit.target.scope.name : nil
    badges = [Badge.standing(hit.status, isText: hit.target.scope.isText)].compactMap { $0 }
    if hit.billable == false, hit.status == .active { badges += [Badge.billing(false)].compactMap { $0 } }
    wording = hit.wording.map { wording in
      Matched(label: wording.role.label, text: Excerpt.pieces(wording.text, hit.highlights))
    }
    let reasons = state.showsReasons ? hit.reasons : hit.reasons.filter(\.route.isWorthSaying)
    why = reasons.map(Why.init)
    successors = hit.successors.prefix(6).map { Link(to: $0, on: state.day) }
    alike = hit.alike.prefix(6).map { Link(to: $0, on: state.day) }
    alikeCount = hit.alike.count
  }
}

extension HitView.Why {
  fileprivate init(_ reason: Reason) {
    typed = reason.typed
    matched = reason.matched
    route = reason.route.label
    share = "\(Int((reason.weight * 100).rounded())) %"
  }
}

extension Route {
  /// True where the words in the text are not those that were typed.
  fileprivate var isWorthSaying: Bool {
    switch self {
    case .code, .exact, .stem, .prefix: false
    case .synonym, .abbreviation, .association, .compound, .spelling: true
    }
  }

  fileprivate var label: String {
    switch self {
    case .code: "code"
    case .exact: "same word"
    case .stem: "same stem"
    case .synonym: "synonym"
    case .abbreviation: "abbreviation"
    case .association: "related word"
    case .compound: "compound"
    case .prefix: "beginning"
    case .spelling: "spelling"
    }
  }
}

extension WordingRole {
  var label: String {
    switch self {
    case .title: "Title"
    case .shortTitle: "Short title"
    case .inclusionTerm: "Inclusion term"
    case .index: "Alphabetic Index"
    case .externalCauseIndex: "External cause index"
    case .procedureIndex: "PCS index"
    case .neoplasmTable: "Neoplasm table"
    case .drugTable: "Drug table"
    case .alias: "Also"
    case .consumer, .clinician: "Descriptor"
    case .brandName: "Brand"
    case .includesNote: "Includes"
    case .passage: "Text"
    }
  }
}
