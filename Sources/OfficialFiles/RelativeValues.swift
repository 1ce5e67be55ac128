public import CodingKnowledge

/// The relative value file of the Medicare Physician Fee Schedule: a table (CSV, or a workbook) or lines of fixed columns.
///
/// Source: CMS, `PPRRVU` of `RVUyyA` (January) to `RVUyyD` (October), record layout in `RVUyyX.pdf`. The descriptors in
/// either form are AMA and ADA text and become nothing.
public struct RelativeValues: SourceFormat {
  public let identifier: String
  let isTable: Bool

  /// Both forms.
  public static let all: [RelativeValues] = [RelativeValues(isTable: true), RelativeValues(isTable: false)]

  /// - Parameter isTable: fields between commas under headings, else columns of fixed width.
  public init(isTable: Bool) {
    self.isTable = isTable
    identifier = isTable ? "fee-schedule-table" : "fee-schedule-lines"
  }

  private static let title = "National Physician Fee Schedule Relative Value File"
  /// The last row of the headings must be among this many rows.
  private static let headingRows = 14

  public func recognises(_ head: SourceHead) -> Bool {
    guard !isTable else {
      let rows = head.rows(RelativeValues.headingRows, .titledCommas)
      return RelativeValues.title(in: rows) != nil && rows.contains { RelativeValueColumn.Layout($0) != nil }
    }
    let lines = head.lines(40)
    guard let first = lines.first, first.starts(with: "HDR CPT".utf8) else { return false }
    return lines.first { !$0.starts(with: "HDR ".utf8) }?.columns { RelativeValueColumn.isLine($0) } ?? false
  }

  private static func title(in rows: [[String]]) -> String? {
    rows.joined().first { $0.contains(title) }
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let title = isTable ? RelativeValues.title(in: head.rows(RelativeValues.headingRows, .titledCommas)) : nil
    return SourceDescription(
      format: identifier, title: "Medicare Physician Fee Schedule, relative value file", series: .fees,
      release: try Quarter(head, hint, content: title.flatMap { Quarter(in: $0) }).release(.cpt),
      licence: Licence.federalNamingCPT)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    if isTable { try readTable(stream, emit) } else { try readLines(stream, emit) }
  }

  private func readTable(
    _ stream: any ByteStream, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream, .titledCommas)
    var layout: RelativeValueColumn.Layout?
    while layout == nil, let row = try reader.next() { layout = RelativeValueColumn.Layout(row.fields) }
    guard let layout else { throw .noRecords(in: reader.name) }
    var isEmpty = true
    while let row = try reader.next() {
      guard row.fields.count == layout.count else {
        throw .wrongRow(row, "\(row.fields.count) columns instead of \(layout.count)", file: reader.name)
      }
      let record = RelativeValueRecord(place: .row(row.number), file: reader.name) { row.fields[layout.position($0)] }
      try emit(.fee(try record.entry()))
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func readLines(
    _ stream: any ByteStream, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var isEmpty = true
    while let line = try reader.next() {
      if isEmpty, line.bytes.starts(with: "HDR ".utf8) { continue }
      guard line.bytes.count >= RelativeValueColumn.lineLength else {
        throw .wrongColumn(
          line.bytes.count + 1, line, "the line ends before column \(RelativeValueColumn.lineLength)",
          file: reader.name)
      }
      let record = RelativeValueRecord(place: .line(line.number), file: reader.name) { line.bytes.field($0.range).text }
      try emit(.fee(try record.entry()))
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }
}
