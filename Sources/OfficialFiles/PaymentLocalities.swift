public import CodingKnowledge

/// The geographic practice cost indices of the Medicare payment localities, one year each.
///
/// Source: CMS, `GPCIyyyy.csv` of the relative value files, addendum E of the fee schedule rule: a title with the year,
/// headings, a row per locality, then footnotes in the first column.
public struct PaymentLocalities: SourceFormat {
  public let identifier = "gpci"

  /// The headings must be among this many rows.
  private static let headingRows = 10

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool { Columns(in: head) != nil }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let content = Columns(in: head).flatMap { ReleaseClues.date(in: $0.workHeading) }
    let year = try ReleaseClues(head, hint).date(content: content).year
    let period = DayRange(from: Day(year: year, month: 1, day: 1), through: Day(year: year, month: 12, day: 31))
    return SourceDescription(
      format: identifier, title: "Geographic practice cost indices \(year)", series: .localities,
      release: Release(scope: .locality, version: "\(year)-01", effective: period), licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream, .titledCommas)
    var columns: Columns?
    while columns == nil, let row = try reader.next() { columns = Columns(row.fields) }
    guard let columns else { throw .noRecords(in: reader.name) }
    var isEmpty = true
    while let row = try reader.next() {
      if row.fields.dropFirst().allSatisfy(\.isEmpty) { continue }
      try emit(.locality(try locality(row, columns, reader.name)))
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func locality(
    _ row: CSVReader.Row, _ columns: Columns, _ file: String
  ) throws(SourceError) -> Locality {
    let fields = row.fields.map(\.trimmed)
    guard fields.count == columns.count else {
      throw .wrongRow(row, "\(fields.count) columns instead of \(columns.count)", file: file)
    }
    func isDigits(_ text: String, _ count: Int) -> Bool {
      text.utf8.count == count && text.utf8.allSatisfy { $0.isDigit }
    }
    guard isDigits(fields[0], 5), isDigits(fields[2], 2) else {
      throw .wrongRow(row, "not a contractor of five digits and a locality of two", file: file)
    }
    guard fields[1].utf8.count == 2, fields[1].utf8.allSatisfy({ $0.isCapital }), !fields[3].isEmpty else {
      throw .wrongRow(row, "the state or the name of the locality is missing", file: file)
    }
    guard let work = FixedPoint.number(fields[columns.work], 1000),
      let expense = FixedPoint.number(fields[columns.expense], 1000),
      let malpractice = FixedPoint.number(fields[columns.malpractice], 1000)
    else { throw .wrongRow(row, "an index is not a number in 1/1000", file: file) }
    // Asterisks at the end of a name refer to the footnotes.
    var name = fields[3]
    while name.last == "*" { name.removeLast() }
    return Locality(
      Target(.locality, "\(fields[0])-\(fields[2])"), state: fields[1], name: name.trimmed, work: work,
      practiceExpense: expense, malpractice: malpractice)
  }

  /// Where the indices stand, as the headings tell; contractor, state, number and name come first.
  private struct Columns {
    let count: Int
    let work: Int
    let expense: Int
    let malpractice: Int
    let workHeading: String

    init?(in head: SourceHead) {
      guard
        let columns = head.rows(PaymentLocalities.headingRows, .titledCommas).lazy.compactMap({ Columns($0) }).first
      else { return nil }
      self = columns
    }

    init?(_ row: [String]) {
      guard row.count >= 7, row[0].hasPrefix("Medicare Administrative Contractor"), row[2] == "Locality Number",
        let work = row.firstIndex(where: { $0.contains("PW GPCI") && !$0.lowercased().contains("without") }),
        let expense = row.firstIndex(where: { $0.contains("PE GPCI") }),
        let malpractice = row.firstIndex(where: { $0.contains("MP GPCI") })
      else { return nil }
      count = row.count
      (self.work, self.expense, self.malpractice) = (work, expense, malpractice)
      workHeading = row[work]
    }
  }
}
