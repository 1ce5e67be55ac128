public import CodingKnowledge

/// A document of the user's own: PDF, HTML, Markdown or text. It counts only where the user names the very file, so that
/// what lies about in a folder does not become knowledge.
public struct OwnDocument: SourceFormat {
  public init() {}

  public var identifier: String { "document" }

  /// PDFs are read column by column.
  public var readsColumns: Bool { true }

  public func recognises(_ head: SourceHead) -> Bool {
    guard head.isNamed, !head.bytes.isEmpty, !head.bytes.contains(0) else { return false }
    let text = TextDecoding.text(head.bytes)
    switch OwnDocumentForm(head.name, text) {
    case .html: return true
    case .markdown: return text.split(whereSeparator: \.isWhitespace).count >= Self.fewestWords
    case .text: return Self.isProse(text)
    case nil: return false
    }
  }

  /// Fewer words are no document.
  private static let fewestWords = 20

  /// True for sentences; tables and records have none.
  private static func isProse(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    let ends = words.count { word in ".?!:".contains(word.last ?? " ") && word.count > 3 }
    let plain = words.count { $0.first?.isLetter == true }
    return words.count >= fewestWords && ends * 60 >= words.count && plain * 2 >= words.count
  }

  /// A document holds on every day: nothing tells since when, unless the user says so with `--release 2026-01-31`.
  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let text = TextDecoding.text(head.bytes)
    let form = OwnDocumentForm(head.name, text) ?? .text
    let day = hint.version.flatMap { Day(iso: $0) }
    return SourceDescription(
      format: identifier, title: form.title(of: text) ?? OwnDocumentForm.bareName(head.name), series: .documents,
      release: Release(scope: .policy, version: hint.version ?? "current", effective: DayRange(from: day)),
      licence: "the user's own document")
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let text = try DocumentLines.text(stream)
    let form = OwnDocumentForm(stream.name.split(separator: "/").last.map(String.init) ?? stream.name, text) ?? .text
    let lines = form.lines(of: text)
    var sections = [OwnDocument.section(description.title, nil)]
    var counts: [String: Int] = [:]
    for line in lines {
      guard line.isHeading else {
        sections[sections.count - 1].lines.append(line.line)
        continue
      }
      if sections.count == 1, line.text == description.title { continue }
      // Two headings may say the same; their sections are two all the same.
      let count = (counts[line.text] ?? 0) + 1
      counts[line.text] = count
      sections.append(OwnDocument.section(description.title, count == 1 ? line.text : "\(line.text) (\(count))"))
    }
    guard sections.contains(where: { $0.lines.contains { !$0.text.isEmpty } }) else {
      throw SourceError(
        .malformed, file: stream.name, message: "the document has no text", remedy: "check that it is the right file")
    }
    for section in sections { try section.emitAll(emit) }
  }

  private static func section(_ title: String, _ heading: String?) -> DocumentSection {
    DocumentSection(
      target: Target(.policy, heading.map { "\(title) § \($0)" } ?? title), title: heading ?? title,
      parent: heading == nil ? nil : title, citation: heading.map { "\(title), \($0)" } ?? title)
  }
}
