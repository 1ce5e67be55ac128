import CodeSearch
import CodingKnowledge
import Testing

@Suite("Judgments")
struct JudgmentsTests {
  private func set(_ lines: String...) throws -> JudgmentSet {
    try JudgmentSet(text: lines.joined(separator: "\n"), file: "folder/lay.tsv")
  }

  private static let header = "query_id\tquery\tcode_system\tcode\tgrade"

  @Test("a file is read with and without the line of field names")
  func header() throws {
    let row = "q1\theart attack\tICD10CM\tI21.9\t3"
    let with = try set(JudgmentsTests.header, row)
    let without = try set(row)
    #expect(with == without)
    #expect(with.name == "lay")
    #expect(with.queries.map(\.text) == ["heart attack"])
    #expect(with.queries.first?.scope == .icd10cm)
    #expect(with.queries.first?.judgments == [.init("I219", grade: 3)])
    #expect(JudgmentSet.hasHeader(JudgmentsTests.header + "\n"))
    #expect(!JudgmentSet.hasHeader(row))
  }

  @Test("lines of one query are one query; of two grades the higher counts")
  func grouping() throws {
    let read = try set("q1\tlong case\tHCPCS\tJ0120\t1", "q2\tcane\tHCPCS\tE0100\t3", "q1\t\tHCPCS\tj0120\t3", "")
    #expect(read.queries.map(\.identifier) == ["q1", "q2"])
    #expect(read.queries.first?.judgments == [.init("J0120", grade: 3)])
    #expect(read.queries.first?.text == "long case")
  }

  @Test("carriage returns and a byte order mark do not count")
  func lineEnds() throws {
    let read = try JudgmentSet(
      text: "\u{FEFF}" + JudgmentsTests.header + "\r\nq1\tcane\tHCPCS\tE0100\t3\r\n", file: "lay.tsv")
    #expect(read.queries.map(\.text) == ["cane"])
    #expect(read.queries.first?.judgments.first?.grade == 3)
  }

  @Test(
    "a fault is refused with its file and line",
    arguments: [
      ("q1\tcane\tHCPCS\tE0100", "four"), ("q1\tcane\tSNOMED\tE0100\t3", "system"),
      ("q1\tcane\tHCPCS\tE0100\tgood", "grade"),
      ("q1\tcane\tHCPCS\tE0100\t-1", "grade"), ("\tcane\tHCPCS\tE0100\t3", "identifier"),
      ("q1\tcane\tHCPCS\t .\t3", "code"),
      ("q1\t\tHCPCS\tE0100\t3", "query"),
    ])
  func faults(line: String, name: String) {
    let error = #expect(throws: CodeSearchError.self) { try set(JudgmentsTests.header, line) }
    #expect(error?.code == .sourceRefused)
    #expect(error?.message.hasPrefix("folder/lay.tsv:2: ") ?? false, "\(name)")
  }

  @Test("a file without judgments is refused")
  func empty() {
    #expect(throws: CodeSearchError.self) { try set(JudgmentsTests.header) }
  }

  @Test(
    "the text of a query becomes plain words",
    arguments: [
      ("fracture, left-sided", "fracture left-sided"), ("\"lymph node\" (neck)", "lymph node neck"),
      ("system:hcpcs cane", "system hcpcs cane"), ("-cat NOT dog OR bird", "cat not dog or bird"),
      ("finding(s) of process(es)", "finding of process"), ("neuro* E11.- E10..E14", "neuro E11 E10 E14"),
      ("=word title:", "word title"), ("Crohn's x-ray HER2+ 25%", "Crohn's x-ray HER2+ 25%"), ("- ? \"", ""),
    ])
  func plainWords(text: String, expected: String) {
    let plain = PlainQuery(text)
    #expect(plain.text == expected)
    #expect(!plain.isCut)
  }

  @Test("what is beyond 64 words or 1,024 bytes is cut at a word, and said so")
  func cut() {
    let words = PlainQuery((1...70).map { "w\($0)" }.joined(separator: " "))
    #expect(words.isCut)
    #expect(words.text.hasSuffix("w64"))
    let bytes = PlainQuery(String(repeating: "abcdefghijklmnopqrstuvwxyz ", count: 60))
    #expect(bytes.isCut)
    #expect(bytes.text.utf8.count <= 1024)
    #expect(bytes.text.hasSuffix("xyz"))
    #expect(PlainQuery(String(repeating: "x", count: 300)) == PlainQuery(String(repeating: "y", count: 201)))
  }
}
