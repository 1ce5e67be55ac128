internal import CodeSearch
internal import CodingKnowledge

/// A code of the hierarchy with its title.
struct LevelView {
  var code: String
  var address: String
  var title: String
  var badges: [Badge]

  init(_ level: CodeCard.Level, on day: Day?, below folder: String = "code") {
    code = level.target.identifier
    address = level.target.address(on: day, below: folder)
    title = level.title
    badges = [Badge.standing(level.status, isText: level.target.scope.isText)].compactMap { $0 }
    // That a chapter, a block or a table is no code goes without saying.
    let isTable = level.target.scope == .icd10pcs && code.count < 7
    let isHeading = isTable || code.hasPrefix("Chapter ") || code.contains("-")
    if level.billable == false, level.status == .active, !isHeading {
      badges += [Badge.billing(false)].compactMap { $0 }
    }
  }
}

/// The 7th characters to choose from.
struct SeventhView {
  struct Choice {
    var character: String
    var meaning: String
  }

  var origin: Link
  var choices: [Choice]

  init?(_ card: CodeCard, on day: Day?) {
    guard let table = card.seventhCharacters else { return nil }
    origin = Link(to: table.level, on: day)
    choices = table.choices.map { Choice(character: $0.character, meaning: $0.meaning) }
  }
}

/// The text of a guideline or coverage text, or what a code means in plain language.
struct TextsView {
  struct Paragraph {
    var label: String?
    var text: [Piece]
  }

  var title: String
  /// The style class: labels beside short texts, headings above long ones.
  var layout: String
  var paragraphs: FoldedList<Paragraph>?
  var codes: [Link]
  var citations: [String]

  init?(_ card: CodeCard, on day: Day?) {
    guard !card.texts.isEmpty else { return nil }
    title = card.target.scope.isCodeSystem ? "In plain language" : "Text"
    layout = card.target.scope.isCodeSystem ? "labelled" : "running"
    let all = card.texts.map { text in
      Paragraph(label: TextsView.label(text), text: LinkedText.pieces(text.text, on: day))
    }
    paragraphs = FoldedList(all, limit: 40)
    codes = card.texts.flatMap(\.codes).reduce(into: [Target]()) { if !$0.contains($1) { $0.append($1) } }
      .map { Link(to: $0, on: day) }
    citations = card.texts.map(\.citation).reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
  }

  /// The label without the sub-heading that the passage itself begins with.
  private static func label(_ text: CodeCard.Text) -> String? {
    guard !text.label.isEmpty else { return nil }
    guard let mark = text.label.ranges(of: ": ").last, text.text.hasPrefix(text.label[mark.upperBound...]) else {
      return text.label
    }
    return String(text.label[..<mark.lowerBound])
  }
}

/// Notes, own ones first, then those of each level above.
struct NotesView {
  struct Group {
    var heading: String
    var style: String
    /// The level at which the notes stand; nil for the code's own.
    var origin: Link?
    var items: [[Piece]]
  }

  var groups: [Group]

  init?(_ card: CodeCard, on day: Day?) {
    guard !card.notes.isEmpty else { return nil }
    groups = []
    var last: (level: Target, kind: NoteKind)?
    for note in card.notes {
      if last.map({ $0.level != note.level || $0.kind != note.kind }) ?? true {
        let origin = note.isInherited ? Link(to: note.level, on: day) : nil
        groups.append(Group(heading: note.kind.heading, style: note.kind.style, origin: origin, items: []))
        last = (note.level, note.kind)
      }
      groups[groups.count - 1].items.append(LinkedText.pieces(note.text, on: day))
    }
  }
}

/// A mapping to another system or release.
struct MappingView {
  var isForward: Bool
  var system: String
  /// Nil where there is no counterpart.
  var other: Link?
  var isApproximate: Bool
  var scenario: String?

  init(_ mapping: CodeCard.Mapping, on day: Day?) {
    isForward = mapping.isForward
    system = mapping.other?.scope.name ?? ""
    other = mapping.other.map { Link(to: $0, on: day, note: mapping.title) }
    isApproximate = mapping.isApproximate
    scenario = mapping.scenario == 0 ? nil : "scenario \(mapping.scenario), choice list \(mapping.choice)"
  }
}

/// Wordings of one role.
struct WordingGroup {
  var label: String
  var texts: FoldedList<String>?

  /// Inclusion terms stand among the notes.
  static func groups(_ wordings: [Wording]) -> [WordingGroup] {
    var order: [String] = []
    var members: [String: [String]] = [:]
    for wording in wordings where wording.role != .inclusionTerm {
      let label = wording.role.label
      if members[label] == nil { order.append(label) }
      members[label, default: []].append(wording.text)
    }
    return order.map { WordingGroup(label: $0, texts: FoldedList(members[$0] ?? [], limit: 12)) }
  }
}

extension NoteKind {
  fileprivate var heading: String {
    switch self {
    case .includes: "Includes"
    case .excludes1: "Excludes1: not coded here"
    case .excludes2: "Excludes2: not included here"
    case .codeFirst: "Code first"
    case .useAdditionalCode: "Use additional code"
    case .codeAlso: "Code also"
    case .note: "Note"
    case .seventhCharacter: "7th character"
    case .definition: "Definition"
    case .inclusionTerm: "Inclusion terms"
    }
  }

  /// The style class: what forbids, what asks for something, what explains.
  fileprivate var style: String {
    switch self {
    case .excludes1: "bad"
    case .excludes2: "wait"
    case .codeFirst, .useAdditionalCode, .codeAlso, .seventhCharacter: "todo"
    case .includes, .note, .definition, .inclusionTerm: "plain"
    }
  }
}
