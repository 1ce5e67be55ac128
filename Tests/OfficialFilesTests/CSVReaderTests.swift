import OfficialFiles
import Testing

@Suite struct CSVReaderTests {
  private func rows(
    _ text: String, _ dialect: CSVReader.Dialect = .commas, pieceLength: Int = 65_536
  ) throws -> [CSVReader.Row] {
    let reader = CSVReader(MemoryStream(Array(text.utf8), name: "rows.csv", pieceLength: pieceLength), dialect)
    var rows: [CSVReader.Row] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test func `Quotes hold delimiters, line ends and quotes, however the stream is cut`() throws {
    let text = "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\n\r\n,\r\nlast,\"\""
    for length in 1...text.utf8.count {
      let rows = try rows(text, pieceLength: length)
      #expect(rows.map(\.fields) == [["a", "b"], ["x, \"y\"", "two\r\nlines"], ["", ""], ["last", ""]])
      #expect(rows.map(\.number) == [1, 2, 4, 5])
      #expect(rows.map(\.line) == [1, 2, 5, 6])
    }
  }

  @Test func `Tab-separated text keeps its quotes`() throws {
    #expect(try rows("a\t5\" tube\n", .tabs).map(\.fields) == [["a", "5\" tube"]])
    #expect(try rows("a,5\" tube\n").map(\.fields) == [["a", "5\" tube"]])
  }

  @Test func `A quote that is never closed is an error at the line where it opened`() {
    let error = sourceError { _ = try rows("a,b\n1,2\n3,\"four\n5,6\n") }
    #expect(error?.place == .line(3))
    #expect(error?.message == "the quote opened here is never closed")
  }

  @Test func `A ragged row is an error unless rows may differ`() throws {
    let error = sourceError { _ = try rows("a,b\n1,2\n3\n") }
    #expect(error?.place == .row(3))
    #expect(error?.message == "1 fields, where the first row has 2")
    #expect(try rows("a,b\n3\n", .init(evenRows: false)).map(\.fields) == [["a", "b"], ["3"]])
  }

  @Test func `NUL bytes and text behind a closing quote are refused`() {
    #expect(sourceError { _ = try rows("a,b\n1,\u{0}\n") }?.place == .line(2))
    #expect(sourceError { _ = try rows("\"a\"b\n") }?.place == .row(1))
  }

  @Test func `Limits of fields and columns hold`() throws {
    let long = String(repeating: "x", count: CSVReader.fieldLimit)
    #expect(try rows(long).count == 1)
    #expect(sourceError { _ = try rows(long + "x") }?.reason == .limit)
    #expect(sourceError { _ = try rows("\"" + long + "x\"") }?.reason == .limit)
    let commas = String(repeating: ",", count: CSVReader.columnLimit - 1)
    #expect(try rows(commas)[0].fields.count == CSVReader.columnLimit)
    #expect(sourceError { _ = try rows(commas + ",") }?.reason == .limit)
  }

  @Test func `Rows written by the rules are read back`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("CSVReaderTests seed \(seed)")
    var chance = SeededGenerator(seed: seed)
    let pieces = ["a", "\"", ",", "\n", "\r\n", "é", "0", " ", "\t", "€"]
    for _ in 0..<500 {
      let width = Int.random(in: 2...5, using: &chance)
      let table = (0..<Int.random(in: 1...6, using: &chance)).map { _ in
        (0..<width).map { _ in
          (0..<Int.random(in: 0...4, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
        }
      }
      let text = table.map { row in
        row.map { "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" }
          .joined(separator: ",")
      }.joined(separator: Bool.random(using: &chance) ? "\n" : "\r\n")
      let read = try rows(text, pieceLength: Int.random(in: 1...9, using: &chance))
      #expect(read.map(\.fields) == table, "seed \(seed)")
    }
  }
}
