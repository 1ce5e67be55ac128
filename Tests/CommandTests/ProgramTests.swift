import Foundation
import Testing

@Suite("Program")
struct ProgramTests {
  @Test("help and version are no errors", arguments: ["--help", "-h", "--version", "help"])
  func help(argument: String) throws {
    let run = try CommandRun.of([argument])
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    #expect(run.errors.isEmpty)
  }

  @Test(
    "each subcommand has a help page that names its options",
    arguments: ["search", "show", "browse", "index", "verify", "status", "query"])
  func helpPages(subcommand: String) throws {
    let long = try CommandRun.of([subcommand, "--help"])
    let other = try CommandRun.of(["help", subcommand])
    #expect(long.status == 0)
    #expect(long.output == other.output)
    #expect(long.output.contains("USAGE: codesearch"))
  }

  @Test("help on a subcommand that is not there does not crash")
  func unknownHelp() throws {
    let run = try CommandRun.of(["help", "nope"])
    #expect(run.status <= 2)
  }

  @Test("the version is one line")
  func version() throws {
    #expect(try CommandRun.of(["--version"]).lines.count == 1)
  }

  @Test("without anything to search for the status is 2 and an example is given")
  func nothing() throws {
    let run = try CommandRun.of([])
    #expect(run.status == 2)
    #expect(run.errors.contains("codesearch \"retroperitoneal lymph\""))
  }

  @Test("completion scripts are written for three shells", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) throws {
    let run = try CommandRun.of(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.output.contains("codesearch"))
    #expect(run.output.contains("browse"))
    #expect(run.errors.isEmpty)
  }

  @Test("the completion script for bash is one that bash reads")
  func bashCompletion() throws {
    let run = try CommandRun.shell("$CODESEARCH --generate-completion-script bash | bash -n")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test(
    "a subcommand without an index is status 3 and says what to do",
    arguments: ["search", "show", "browse", "status", "verify"])
  func noIndex(subcommand: String) throws {
    let folder = TemporaryFolder()
    let words = ["search", "show"].contains(subcommand) ? ["I10"] : []
    let run = try CommandRun.of([subcommand, "--index", folder.path + "/none"] + words)
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("codesearch index"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
  }

  @Test("the first search builds the starter index by itself and says so")
  func starterIndex() throws {
    let fixture = try CommandFixture(builds: false)
    let environment = [
      "CODESEARCH_CORPUS": fixture.sources, "CODESEARCH_INDEX": fixture.index,
      "XDG_DATA_HOME": fixture.folder.path + "/data",
    ]
    let first = try CommandRun.of(["--format", "codes", "limited RPLND"], environment: environment)
    #expect(first.status == 0)
    #expect(first.output == "38564\n")
    #expect(first.errors.contains("building the starter index"))
    let second = try CommandRun.of(["--format", "codes", "limited RPLND"], environment: environment)
    #expect(second.output == "38564\n")
    #expect(second.errors.isEmpty)
  }

  @Test("a damaged index is never replaced by the starter index")
  func noStarterOverDamage() throws {
    let fixture = try CommandFixture()
    let environment = ["CODESEARCH_CORPUS": fixture.sources, "CODESEARCH_INDEX": fixture.index]
    let generation = fixture.generation
    try FileManager.default.removeItem(atPath: fixture.path(of: "index.glass"))
    let run = try CommandRun.of(["I10"], environment: environment)
    #expect(run.status == 4)
    #expect(fixture.generation == generation)
    #expect(fixture.generations.count == 1)
  }

  @Test("the project's own corpus is indexed without a word of complaint")
  func corpus() throws {
    let folder = TemporaryFolder()
    let environment = ["CODESEARCH_CORPUS": CommandRun.packageRoot + "/Corpus"]
    let build = try CommandRun.of(["index", "--index", folder.path + "/index"], environment: environment)
    #expect(build.status == 0)
    #expect(build.errors.isEmpty)
    let search = try CommandRun.of(["search", "--index", folder.path + "/index", "--format", "codes", "38564"])
    #expect(search.lines.first == "38564")
    #expect(try CommandRun.of(["verify", "--index", folder.path + "/index"]).status == 0)
  }

  @Test("the help on queries names every field")
  func queryHelp() throws {
    let output = try CommandRun.of(["help", "query"]).output
    for field in ["system", "kind", "billable", "chapter", "under", "status", "title", "index", "includes", "text"] {
      #expect(output.contains("\(field) "))
    }
  }
}
