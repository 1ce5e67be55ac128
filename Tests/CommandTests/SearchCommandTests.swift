import Foundation
import Testing

@Suite("SearchCommand")
struct SearchCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  @Test("a code in any spelling is found", arguments: ["E11.9", "e119", "E119", "\"e11 9\""])
  func spellings(query: String) throws {
    let run = try fixture.search("--format", "codes", query)
    #expect(run.status == 0)
    #expect(run.lines.first == "E11.9")
    #expect(run.errors.isEmpty)
  }

  @Test("words find a title, and another name its code")
  func words() throws {
    #expect(try fixture.search("--format", "codes", "pulmonary", "embolism").lines.sorted() == ["I26", "I26.99"])
    #expect(try fixture.search("--format", "codes", "limited RPLND").lines == ["38564"])
  }

  @Test("search is what the program does without a subcommand")
  func defaultSubcommand() throws {
    let run = try CommandRun.of(["--index", fixture.index, "--format", "codes", "--on", "2026-01-15", "cholera"])
    #expect(run.lines == ["A00.0"])
  }

  @Test("no hit is status 1 and said so")
  func noHit() throws {
    let run = try fixture.search("zzyzx")
    #expect(run.status == 1)
    #expect(run.output == "Nothing found for zzyzx.\n")
    #expect(run.errorLines.count == 1)
  }

  @Test("JSON is one object with a format number", arguments: ["E11.9", "embolism", "zzyzx"])
  func json(query: String) throws {
    let run = try fixture.search("--format", "json", query)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["format"] as? Int == 1)
    #expect(object["query"] as? String == query)
  }

  @Test("JSON lines are objects, one a hit")
  func jsonLines() throws {
    let run = try fixture.search("--format", "jsonl", "embolism")
    #expect(run.lines.count == 2)
    for line in run.lines {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test("a table has a heading and seven cells a row")
  func table() throws {
    let run = try fixture.search("--format", "tsv", "embolism")
    #expect(run.lines.first == "rank\tsystem\tcode\tstatus\tbillable\ttitle\tmatched")
    #expect(run.lines.count == 3)
    for line in run.lines { #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 7) }
    #expect(run.lines.dropFirst().allSatisfy { $0.contains("\ticd10cm\t") && $0.contains("\tactive\t") })
  }

  @Test("limit and offset walk through the hits one by one")
  func pages() throws {
    let all = try fixture.search("--format", "codes", "embolism").lines
    let first = try fixture.search("--format", "codes", "--limit", "1", "embolism").lines
    let second = try fixture.search("--format", "codes", "--limit", "1", "--offset", "1", "embolism").lines
    #expect(all.count == 2)
    #expect(first + second == all)
  }

  @Test("filters of the command line leave out what does not fit")
  func filters() throws {
    #expect(try fixture.search("--format", "codes", "--billable", "embolism").lines == ["I26.99"])
    #expect(try fixture.search("--system", "cpt", "embolism").status == 1)
    let both = try fixture.search("--format", "codes", "--system", "icd10cm", "--system", "cpt", "RPLND")
    #expect(both.lines == ["38564"])
    #expect(try fixture.search("--format", "codes", "--kind", "code", "cholera").lines == ["A00.0"])
    #expect(try fixture.search("--kind", "guideline", "cholera").status == 1)
  }

  @Test("with --prefix the last word may be a beginning")
  func prefix() throws {
    #expect(try fixture.search("--format", "codes", "--prefix", "hyperten").lines == ["I10"])
  }

  @Test(
    "the day of service decides whether a code stands",
    arguments: [
      ("2026-01-15", "U07.1", "active"), ("2025-01-15", "U07.1", "future"), ("2025-09-30", "Z99.9", "active"),
      ("2025-10-01", "Z99.9", "deleted"),
    ])
  func day(day: String, code: String, status: String) throws {
    try fixture.addYearBefore()
    let run = try CommandRun.of(["search", "--index", fixture.index, "--on", day, "--format", "tsv", code])
    #expect(run.lines.last?.split(separator: "\t").dropFirst(3).first.map(String.init) == status)
    #expect(run.errors.isEmpty)
  }

  @Test("a day without a loaded release is answered from another, and that is said")
  func releaseNotLoaded() throws {
    let run = try CommandRun.of(["search", "--index", fixture.index, "--on", "2020-01-15", "I10"])
    #expect(run.status == 0)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("the release in force on 2020-01-15 is not loaded"))
  }

  @Test("a batch is answered line by line, faults included")
  func batch() throws {
    let run = try CommandRun.of(
      ["search", "--index", fixture.index, "--on", "2026-01-15", "--batch", "-"],
      input: "I10\nfoo:bar\nzzyzx\nlimited RPLND\n")
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false) == ["I10", "", "", "38564", ""])
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("line 2: "))
  }

  @Test("a batch in JSON is one object a line, faults included")
  func batchJSON() throws {
    let run = try CommandRun.of(
      ["search", "--index", fixture.index, "--batch", "-", "--format", "json"], input: "I10\nfoo:bar\n")
    let objects = try run.lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    #expect(objects.count == 2)
    #expect(objects.allSatisfy { $0?["format"] as? Int == 1 })
    #expect((objects.last??["error"] as? [String: Any])?["code"] as? String == "query")
  }

  @Test("a query that cannot be read is status 2 with its place marked")
  func caret() throws {
    let run = try fixture.search("foo:bar x")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errorLines.count >= 3)
    #expect(run.errorLines.first?.contains("foo") == true)
    #expect(run.errorLines.dropFirst().first == "foo:bar x")
    #expect(run.errorLines.dropFirst(2).first == "^^^")
  }

  @Test(
    "arguments that make no sense are status 2",
    arguments: [
      ["--limit", "0", "x"], ["--limit", "1001", "x"], ["--limit", "many", "x"], ["--offset=-1", "x"],
      ["--system", "nope", "x"], ["--kind", "nope", "x"], ["--format", "nope", "x"], ["--on", "2026-13-01", "x"],
      ["--nope", "x"], [], [""], ["   "], ["--batch", "-", "x"],
    ])
  func usage(arguments: [String]) throws {
    let run = try CommandRun.of(["search", "--index", fixture.index] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test("an unknown system is answered with the names of those there are")
  func systems() throws {
    let run = try fixture.search("--system", "nope", "x")
    #expect(run.errors.contains("icd10cm"))
    #expect(!run.errors.contains("- 20"))
  }

  @Test(
    "hostile queries are refused or answered, never a crash",
    arguments: [
      (String(repeating: "(", count: 10_000), 2), (String(repeating: "a", count: 100_000), 2),
      (String(repeating: "a ", count: 400), 2), ("\u{1}\u{2}\u{1B}", 2), ("cholera\u{1B}[2J", nil),
      (String(repeating: "NOT (", count: 100), 2), ("\"", nil), ("* * *", 2), ("a\u{202E}b", nil),
    ] as [(String, Int32?)])
  func hostile(query: String, status: Int32?) throws {
    let run = try fixture.search(query)
    #expect(run.status <= 2)
    if let status { #expect(run.status == status) }
    #expect(run.errors.utf8.count < 4_000)
    #expect(!run.errors.contains("\u{1B}"))
    #expect(!run.output.contains("\u{1B}"))
    #expect(try fixture.search("I10").status == 0)
  }

  @Test("a query of one megabyte in a batch is refused and the next one answered")
  func megabyte() throws {
    let run = try CommandRun.of(
      ["search", "--index", fixture.index, "--on", "2026-01-15", "--batch", "-"],
      input: String(repeating: "a", count: 1 << 20) + "\nI10\n")
    #expect(run.status == 0)
    #expect(run.output == "\nI10\n")
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("line 1: "))
  }

  @Test("a batch file that is not there is status 6")
  func noBatchFile() throws {
    #expect(try fixture.search("--batch", fixture.folder.path + "/none").status == 6)
  }
}
