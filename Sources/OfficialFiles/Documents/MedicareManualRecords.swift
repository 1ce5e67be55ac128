public import CodingKnowledge
internal import FoundationEssentials

/// Sections of Medicare internet-only manuals as JSON, one object a line: publication, chapter, section, page and text.
///
/// Source: excerpts of the manuals' PDFs as others publish them; CMS itself does not issue this form.
public struct MedicareManualRecords: SourceFormat {
  public init() {}

  public var identifier: String { "medicare-manual-jsonl" }

  public func recognises(_ head: SourceHead) -> Bool {
    guard let line = head.documentLines(1).first else { return false }
    return line.hasPrefix("{") && line.contains("\"section_label\"") && line.contains("\"publication\"")
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let first = head.bytes.prefix { $0 != 0x0A }
    let record = try Self.record(first, 1, head.name)
    return SourceDescription(
      format: identifier, title: "\(record.publicationTitle) (\(record.publication))", series: .documents,
      release: Release(scope: .manual, version: record.expressionDate, effective: .always),
      licence: ManualPublication.licence)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var chapters: Set<String> = []
    while let line = try reader.next() {
      if line.bytes.isEmpty { continue }
      let record = try Self.record([UInt8](line.bytes), line.number, reader.name)
      let prefix = "\(record.publication) \(record.chapter)"
      if chapters.insert(prefix).inserted {
        let title = "\(record.publicationTitle), chapter \(record.chapter): \(record.chapterTitle)"
        try emit(.code(Code(Target(.manual, prefix), title: title)))
      }
      try Self.section(record, prefix, line.number).emitAll(emit)
    }
    if chapters.isEmpty { throw .noRecords(in: reader.name) }
  }

  private struct Record: Decodable {
    enum CodingKeys: String, CodingKey {
      case expressionDate = "expression_date"
      case publication
      case publicationTitle = "publication_title"
      case chapter
      case chapterTitle = "chapter_title"
      case heading
      case sectionLabel = "section_label"
      case pageStart = "page_start"
      case body
      case latestTransmittal = "latest_transmittal"
    }

    var expressionDate: String
    var publication: String
    var publicationTitle: String
    var chapter: Int
    var chapterTitle: String
    var heading: String
    var sectionLabel: String
    var pageStart: Int?
    var body: String
    var latestTransmittal: String?
  }

  private static func section(_ record: Record, _ prefix: String, _ line: Int) -> DocumentSection {
    var body = record.body[...]
    var revision: ManualRevision?
    if let end = body.firstIndex(of: ")"), let found = ManualRevision(body[...end]) {
      revision = found
      body = body[body.index(after: end)...]
    }
    let title =
      record.heading.hasPrefix(record.sectionLabel)
      ? String(record.heading.dropFirst(record.sectionLabel.count)).singleBlanked : record.heading
    let stand = revision?.citation ?? record.latestTransmittal ?? ""
    let above = record.sectionLabel.split(separator: ".").dropLast().joined(separator: ".")
    var section = DocumentSection(
      target: Target(.manual, "\(prefix) \(record.sectionLabel)"), title: title,
      parent: above.isEmpty ? prefix : "\(prefix) \(above)", validity: DayRange(from: revision?.effective),
      citation: "\(record.publicationTitle) (\(record.publication)), chapter \(record.chapter), section "
        + record.sectionLabel + (stand.isEmpty ? "" : " (\(stand))"))
    section.lines = [DocumentLine(text: String(body).singleBlanked, number: line, page: record.pageStart)]
    return section
  }

  private static func record(
    _ bytes: some Sequence<UInt8>, _ line: Int, _ file: String
  ) throws(SourceError) -> Record {
    let message: String
    do {
      let record = try JSONDecoder().decode(Record.self, from: Data(bytes))
      if Day(iso: record.expressionDate) != nil, !record.sectionLabel.isEmpty { return record }
      message = "expression_date is no day, or section_label is empty"
    } catch DecodingError.keyNotFound(let key, _) {
      message = "no value for \(key.stringValue)"
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
      message = "\(context.codingPath.last?.stringValue ?? "the record") is not of the kind it should be"
    } catch {
      message = "not well-formed JSON"
    }
    throw SourceError(.malformed, file: file, place: .line(line), message: message, remedy: "get the file again")
  }
}
