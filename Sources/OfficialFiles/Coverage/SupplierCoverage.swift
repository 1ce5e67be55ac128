public import CodingKnowledge

/// The bodies of the local coverage determinations about medical equipment, taken from the pages of the database: a JSON
/// array of objects with name, address, modifiers and two texts in HTML.
public struct SupplierCoverage: SourceFormat {
  public let identifier = "dme-lcd-pages"

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    let text = TextDecoding.text(head.bytes.prefix(2_000)).trimmed
    return text.hasPrefix("[") && text.contains("\"lcdName\"") && text.contains("\"lcdUrl\"")
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "LCDs for medical equipment, from their pages", series: .coverageBodies,
      release: try CoverageRelease.release(.lcd, head, hint), licence: Licence.coverage)
  }

  private struct Page: Decodable {
    var lcdName: String
    var lcdUrl: String
    var hcpcsModifiers: String?
    var documentationRequirements: String?
    var coverageGuidance: String
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let elements = try JSONElements(stream)
    var isEmpty = true
    while let element = try elements.next() {
      isEmpty = false
      let page = try elements.decode(Page.self, element)
      guard let number = page.lcdUrl.firstMatch(of: /(?i)[?&]lcdid=([0-9]{3,6})/)?.output.1 else {
        throw SourceError(
          .malformed, file: stream.name, place: .byte(element.firstByte),
          message: "the address \"\(page.lcdUrl)\" names no LCD", remedy: "get the file again or correct it")
      }
      let target = Target(.lcd, "L\(number)")
      let citation = "LCD \(target.identifier)"
      var values: [KnowledgeValue] = [.code(Code(target, title: HTMLText.line(of: page.lcdName)))]
      values += CoverageFact.of(target, "modifiers", page.hcpcsModifiers ?? "")
      values += CoverageFact.of(target, "url", page.lcdUrl)
      values += CoveragePassages.of(target, "Coverage Guidance", html: page.coverageGuidance, citation: citation)
      values += CoveragePassages.of(
        target, "Documentation Requirements", html: page.documentationRequirements ?? "", citation: citation)
      for value in values { try emit(value) }
    }
    if isEmpty { throw .noRecords(in: stream.name) }
  }
}
