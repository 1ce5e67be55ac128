extension SourceHead {
  /// At most the first `count` rows of the head, read as a delimited file; fewer where it is none.
  func rows(_ count: Int, _ dialect: CSVReader.Dialect) -> [[String]] {
    let reader = CSVReader(MemoryStream(bytes, name: name), dialect)
    var rows: [[String]] = []
    while rows.count < count, let row = try? reader.next() { rows.append(row.fields) }
    return rows
  }
}

extension SourceError {
  /// A row of a delimited file, or of a worksheet, that does not follow the format.
  static func wrongRow(_ row: CSVReader.Row, _ message: String, file: String) -> SourceError {
    SourceError(
      .malformed, file: file, place: .row(row.number), message: message,
      remedy: "get the file again; it must be the published one, unchanged")
  }
}

extension CSVReader.Dialect {
  /// Commas, and titles or notes that are shorter or longer than the rows of the table.
  static let titledCommas = CSVReader.Dialect(evenRows: false)
  /// The same with tabs.
  static let titledTabs = CSVReader.Dialect(delimiter: 0x09, quotes: false, evenRows: false)
}
