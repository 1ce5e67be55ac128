public import CodingKnowledge

/// Titles, dates, contractors and addresses of local coverage texts: rows of the Coverage API's reports, as CSV or JSON.
///
/// Source: CMS, Coverage API 1.5, `/v1/reports/local-coverage-…`. Dates are `MM/DD/YYYY` or `N/A`; the contractors of a
/// text stand in one field, each with its types in parentheses on the next line.
public struct LocalCoverageList: SourceFormat {
  public let identifier: String
  private let isTable: Bool

  /// The CSV form and the JSON form.
  public static let all: [LocalCoverageList] = [LocalCoverageList(isTable: true), LocalCoverageList(isTable: false)]

  init(isTable: Bool) {
    self.isTable = isTable
    identifier = isTable ? "coverage-report-csv" : "coverage-report-json"
  }

  private static let columns = [
    "contractor_name_type", "document_display_id", "document_id", "document_type", "document_version", "effective_date",
    "note", "retirement_date", "title", "url",
  ]

  public func recognises(_ head: SourceHead) -> Bool {
    if isTable {
      let names = head.lines(1).first.map { TextDecoding.text($0).split(separator: ",").map(String.init) } ?? []
      return LocalCoverageList.columns.allSatisfy(names.contains)
    }
    let text = TextDecoding.text(head.bytes.prefix(2_000)).trimmed
    return text.hasPrefix("[") && text.contains("\"document_display_id\"") && text.contains("\"contractor_name_type\"")
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    // The JSON form comes beside the bodies of the few texts that it lists; the CSV form lists the whole database.
    SourceDescription(
      format: identifier, title: "Titles of local coverage texts", series: isTable ? .coverageTitles : .coverageBodies,
      release: try CoverageRelease.release(.lcd, head, hint), licence: Licence.coverage)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    var newest = NewestVersions()
    if isTable {
      try readTable(stream, &newest)
    } else {
      let elements = try JSONElements(stream)
      while let element = try elements.next() {
        let text = try elements.decode(Text.self, element)
        newest.add(try text.values(.byte(element.firstByte), stream.name), of: text.key, version: text.documentVersion)
      }
    }
    if newest.isEmpty { throw .noRecords(in: stream.name) }
    try newest.emit(emit)
  }

  private func readTable(_ stream: any ByteStream, _ newest: inout NewestVersions) throws(SourceError) {
    let reader = CSVReader(stream)
    guard let heading = try reader.next() else { throw .noRecords(in: reader.name) }
    var places: [String: Int] = [:]
    for (index, name) in heading.fields.enumerated() { places[name] = index }
    while let fields = try reader.next() {
      let row = CoverageRow(file: reader.name, row: fields, columns: places)
      let text = Text(
        documentId: try row.integer("document_id"), documentVersion: try row.integer("document_version"),
        documentDisplayId: row("document_display_id"), documentType: row("document_type"), note: row("note"),
        title: row("title"), contractorNameType: row("contractor_name_type"), effectiveDate: row("effective_date"),
        retirementDate: row("retirement_date"), url: row("url"))
      newest.add(try text.values(.row(fields.number), reader.name), of: text.key, version: text.documentVersion)
    }
  }
}

extension LocalCoverageList {
  private struct Text: Decodable {
    var documentId: Int
    var documentVersion: Int
    var documentDisplayId: String
    var documentType: String
    var note: String
    var title: String
    var contractorNameType: String
    var effectiveDate: String
    var retirementDate: String
    var url: String

    var key: String { documentType + documentDisplayId }

    func values(_ place: SourceError.Place, _ file: String) throws(SourceError) -> [KnowledgeValue] {
      let scope: Scope = documentType == "LCD" ? .lcd : .article
      let mark = scope == .lcd ? "L" : "A"
      guard documentType == "LCD" || documentType == "Article", documentDisplayId == "\(mark)\(documentId)" else {
        throw fault("\"\(documentType) \(documentDisplayId)\" is not an LCD or Article with its number", place, file)
      }
      let target = Target(scope, documentDisplayId)
      let from = try day(effectiveDate, place, file)
      let retired = try day(retirementDate, place, file)
      let validity = DayRange(from: from, through: retired.map { $0 - 1 })
      var values: [KnowledgeValue] = [.code(Code(target, title: HTMLText.line(of: title), validity: validity))]
      if note == "Retired" { values += CoverageFact.of(target, "status", "retired") }
      for contractor in contractors { values += CoverageFact.of(target, "contractor", contractor) }
      return values + CoverageFact.of(target, "url", url)
    }

    /// Their names, each once, without the types in parentheses.
    private var contractors: [String] {
      var names: [String] = []
      for line in contractorNameType.split(whereSeparator: \.isNewline).map(\.trimmed) {
        if line.isEmpty || line.hasPrefix("(") || names.contains(line) { continue }
        names.append(line)
      }
      return names
    }

    private func day(_ text: String, _ place: SourceError.Place, _ file: String) throws(SourceError) -> Day? {
      if text.isEmpty || text == "N/A" { return nil }
      guard let day = Day(american: text) else {
        throw fault("\"\(text)\" is not a date (MM/DD/YYYY)", place, file)
      }
      return day
    }

    private func fault(_ message: String, _ place: SourceError.Place, _ file: String) -> SourceError {
      SourceError(
        .malformed, file: file, place: place, message: message, remedy: "get the file again or correct it")
    }
  }
}
