public import CodingKnowledge

/// A file of this project's own Markdown format: knowledge written by people, in entries under level-two headings or as
/// one table of codes. `Corpus/README.md` has the format.
public struct KnowledgeFile: SourceFormat {
  public init() {}

  public var identifier: String { "knowledge" }

  public func recognises(_ head: SourceHead) -> Bool {
    let bytes = head.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? head.bytes.dropFirst(3) : head.bytes[...]
    var lines = bytes.prefix(16_384).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .makeIterator()
    guard let first = lines.next(), String(decoding: first, as: UTF8.self).trimmed == "---" else { return false }
    while let line = lines.next() {
      let text = String(decoding: line, as: UTF8.self)
      if text.trimmed == "---" { return false }
      if text.hasPrefix("kind:") { return true }
    }
    return false
  }

  public func describe(
    _ head: SourceHead, release hint: ReleaseHint
  ) throws(SourceError) -> SourceDescription {
    // The head may end inside a character: only whole lines of it are looked at.
    let end = head.bytes.count < 65_536 ? head.bytes.endIndex : head.bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0
    let front = try KnowledgeFrontMatter(KnowledgeText(Array(head.bytes[..<end]), file: head.name))
    return SourceDescription(
      format: identifier, title: front.title, series: .knowledge,
      release: Release(
        scope: front.scope, version: front.validity.from?.description ?? "current", effective: front.validity),
      licence: front.source)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription,
    emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let text = try KnowledgeText(stream)
    let front = try KnowledgeFrontMatter(text)
    if front.kind == .codes {
      try KnowledgeTable(text: text, front: front).emitAll(emit)
    } else {
      for entry in try KnowledgeEntries(text: text, front: front).all() { try entry.emitAll(front.kind, emit) }
    }
  }
}

/// One entry of a knowledge file.
struct KnowledgeEntry {
  var target: Target
  var title: String
  var aliases: [String] = []
  var codes: [Target] = []
  var source = ""
  var validity = DayRange.always
  var paragraphs: [Paragraph] = []

  struct Paragraph: Hashable {
    var label: String
    var text: String
  }

  func emitAll(
    _ kind: KnowledgeKind, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    if kind == .note {
      // A note adds to a code that another source lists, so its own days are facts beside it.
      if let from = validity.from { try emit(.fact(Fact(target, "effective", from.description))) }
      if let through = validity.through { try emit(.fact(Fact(target, "through", through.description))) }
    } else {
      try emit(.code(Code(target, title: title, validity: validity)))
    }
    for alias in aliases { try emit(.wording(Wording(target, .alias, alias))) }
    for paragraph in paragraphs {
      let label = paragraph.label.isEmpty && kind == .note ? title : paragraph.label
      try emit(.passage(Passage(target, label: label, text: paragraph.text, codes: codes, citation: source)))
    }
  }
}
