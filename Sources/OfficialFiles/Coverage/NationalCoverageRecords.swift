public import CodingKnowledge

/// National coverage determinations as the Coverage API returns them, one JSON object per line.
///
/// Source: CMS, Coverage API 1.5, `/v1/data/ncd`. Texts are HTML escaped once, some twice; dates are `MM/DD/YYYY`, `N/A`,
/// or a sentence that says that none was posted.
public struct NationalCoverageRecords: SourceFormat {
  public let identifier = "coverage-api-ncd"

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    guard head.bytes.first == UInt8(ascii: "{") else { return false }
    let text = TextDecoding.text(head.bytes)
    return text.contains("\"document_display_id\"") && text.contains("\"publication_number\"")
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "National coverage determinations, Coverage API", series: .coverage,
      release: try CoverageRelease.release(.ncd, head, hint), licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var newest = NewestVersions()
    while let line = try reader.next() {
      if line.bytes.isEmpty { continue }
      let record = try JSONElements.decode(Record.self, from: line.bytes, .line(line.number), reader.name)
      let coverage = try record.coverage(.line(line.number), reader.name)
      newest.add(coverage.values, of: coverage.section, version: coverage.version)
    }
    if newest.isEmpty { throw .noRecords(in: reader.name) }
    try newest.emit(emit)
  }

  private struct Record: Decodable {
    var documentId: String
    var documentVersion: Int
    var documentDisplayId: String
    var title: String
    var publicationNumber: String
    var effectiveDate: String
    var effectiveEndDate: String
    var benefitCategory: String
    var itemServiceDescription: String
    var indicationsLimitations: String
    var crossReference: String
    var transmittalNumber: String
    var otherText: String

    func coverage(_ place: SourceError.Place, _ file: String) throws(SourceError) -> NationalCoverage {
      let isSentence = effectiveDate.utf8.count > 10
      let from = isSentence ? nil : try day(effectiveDate, place, file)
      let end = try day(effectiveEndDate, place, file)
      return NationalCoverage(
        number: documentId, version: documentVersion, section: documentDisplayId, title: title,
        validity: DayRange(from: from, through: end.map { $0 - 1 }), effectiveText: isSentence ? effectiveDate : "",
        benefit: benefitCategory, description: itemServiceDescription, indications: indicationsLimitations,
        crossReference: crossReference, otherText: otherText, transmittal: transmittalNumber,
        publication: publicationNumber)
    }

    private func day(_ text: String, _ place: SourceError.Place, _ file: String) throws(SourceError) -> Day? {
      if text.isEmpty || text == "N/A" { return nil }
      guard let day = Day(american: text) else {
        throw SourceError(
          .malformed, file: file, place: place, message: "\"\(text)\" is not a date (MM/DD/YYYY)",
          remedy: "get the file again or correct it")
      }
      return day
    }
  }
}
