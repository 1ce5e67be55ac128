public import CodingKnowledge

/// The ICD-10-CM Tabular List in XML (`icd10cm-tabular-2026.xml`): chapters, blocks, categories and codes with their
/// notes, inclusion terms and 7th characters. Which codes a claim may carry is left to the order file.
public struct ICD10CMTabular: SourceFormat {
  public init() {}

  public var identifier: String { "icd10cm-tabular" }

  public func recognises(_ head: SourceHead) -> Bool { XMLHead(head)?.root == "ICD10CM.tabular" }

  public func describe(
    _ head: SourceHead, release hint: ReleaseHint
  ) throws(SourceError) -> SourceDescription {
    let release = try StatedRelease.release(
      version: XMLHead(head)?.version ?? "", of: head, hint: hint, scope: .icd10cm)
    return SourceDescription(
      format: identifier, title: "ICD-10-CM Tabular List of Diseases and Injuries", series: .tabular, release: release,
      licence: StatedRelease.federalLicence)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription,
    emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let pass = TabularPass(reader: XMLReader(stream))
    try pass.document(emit)
  }
}

/// One pass over a tabular file, as a descent through its elements.
private struct TabularPass {
  typealias Emit = (KnowledgeValue) throws(SourceError) -> Void

  let reader: XMLReader

  private static let noteKinds: [String: NoteKind] = [
    "includes": .includes, "excludes1": .excludes1, "excludes2": .excludes2, "codeFirst": .codeFirst,
    "useAdditionalCode": .useAdditionalCode, "codeAlso": .codeAlso, "notes": .note,
    "sevenChrNote": .seventhCharacter, "inclusionTerm": .inclusionTerm,
  ]

  func document(_ emit: Emit) throws(SourceError) {
    guard let root = try reader.nextChild(), root.name == "ICD10CM.tabular" else {
      throw reader.error("this is no ICD-10-CM tabular list", remedy: "check the file")
    }
    while let child = try reader.nextChild() {
      switch child.name {
      case "version", "introduction": try reader.skipElement()
      case "chapter": try chapter(emit)
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
    // Reads on to the end of the file, so that anything after the root is noticed.
    while try reader.next() != nil {}
  }

  private func chapter(_ emit: Emit) throws(SourceError) {
    var identifier = ""
    while let child = try reader.nextChild() {
      switch child.name {
      case "name":
        identifier = "Chapter " + (try reader.elementText())
      case "desc":
        let (title, range) = splitRange(try reader.elementText())
        let target = try target(identifier)
        try emit(.code(Code(target, title: title, billable: false)))
        if let range { try emit(.fact(Fact(target, "range", range))) }
      case "sectionIndex": try reader.skipElement()
      case "section": try section(child, parent: identifier, emit)
      default: try annotation(child, of: identifier, emit)
      }
    }
  }

  private func section(_ element: XMLElement, parent: String, _ emit: Emit) throws(SourceError) {
    guard let id = element["id"]?.singleBlanked, !id.isEmpty else {
      throw reader.error("a section has no id", remedy: "the file is damaged; fetch it again")
    }
    // A block of one category bears the category's own name: B99 is kept apart from it as B99-B99.
    let identifier = id.contains("-") ? id : "\(id)-\(id)"
    while let child = try reader.nextChild() {
      switch child.name {
      case "desc":
        let (title, _) = splitRange(try reader.elementText())
        try emit(.code(Code(try target(identifier), title: title, billable: false, parent: parent)))
      case "diag": try diagnosis(child, parent: identifier, emit)
      default: try annotation(child, of: identifier, emit)
      }
    }
  }

  private func diagnosis(_ element: XMLElement, parent: String, _ emit: Emit) throws(SourceError) {
    var identifier = ""
    while let child = try reader.nextChild() {
      switch child.name {
      case "name": identifier = try reader.elementText()
      case "desc":
        let target = try target(identifier)
        try emit(.code(Code(target, title: try reader.elementText(), parent: parent)))
        if let placeholder = element["placeholder"] { try emit(.fact(Fact(target, "placeholder", placeholder))) }
      case "diag": try diagnosis(child, parent: identifier, emit)
      default: try annotation(child, of: identifier, emit)
      }
    }
  }

  /// A note element, an inclusion term or the 7th characters of `identifier`.
  private func annotation(_ element: XMLElement, of identifier: String, _ emit: Emit) throws(SourceError) {
    if let kind = Self.noteKinds[element.name] {
      let target = try target(identifier)
      while try reader.nextChild() != nil {
        let text = try reader.elementText()
        if text.isEmpty { continue }
        try emit(.note(Note(target, kind, text)))
        if kind == .inclusionTerm { try emit(.wording(Wording(target, .inclusionTerm, text))) }
      }
    } else if element.name == "sevenChrDef" {
      try seventhCharacters(of: try target(identifier), emit)
    } else if element.name == "visualImpairment" {
      // The table of H54 that defines the categories of visual impairment: shown nowhere yet.
      try reader.skipElement()
    } else {
      throw StatedRelease.unknownElement(element.name, reader)
    }
  }

  private func seventhCharacters(of target: Target, _ emit: Emit) throws(SourceError) {
    var choices: [SeventhCharacters.Choice] = []
    while let child = try reader.nextChild() {
      switch child.name {
      case "extension":
        guard let character = child["char"], !character.isEmpty else {
          throw reader.error("an extension has no char", remedy: "the file is damaged; fetch it again")
        }
        choices.append(.init(character, try reader.elementText()))
      case "note": try emit(.note(Note(target, .seventhCharacter, try reader.elementText())))
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
    try emit(.seventhCharacters(SeventhCharacters(target, choices)))
  }

  private func target(_ identifier: String) throws(SourceError) -> Target {
    guard !identifier.isEmpty, identifier != "Chapter " else {
      throw reader.error("text before the name that it belongs to", remedy: "the file is damaged; fetch it again")
    }
    return Target(.icd10cm, identifier)
  }

  /// `Neoplasms (C00-D49)` → `Neoplasms`, `C00-D49`. Only a range or category in parentheses at the very end counts.
  private func splitRange(_ title: String) -> (title: String, range: String?) {
    guard title.hasSuffix(")"), let open = title.lastIndex(of: "(") else { return (title, nil) }
    let range = title[title.index(after: open)...].dropLast()
    let looksRight =
      !range.isEmpty && range.utf8.count <= 9
      && range.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || $0 == 45 }
      && range.utf8.contains { $0 >= 48 && $0 <= 57 }
    guard looksRight else { return (title, nil) }
    return (String(title[..<open]).singleBlanked, String(range))
  }
}
