import Foundation
import Testing

@Suite("SynonymsCommand")
struct SynonymsCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  private func lint(_ lists: String...) throws -> CommandRun {
    let paths = try lists.enumerated().map { try fixture.folder.write($0.element, to: "list\($0.offset).syn") }
    return try CommandRun.of(["synonyms", "lint", "--index", fixture.index] + paths)
  }

  @Test("a sound list passes")
  func sound() throws {
    let run = try lint("lung clot = pulmonary embolism\nPE : pulmonary embolism\n")
    #expect(run.status == 0)
    #expect(run.lines == ["2 rules in 1 file: 0 errors, 0 warnings"])
  }

  @Test("every line that an index refuses is an error with its number")
  func syntax() throws {
    let run = try lint("# a comment\nno sign here\nPE : pulmonary embolism\na = \n")
    #expect(run.status == 7)
    #expect(run.output.contains("list0.syn:2: error: "))
    #expect(run.output.contains("list0.syn:4: error: "))
    #expect(run.output.contains("3 rules in 1 file: 2 errors"))
  }

  @Test("a phrase that is never recognised is an error")
  func longPhrase() throws {
    let run = try lint("one two three four five six seven > cholera\n")
    #expect(run.status == 7)
    #expect(run.output.contains("at most 6"))
  }

  @Test("what says nothing new is a warning: equal sides, repetition within and across lists, unknown words")
  func warnings() throws {
    let run = try lint(
      "embolism = embolisms\nlung clot > pulmonary embolism\nlung clot > pulmonary embolism\nzzzq = qqqz\n",
      "lung clot > pulmonary embolism ; cholera\n")
    #expect(run.status == 0)
    #expect(run.output.contains("list0.syn:1: warning: \"embolism\" and \"embolisms\" are the same to the search"))
    #expect(run.output.contains("list0.syn:3: warning: all that the rule says stands at line 2"))
    #expect(run.output.contains("list0.syn:4: warning: none of the words"))
    #expect(run.output.contains("list1.syn:1: warning: "))
    #expect(run.lines.last == "5 rules in 2 files: 0 errors, 4 warnings")
  }

  @Test("a list that is not there ends with 6, an index that is not there with 3")
  func missing() throws {
    let list = try fixture.folder.write("a = b\n", to: "own.syn")
    #expect(try CommandRun.of(["synonyms", "lint", "--index", fixture.index, "none.syn"]).status == 6)
    #expect(try CommandRun.of(["synonyms", "lint", "--index", fixture.folder.path + "/none", list]).status == 3)
  }

  @Test("the effect of a list is shown by query, and the index stays as it is")
  func effect() throws {
    let list = try fixture.folder.write("vibrio sickness > cholera\n", to: "own.syn")
    let queries = try fixture.folder.write("vibrio sickness\nhypertension\n", to: "queries.txt")
    let before = try fixture.answer()
    let scratch = try fixture.folder.write("", to: "scratch/keep")
    let folder = String(scratch.dropLast("/keep".count))
    let run = try CommandRun.of(
      ["synonyms", "effect", "--index", fixture.index, "--on", "2026-01-15", "--queries", queries, list],
      environment: ["TMPDIR": folder])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.last?.contains("of 2 queries change their first 10 results") ?? false)
    #expect(try fixture.answer() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keep"])
  }

  @Test("with judgments the change of nDCG@10 is told")
  func judgedEffect() throws {
    let list = try fixture.folder.write("rice water disease > cholera\n", to: "own.syn")
    let queries = try fixture.folder.write("q\trice water disease\tICD10CM\tA00.0\t3\n", to: "judged.tsv")
    let run = try CommandRun.of(
      ["synonyms", "effect", "--index", fixture.index, "--on", "2026-01-15", "--queries", queries, list])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("+  1  ICD-10-CM A00.0"))
    #expect(run.lines.last?.contains("nDCG@10 0.0000 → 1.0000 (+1.0000)") ?? false)
  }

  @Test("a list that an index refuses ends with 7")
  func refused() throws {
    let list = try fixture.folder.write("no sign\n", to: "own.syn")
    let queries = try fixture.folder.write("cholera\n", to: "queries.txt")
    let run = try CommandRun.of(["synonyms", "effect", "--index", fixture.index, "--queries", queries, list])
    #expect(run.status == 7)
  }
}
