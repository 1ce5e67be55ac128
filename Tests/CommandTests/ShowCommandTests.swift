import Foundation
import Testing

@Suite("ShowCommand")
struct ShowCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  private func show(_ arguments: String...) throws -> CommandRun {
    try CommandRun.of(["show", "--index", fixture.index, "--on", "2026-01-15"] + arguments)
  }

  @Test("a card is printed for a code in any spelling", arguments: ["E11.9", "e119", "E11 9", "E119"])
  func spellings(code: String) throws {
    let run = try show(code)
    #expect(run.status == 0)
    #expect(run.lines.first == "E11.9  ICD-10-CM  Type 2 diabetes mellitus without complications")
    #expect(run.errors.isEmpty)
  }

  @Test("the card tells the path, the state and the sources")
  func sections() throws {
    let output = try show("I26.99").output
    #expect(output.contains("valid on 2026-01-15 · billable"))
    #expect(output.contains("\nPath\n  I26  Pulmonary embolism"))
    #expect(output.contains("\nSources\n"))
  }

  @Test("a header's card lists what stands below it")
  func children() throws {
    let output = try show("I26").output
    #expect(output.contains("not billable"))
    #expect(output.contains("\nBelow it\n"))
  }

  @Test("several codes give several cards")
  func several() throws {
    let run = try show("I10", "38564")
    #expect(run.status == 0)
    #expect(run.output.contains("I10  ICD-10-CM"))
    #expect(run.output.contains("\n38564  CPT"))
  }

  @Test("a code that is not there is status 1, and the others are printed")
  func missing() throws {
    let run = try show("I10", "Q99.9")
    #expect(run.status == 1)
    #expect(run.output.contains("I10  ICD-10-CM"))
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("no code Q99.9 is loaded"))
  }

  @Test("JSON parses and has a format number")
  func json() throws {
    let run = try show("--json", "E11.9")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["format"] as? Int == 1)
  }

  @Test("another system's code is not shown with --system")
  func system() throws {
    #expect(try show("--system", "hcpcs", "I10").status == 1)
    #expect(try show("--system", "icd10cm", "I10").status == 0)
  }

  @Test("a code before its first day and one after its last are called so")
  func validity() throws {
    try fixture.addYearBefore()
    #expect(try fixture.run("show", "--on", "2025-01-15", "U07.1").output.contains("NOT VALID before 2025-10-01"))
    #expect(try show("Z99.9").output.contains("DELETED, last day 2025-09-30"))
  }

  @Test(
    "no code, an unknown option and a wrong day are status 2",
    arguments: [[], ["--nope", "I10"], ["--on", "x", "I10"]])
  func usage(arguments: [String]) throws {
    #expect(try CommandRun.of(["show", "--index", fixture.index] + arguments).status == 2)
  }
}

@Suite("BrowseCommand")
struct BrowseCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  @Test("the top lists what has nothing above it")
  func top() throws {
    let run = try fixture.run("browse", "--on", "2026-01-15")
    #expect(run.status == 0)
    #expect(run.lines.contains("I26  Pulmonary embolism"))
    #expect(!run.output.contains("I26.99"))
  }

  @Test("a category lists its codes, indented")
  func category() throws {
    let run = try fixture.run("browse", "--on", "2026-01-15", "I26")
    #expect(
      run.lines == ["I26  Pulmonary embolism", "  I26.99  Other pulmonary embolism without acute cor pulmonale"])
  }

  @Test("any spelling of a code will do", arguments: ["I26.99", "i2699", "I2699"])
  func spellings(code: String) throws {
    let run = try fixture.run("browse", "--on", "2026-01-15", code)
    #expect(run.status == 0)
    #expect(run.output.contains("I26.99"))
  }

  @Test("a code that is not there is status 1")
  func missing() throws {
    let run = try fixture.run("browse", "Q99.9")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errorLines.count == 1)
  }

  @Test("--system keeps to one system")
  func system() throws {
    let run = try fixture.run("browse", "--system", "icd10cm", "--on", "2026-01-15")
    #expect(run.status == 0)
    #expect(!run.output.contains("38564"))
  }

  @Test("a code that does not stand on the day is marked")
  func day() throws {
    try fixture.addYearBefore()
    #expect(try fixture.run("browse", "--on", "2025-01-15", "U07.1").output.contains("[future]"))
    #expect(try fixture.run("browse", "--on", "2026-01-15", "Z99.9").output.contains("[deleted]"))
  }

  @Test("no index is status 3")
  func noIndex() throws {
    #expect(try CommandRun.of(["browse", "--index", fixture.folder.path + "/none"]).status == 3)
  }

  @Test("wrong arguments are status 2", arguments: [["--nope"], ["I26", "I10"], ["--on", "today"]])
  func usage(arguments: [String]) throws {
    #expect(try CommandRun.of(["browse", "--index", fixture.index] + arguments).status == 2)
  }
}
