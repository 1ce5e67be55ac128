internal import CodingKnowledge

/// One row of a table of the coverage database, addressed by the names of its columns.
struct CoverageRow {
  let file: String
  let row: CSVReader.Row
  let columns: [String: Int]

  /// The field; empty where the table has no such column.
  func callAsFunction(_ column: String) -> String {
    columns[column].map { row.fields[$0] } ?? ""
  }

  /// A number of the database, which becomes part of an identifier.
  func number(_ column: String) throws(SourceError) -> String {
    let text = self(column)
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ $0.isDigit }) else {
      throw fault("\"\(text)\" in \(column) is not a number")
    }
    return text
  }

  func integer(_ column: String) throws(SourceError) -> Int { Int(try number(column)) ?? 0 }

  /// The day of a date and time; nil where the field is empty.
  func day(_ column: String) throws(SourceError) -> Day? {
    let text = self(column)
    if text.isEmpty { return nil }
    guard text.utf8.count == 10 || text.utf8.dropFirst(10).first == 0x20, let day = Day(iso: text.prefix(10)) else {
      throw fault("\"\(text)\" in \(column) is not a date (YYYY-MM-DD HH:MM:SS)")
    }
    return day
  }

  /// The day before the earliest of several dates of ending.
  func lastDay(before columns: [String]) throws(SourceError) -> Day? {
    var first: Day?
    for column in columns {
      if let day = try day(column) { first = min(first ?? day, day) }
    }
    return first.map { $0 - 1 }
  }

  /// A local text by its number: `L33610`, `A52464`.
  func local(_ scope: Scope, _ column: String) throws(SourceError) -> Target {
    Target(scope, (scope == .lcd ? "L" : "A") + (try number(column)))
  }

  /// The contractor by the three numbers that together name one.
  func contractor() throws(SourceError) -> String {
    "\(try number("contractor_id"))-\(try number("contractor_type_id"))-\(try number("contractor_version"))"
  }

  func fault(_ message: String) -> SourceError {
    SourceError(
      .malformed, file: file, place: .row(row.number), message: message,
      remedy: "get the file again; it must be the published one, unchanged")
  }
}
