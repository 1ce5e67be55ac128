public import CodingKnowledge

/// One table of the Medicare Coverage Database in the CSV form of its downloads.
///
/// Source: CMS, `current_lcd.zip`, `current_article.zip`, `ncd.zip` (and `all_…`), with their data dictionaries. Commas,
/// quotes, HTML in fields; UTF-8 in some fields and Windows-1252 in others; `YYYY-MM-DD HH:MM:SS`. A table is known by its
/// columns, of which a later export may have more.
public struct CoverageTable: SourceFormat {
  public let identifier: String
  let title: String
  let scope: Scope
  /// Columns that this table has and no other has all of; the first two are its first two.
  let columns: [String]
  /// Where one text may have rows of several versions.
  let isVersioned: Bool
  let values: @Sendable (CoverageRow) throws(SourceError) -> [KnowledgeValue]

  init(
    _ identifier: String, _ title: String, _ scope: Scope, isVersioned: Bool = true, columns: [String],
    values: @escaping @Sendable (CoverageRow) throws(SourceError) -> [KnowledgeValue]
  ) {
    self.identifier = "mcd-" + identifier
    self.title = title
    self.scope = scope
    self.isVersioned = isVersioned
    self.columns = columns
    self.values = values
  }

  /// All tables that are read.
  public static let all: [CoverageTable] =
    [national] + bodies + listings(.lcd) + listings(.article) + contractors + relations(.lcd) + relations(.article)

  public func recognises(_ head: SourceHead) -> Bool {
    guard let line = head.lines(1).first else { return false }
    let names = TextDecoding.text(line).split(separator: ",").map { CoverageTable.name(String($0)) }
    return names.starts(with: columns.prefix(2)) && columns.allSatisfy(names.contains)
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: title, series: .coverage, release: try CoverageRelease.release(scope, head, hint),
      licence: Licence.coverage)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream)
    guard let heading = try reader.next() else { throw .noRecords(in: reader.name) }
    var places: [String: Int] = [:]
    for (index, field) in heading.fields.enumerated() { places[CoverageTable.name(field)] = index }
    var newest = NewestVersions()
    var isEmpty = true
    while let fields = try reader.next() {
      isEmpty = false
      let row = CoverageRow(file: reader.name, row: fields, columns: places)
      if isVersioned {
        newest.add(try values(row), of: row(columns[0]), version: try row.integer(columns[1]))
      } else {
        for value in try values(row) { try emit(value) }
      }
    }
    if isEmpty { throw .noRecords(in: reader.name) }
    try newest.emit(emit)
  }

  private static func name(_ heading: String) -> String { heading.filter { $0 != "\"" }.trimmed.lowercased() }
}

extension Licence {
  /// Local coverage texts name CPT and CDT codes; the downloads come after the terms of their owners.
  static let coverage = "US Government work (CMS); CPT codes are the AMA's, CDT codes the ADA's"
}
