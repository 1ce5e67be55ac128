public import CodingKnowledge

/// The same determinations cut into overlapping chunks, one JSON object `{id, source, text}` per line. The chunks of a
/// text follow each other; the first of a section begins with its name in brackets.
///
/// The overlap is taken out and the section cut anew, so that a sentence is found once.
public struct SupplierCoverageChunks: SourceFormat {
  public let identifier = "dme-lcd-chunks"

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    let text = TextDecoding.text(head.bytes.prefix(400))
    return text.hasPrefix("{\"id\"") && text.contains("\"source\"") && text.contains("_chunk")
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "LCDs for medical equipment, in chunks", series: .coverageBodies,
      release: try CoverageRelease.release(.lcd, head, hint), licence: Licence.coverage)
  }

  private struct Chunk: Decodable {
    var source: String
    var text: String
  }

  private struct Section {
    var source: String
    var name: String
    var text: String
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var current: Section?
    while let line = try reader.next() {
      if line.bytes.isEmpty { continue }
      let chunk = try JSONElements.decode(Chunk.self, from: line.bytes, .line(line.number), reader.name)
      guard chunk.source.wholeMatch(of: /[LA][0-9]{3,6}/) != nil else {
        throw SourceError(
          .malformed, file: reader.name, place: .line(line.number),
          message: "\"\(chunk.source)\" is not the number of an LCD",
          remedy: "get the file again or correct it")
      }
      if let opening = chunk.text.prefixMatch(of: /\[([A-Z][A-Za-z ]{3,40})\]\s*/) {
        if let current { for value in values(current) { try emit(value) } }
        current = Section(
          source: chunk.source, name: String(opening.output.1), text: String(chunk.text[opening.range.upperBound...]))
      } else if let section = current, section.source == chunk.source {
        current?.text = SupplierCoverageChunks.joined(section.text, chunk.text)
      } else {
        throw SourceError(
          .malformed, file: reader.name, place: .line(line.number),
          message: "a chunk of \(chunk.source) that continues no section", remedy: "get the file again")
      }
    }
    guard let current else { throw .noRecords(in: reader.name) }
    for value in values(current) { try emit(value) }
  }

  /// `next` after `text` without the words that both have, the last of one and the first of the other.
  static func joined(_ text: String, _ next: String) -> String {
    let tail = Array(text.utf8.suffix(next.utf8.count))
    let head = Array(next.utf8)
    for length in stride(from: tail.count, to: 0, by: -1) where tail.suffix(length).elementsEqual(head.prefix(length)) {
      return text + String(decoding: head[length...], as: UTF8.self)
    }
    return text + " " + next
  }

  private static let names = [
    "Indication": "Coverage Indications, Limitations and/or Medical Necessity",
    "Associated Info": "Associated Information",
    "Summary Of Evidence": "Summary of Evidence", "Analysis Of Evidence": "Analysis of Evidence",
  ]

  private func values(_ section: Section) -> [KnowledgeValue] {
    // Titles of papers would be found in place of what the determination says.
    if section.name == "Bibliography" { return [] }
    let target = Target(.lcd, section.source)
    let text = HTMLText.line(of: section.text)
    return CoveragePassages.of(
      target, SupplierCoverageChunks.names[section.name] ?? section.name,
      blocks: Sentences.blocks(of: TextBlock(text: text)).flatMap(Sentences.splittingHeading),
      citation: "LCD \(section.source)")
  }
}
