internal import CodeSearch
internal import CodingKnowledge

/// A card as the page shows it, in the order in which a coder works.
struct CardView {
  struct Section {
    var name: String
    var title: String
  }

  struct Fact {
    var name: String
    var value: String
  }

  var code: String
  var system: String
  var title: String
  var copied: String
  var action: String
  var day: String
  var isDated: Bool
  var badges: [Badge]
  var validity: String?
  var needs: String?
  /// What a biller looks for first.
  var quick: [Fact]
  var otherTitles: [Fact]
  var notices: [Notice]
  var isDeleted: Bool
  var successors: [LevelView]
  var path: [LevelView]
  var children: FoldedList<LevelView>?
  var childrenTitle: String
  var seventh: SeventhView?
  var texts: TextsView?
  var notes: NotesView?
  var rules: RulesView
  var mappings: FoldedList<MappingView>?
  var wordings: FoldedList<WordingGroup>?
  var attributes: [Fact]
  var changes: [Fact]
  var provenance: ProvenanceView
  var sections: [Section]
  var all: String?

  init(_ card: CodeCard, day: Day?, listsAll: Bool) {
    let isText = card.target.scope.isText
    code = card.target.identifier
    system = card.target.scope.name
    title = card.title.isEmpty ? "No title is loaded for this code" : card.title
    copied = card.title.isEmpty ? code : "\(code) \(card.title)"
    action = card.target.address(on: nil)
    self.day = card.day.description
    isDated = day != nil
    badges = CardView.badges(card)
    validity = CardView.validity(card)
    needs = card.status == .active ? card.needs : nil
    quick = CardView.quick(card.rules)
    otherTitles = card.otherTitles.map { Fact(name: $0.version, value: $0.title) }
    notices = card.notices
    if case .deleted = card.status { isDeleted = true } else { isDeleted = false }
    successors = card.successors.map { LevelView($0, on: day) }
    path = card.path.map { LevelView($0, on: day) }
    children = FoldedList(card.children.map { LevelView($0, on: day) }, limit: listsAll ? .max : 40)
    childrenTitle = isText ? "Sections below it" : "Codes below it"
    seventh = card.billable == true ? nil : SeventhView(card, on: day)
    texts = TextsView(card, on: day)
    notes = NotesView(card, on: day)
    rules = RulesView(card, on: day, listsAll: listsAll)
    mappings = FoldedList(card.mappings.map { MappingView($0, on: day) }, limit: 12)
    wordings = FoldedList(WordingGroup.groups(card.wordings), limit: .max)
    attributes = card.attributes.map { Fact(name: $0.key.wordsOfCamelCase, value: $0.value) }
    changes = card.changes.map { Fact(name: $0.effective?.description ?? "undated", value: $0.words) }
    provenance = ProvenanceView(card)
    sections = []
    all = listsAll || !rules.isCut ? nil : CardView.all(card.target, on: day)
    sections = contents
  }

  private static func quick(_ rules: CardRules) -> [Fact] {
    var facts: [Fact] = []
    if let limit = rules.unitLimits.first {
      facts.append(Fact(name: "MUE, \(limit.setting.name)", value: String(limit.units)))
    }
    if let line = rules.fees.first(where: { $0.entry.modifier.isEmpty }) ?? rules.fees.first {
      facts.append(Fact(name: "Fee status", value: line.entry.status))
      facts.append(Fact(name: "Global", value: line.entry.globalDays))
      if let amount = line.nonFacilityAmount { facts.append(Fact(name: "Office", value: "$" + amount.hundredths)) }
      if let amount = line.facilityAmount { facts.append(Fact(name: "Facility", value: "$" + amount.hundredths)) }
    }
    if let edits = rules.edits.first {
      let count = edits.column1Count + edits.column2Count
      facts.append(Fact(name: "PTP edits, \(edits.setting.name)", value: count.grouped))
    }
    return facts
  }

  private static func all(_ target: Target, on day: Day?) -> String {
    target.address(on: day) + (day == nil ? "?" : "&") + "all=yes"
  }

  private static func badges(_ card: CodeCard) -> [Badge] {
    let standing = Badge.standing(card.status, isText: card.target.scope.isText)
    let valid = Badge(text: card.target.scope.isCodeSystem ? "Valid" : "In force", style: "good")
    guard standing == nil else { return [standing].compactMap { $0 } }
    return [valid] + [Badge.billing(card.billable)].compactMap { $0 }
  }

  private static func validity(_ card: CodeCard) -> String? {
    if let text = card.dateText { return "Date unknown: \(text)" }
    guard let from = card.validity.from else { return nil }
    let first = card.isFirstDayKnown ? "Since \(from)" : "In the loaded releases since \(from)"
    return first + (card.validity.through.map { ", through \($0)" } ?? "")
  }

  /// The sections that the card has, for the list of contents.
  private var contents: [Section] {
    let all: [(Bool, String, String)] = [
      (seventh != nil, "seventh", "7th character"), (texts != nil, "texts", texts?.title ?? ""),
      (children != nil, "children", childrenTitle), (notes != nil, "notes", "Notes"),
      (rules.guidance != nil, "guidance", "Guidelines and manuals"),
      (!rules.modifiers.isEmpty, "modifiers", "Modifiers"), (rules.addOns != nil, "addons", "Add-on codes"),
      (!rules.edits.isEmpty, "edits", "PTP edits"), (!rules.units.isEmpty, "units", "Units (MUE)"),
      (rules.fees != nil, "fees", "Fee schedule"), (rules.coverage != nil, "coverage", "Medicare coverage"),
      (mappings != nil, "crosswalk", "Crosswalk"), (wordings != nil, "wordings", "Index wordings"),
      (!attributes.isEmpty, "attributes", "Attributes"), (!changes.isEmpty, "changes", "Official changes"),
      (true, "sources", "Sources"),
    ]
    return all.filter(\.0).map { Section(name: $0.1, title: $0.2) }
  }
}

extension String {
  /// `actionCode` reads `Action code`.
  fileprivate var wordsOfCamelCase: String {
    let words = reduce(into: "") { text, character in
      if character.isUppercase { text += " " }
      text += character.lowercased()
    }
    return words.capitalizedSentence
  }
}

extension CodeCard.Change {
  fileprivate var words: String {
    switch kind {
    case .added: "added: \(title)"
    case .deleted: "deleted: \(title)"
    case .revisedFrom: "revised from: \(title)"
    case .revisedTo: "revised to: \(title)"
    }
  }
}
