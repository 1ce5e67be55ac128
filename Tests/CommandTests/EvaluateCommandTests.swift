import Foundation
import Testing

@Suite("EvaluateCommand")
struct EvaluateCommandTests {
  private let fixture: CommandFixture
  private let judgments: String

  init() throws {
    fixture = try CommandFixture()
    judgments = try fixture.folder.write(
      """
      query_id\tquery\tcode_system\tcode\tgrade
      a\tcholera\tICD10CM\tA00.0\t3
      b\t"pulmonary embolism" (acute): system:x\tICD10CM\tI26.99\t3
      c\tzzzzqqqq\tICD10CM\tI10\t3

      """, to: "judged/lay.tsv")
  }

  private func evaluate(_ arguments: String...) throws -> CommandRun {
    try CommandRun.of(["evaluate", "--index", fixture.index, "--on", "2026-01-15"] + arguments)
  }

  @Test("a set is a line of figures, and no sign in a query makes it fail")
  func table() throws {
    let run = try evaluate(judgments)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 2)
    #expect(run.lines.first?.contains("nDCG@10") ?? false)
    #expect(run.lines.last?.hasPrefix("lay ") ?? false)
    #expect(run.lines.last?.contains("0.333") ?? false)
  }

  @Test("a folder stands for its files with a line of field names, and several sets have a mean")
  func folder() throws {
    try fixture.folder.write("d\tcholera\tICD10CM\tA00.0\t3\n", to: "judged/without-header.tsv")
    try fixture.folder.write(try String(contentsOfFile: judgments, encoding: .utf8), to: "judged/other.tsv")
    let run = try evaluate(fixture.folder.path + "/judged")
    #expect(run.lines.map { $0.prefix { $0 != " " } } == ["set", "lay", "other", "mean"])
  }

  @Test("the run lists what was found")
  func runFile() throws {
    let path = fixture.folder.path + "/run.tsv"
    #expect(try evaluate(judgments, "--run", path).status == 0)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.first == "query_id\trank\tcode")
    #expect(lines.contains("a\t1\tA00.0"))
    #expect(!lines.contains { $0.hasPrefix("c\t") })
  }

  @Test("JSON carries the format number and every query's figure")
  func json() throws {
    struct Document: Decodable {
      struct Set: Decodable {
        var name: String
        var queries: [String: Double]
      }
      var format: Int
      var sets: [Set]
    }
    let run = try evaluate(judgments, "--json")
    let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    #expect(document.format == 1)
    #expect(document.sets.first?.queries["a"] == 1)
    #expect(document.sets.first?.queries["c"] == 0)
  }

  @Test("figures that were kept can be compared with, and a fall beyond what is allowed fails")
  func comparison() throws {
    let path = fixture.folder.path + "/baseline.json"
    #expect(try evaluate(judgments, "--save", path).status == 0)
    let same = try evaluate(judgments, "--compare", path, "--allowed-fall", "0")
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.output.contains("0 queries worse"))
    try fixture.folder.write(
      try String(contentsOfFile: judgments, encoding: .utf8).replacing("A00.0", with: "I10"), to: "judged/lay.tsv")
    let worse = try evaluate(judgments, "--compare", path, "--allowed-fall", "0.005")
    #expect(worse.status == 1)
    #expect(worse.output.contains("1 queries worse"))
    #expect(worse.output.contains("cholera"))
    #expect(worse.errors.contains("fell"))
  }

  @Test("a query longer than the query language allows is cut and counted")
  func cut() throws {
    let long = (1...80).map { "word\($0)" }.joined(separator: " ")
    let path = try fixture.folder.write("x\tcholera \(long)\tICD10CM\tA00.0\t3\n", to: "long.tsv")
    let run = try evaluate(path)
    #expect(run.status == 0)
    #expect(run.output.contains("were cut"))
  }

  @Test("bad arguments end with 2, unreadable files with 6, malformed ones with 7")
  func faults() throws {
    let broken = try fixture.folder.write("a\tcholera\tICD10CM\n", to: "broken.tsv")
    #expect(try evaluate().status == 2)
    #expect(try evaluate(judgments, "--limit", "3").status == 2)
    #expect(try evaluate(judgments, "--allowed-fall", "0.1").status == 2)
    #expect(try evaluate(fixture.folder.path + "/none.tsv").status == 6)
    #expect(try evaluate(judgments, "--compare", fixture.folder.path + "/none.json").status == 6)
    #expect(try evaluate(judgments, "--run", fixture.folder.path + "/none/run.tsv").status == 6)
    #expect(try evaluate(judgments, "--compare", judgments).status == 7)
    let run = try evaluate(broken)
    #expect(run.status == 7)
    #expect(run.errors.contains("broken.tsv:1:"))
  }
}
