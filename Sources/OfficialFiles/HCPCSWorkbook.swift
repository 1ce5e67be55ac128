public import CodingKnowledge

/// HCPCS Level II in the Excel form, read as the comma-separated text that a workbook is opened as, or saved as CSV.
///
/// Source: CMS, Alpha-Numeric HCPCS file (`HCPCyyyy_..._ANWEB.xlsx`). The headings stand in the first rows (disclaimers
/// may come before); there is one row per code with the whole description.
public struct HCPCSWorkbook: SourceFormat {
  public let identifier = "hcpcs-workbook"

  /// The headings must be among this many rows.
  private static let headingRows = 40

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    head.lines(HCPCSWorkbook.headingRows).contains { line in
      let cells = TextDecoding.text(line).split(separator: ",", omittingEmptySubsequences: false).map(Self.heading)
      return cells.contains("HCPC") && cells.contains("RECID") && cells.contains("LONG DESCRIPTION")
    }
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "HCPCS Level II, Excel file", series: .codes,
      release: try HCPCSRelease.release(head, hint), licence: Licence.hcpcs)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream, CSVReader.Dialect(evenRows: false))
    let columns = try headings(reader)
    var current: HCPCSRecord?
    while let row = try reader.next() {
      if row.fields.allSatisfy({ Self.trimmed($0).isEmpty }) { continue }
      var record = HCPCSRecord(place: .row(row.number))
      for (column, index) in columns where index < row.fields.count {
        record[column] = Self.trimmed(row.fields[index])
      }
      switch (record[.record], record[.code].utf8.count) {
      case ("3", 5), ("7", 2):
        try current?.emit(in: reader.name, emit)
        current = record
      case ("4", 5), ("8", 2):
        guard record[.code] == current?[.code] else {
          throw malformed("a continuation of \(record[.code]) without its first row", row, reader)
        }
        current?.appendDescription(record[.longDescription])
      default:
        throw malformed("code \"\(record[.code])\" with record number \"\(record[.record])\"", row, reader)
      }
    }
    guard let current else { throw .noRecords(in: reader.name) }
    try current.emit(in: reader.name, emit)
  }

  /// Where each column stands, from the row of headings.
  private func headings(_ reader: CSVReader) throws(SourceError) -> [(HCPCSRecord.Column, Int)] {
    while let row = try reader.next(), row.number <= HCPCSWorkbook.headingRows {
      let names = row.fields.map { Self.heading($0) }
      guard names.contains("HCPC"), names.contains("RECID") else { continue }
      var columns: [(HCPCSRecord.Column, Int)] = []
      for column in HCPCSRecord.Column.allCases {
        guard let index = names.firstIndex(of: column.rawValue) else {
          throw malformed("no column headed \(column.rawValue)", row, reader)
        }
        columns.append((column, index))
      }
      return columns
    }
    throw .noRecords(in: reader.name)
  }

  private func malformed(_ message: String, _ row: CSVReader.Row, _ reader: CSVReader) -> SourceError {
    SourceError(
      .malformed, file: reader.name, place: .row(row.number), message: message,
      remedy: "get the file again; it must be the published one, unchanged")
  }

  /// A heading in upper case, without quotes and blanks around it.
  private static func heading(_ cell: some StringProtocol) -> String {
    trimmed(cell.uppercased().filter { $0 != "\"" })
  }

  /// Without blanks, tabs, line ends and no-break spaces at both ends.
  private static func trimmed(_ cell: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{A0}"
    }
    let scalars = cell.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return cell }
    guard isBlank(first) || isBlank(last) else { return cell }
    guard let lower = scalars.firstIndex(where: { !isBlank($0) }),
      let upper = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[lower...upper])
  }
}
