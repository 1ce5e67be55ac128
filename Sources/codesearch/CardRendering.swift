import CodeSearch
import CodingKnowledge

/// A card as text, in the order in which a coder works.
struct CardRendering {
  private let card: CodeCard
  private let terminal: Terminal
  private let showsAll: Bool
  private var sheet: Sheet

  init(_ card: CodeCard, terminal: Terminal, showsAll: Bool) {
    self.card = card
    self.terminal = terminal
    self.showsAll = showsAll
    sheet = Sheet(terminal)
    addHead()
    addStatus()
    addSeventhCharacters()
    addTexts()
    addPath()
    addChildren()
    addNotes()
    sheet.add(card.rules, showsAll: showsAll)
    addMappings()
    sheet.addCoverage(card.rules, showsAll: showsAll)
    addWordings()
    addAttributes()
    addChanges()
    addSources()
    sheet.addMissing(card.rules)
  }

  var text: String { sheet.text }

  // MARK: Pieces

  private mutating func section(_ title: String) { sheet.section(title) }

  private mutating func item(_ text: String, indent: Int = 4, first: Int = 2) {
    sheet.item(text, indent: indent, first: first)
  }

  private mutating func levels(_ levels: [CodeCard.Level], limit: Int) {
    let width = levels.map(\.target.identifier.count).max() ?? 0
    for level in levels.prefix(showsAll ? levels.count : limit) {
      let code = level.target.identifier + String(repeating: " ", count: width - level.target.identifier.count)
      let mark =
        switch level.status {
        case .active: level.billable == false ? " [not billable]" : ""
        case .deleted(let last): last.map { " [deleted, last day \($0)]" } ?? " [deleted]"
        case .future(let first): first.map { " [not valid before \($0)]" } ?? " [not valid yet]"
        }
      item("\(code.fixed)\u{A0}\u{A0}\(level.title)\(mark)", indent: width + 4)
    }
    if !showsAll, levels.count > limit { item("… \(levels.count - limit) more (--all)") }
  }

  // MARK: Sections

  private mutating func addHead() {
    sheet.head(card.target.identifier, card.target.scope.name.fixed, card.title)
    for (title, version) in card.otherTitles { item("\(version): \(title)") }
  }

  private mutating func addStatus() {
    var parts: [String] = []
    switch card.status {
    case .active: parts.append(card.target.scope.isCodeSystem ? "valid on \(card.day)" : "in force on \(card.day)")
    case .deleted(let last):
      let word = card.target.scope.isText ? "RETIRED" : "DELETED"
      parts.append(last.map { "\(word), last day \($0)" } ?? word)
    case .future(let first): parts.append(first.map { "NOT VALID before \($0)" } ?? "NOT VALID yet")
    }
    if let billable = card.billable { parts.append(billable ? "billable" : "not billable") }
    if let text = card.dateText {
      parts.append("date unknown: \(text)")
    } else if let from = card.validity.from {
      parts.append(card.isFirstDayKnown ? "since \(from)" : "in the loaded releases since \(from)")
    }
    item(parts.joined(separator: " · "))
    if let needs = card.needs, card.status == .active { item("needs \(needs)") }
    guard !card.successors.isEmpty else { return }
    section("In its place now")
    levels(card.successors, limit: 12)
  }

  private mutating func addSeventhCharacters() {
    guard let (level, choices) = card.seventhCharacters, card.billable != true else { return }
    section("7th character (from \(level.identifier))")
    for choice in choices { item("\(choice.character)\u{A0}\u{A0}\(choice.meaning)", indent: 5) }
  }

  private mutating func addTexts() {
    guard !card.texts.isEmpty else { return }
    section(card.target.scope.isCodeSystem ? "In plain language" : "Text")
    for text in card.texts {
      item((text.label.isEmpty ? "" : CardRendering.label(text) + ": ") + text.text)
    }
    let codes = card.texts.flatMap(\.codes).reduce(into: [Target]()) { if !$0.contains($1) { $0.append($1) } }
    if !codes.isEmpty { item("Codes: " + codes.map(\.description).joined(separator: ", ")) }
    let citations = card.texts.map(\.citation).filter { !$0.isEmpty }
    if let citation = citations.first { item("Source: \(citation)") }
  }

  /// The label without the sub-heading that the passage itself begins with.
  private static func label(_ text: CodeCard.Text) -> String {
    guard let mark = text.label.ranges(of: ": ").last, text.text.hasPrefix(text.label[mark.upperBound...]) else {
      return text.label
    }
    return String(text.label[..<mark.lowerBound])
  }

  private mutating func addPath() {
    guard !card.path.isEmpty else { return }
    section("Path")
    var indent = 2
    for level in card.path {
      item("\(level.target.identifier.fixed)\u{A0}\u{A0}\(level.title)", indent: indent + 2, first: indent)
      indent += 2
    }
  }

  private mutating func addChildren() {
    guard !card.children.isEmpty else { return }
    section("Below it")
    levels(card.children, limit: 30)
  }

  private mutating func addNotes() {
    guard !card.notes.isEmpty else { return }
    section("Notes")
    var last: (Target, NoteKind)?
    for note in card.notes {
      if last.map({ $0.0 != note.level || $0.1 != note.kind }) ?? true {
        let origin = note.isInherited ? " (from \(note.level.identifier))" : ""
        item(terminal.styled(CardRendering.heading(note.kind) + origin, .cyan))
        last = (note.level, note.kind)
      }
      item(note.text, indent: 6, first: 4)
    }
  }

  private static func heading(_ kind: NoteKind) -> String {
    switch kind {
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

  private mutating func addWordings() {
    let wordings = card.wordings.filter { $0.role != .inclusionTerm }
    guard !wordings.isEmpty else { return }
    section("Wordings that lead here")
    let limit = 20
    for wording in wordings.prefix(showsAll ? wordings.count : limit) { item(wording.text) }
    if !showsAll, wordings.count > limit { item("… \(wordings.count - limit) more (--all)") }
  }

  private mutating func addAttributes() {
    guard !card.attributes.isEmpty else { return }
    section("Attributes")
    for attribute in card.attributes { item("\(CardRendering.words(attribute.key)): \(attribute.value)") }
  }

  /// `actionCode` reads `action code`.
  private static func words(_ key: String) -> String {
    key.reduce(into: "") { text, character in
      if character.isUppercase { text += " " }
      text += character.lowercased()
    }
  }

  private mutating func addMappings() {
    guard !card.mappings.isEmpty else { return }
    section("Crosswalk")
    for mapping in card.mappings { sheet.add(mapping) }
  }

  private mutating func addChanges() {
    guard !card.changes.isEmpty else { return }
    section("Official changes")
    for change in card.changes {
      let kind =
        switch change.kind {
        case .added: "added"
        case .deleted: "deleted"
        case .revisedFrom: "revised from"
        case .revisedTo: "revised to"
        }
      item("\(change.effective?.description ?? "undated") \(kind): \(change.title)")
    }
  }

  private mutating func addSources() {
    guard !card.sources.isEmpty else { return }
    section("Sources")
    for source in card.sources { item("\(source.title) \(source.version)") }
  }
}

extension String {
  /// With blanks that do not break a line.
  var fixed: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }
}
