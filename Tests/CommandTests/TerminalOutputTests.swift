import Foundation
import Testing

@Suite("TerminalOutput")
struct TerminalOutputTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  private func shell(_ script: String, _ environment: [String: String] = [:]) throws -> CommandRun {
    try CommandRun.shell(script, environment: ["INDEX": fixture.index].merging(environment) { $1 })
  }

  @Test("on a pipe there is no colour and no pager", arguments: ["search I26", "show I26", "browse", "status"])
  func pipe(command: String) throws {
    let trap = ["PAGER": "touch \(fixture.folder.path)/paged", "TERM": "xterm-256color"]
    let run = try shell("$CODESEARCH \(command) --index $INDEX | cat", trap)
    #expect(!run.output.isEmpty)
    #expect(!run.output.contains("\u{1B}"))
    #expect(!FileManager.default.fileExists(atPath: fixture.folder.path + "/paged"))
  }

  @Test("on a terminal there is colour, unless NO_COLOR is set or the terminal is dumb")
  func colour() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else {
      print("skipped: script(1) is not installed")
      return
    }
    let command = "script -qec \"$CODESEARCH search --index $INDEX cholera\" /dev/null"
    let environment = ["TERM": "xterm", "PAGER": "cat"]
    #expect(try shell(command, environment).output.contains("\u{1B}[1m"))
    #expect(try !shell(command, environment.merging(["NO_COLOR": "1"]) { $1 }).output.contains("\u{1B}"))
    #expect(try !shell(command, environment.merging(["TERM": "dumb"]) { $1 }).output.contains("\u{1B}"))
  }

  @Test("a reader that goes away leaves no trace", arguments: ["search --limit 100 embolism", "show E11.9", "status"])
  func closedPipe(command: String) throws {
    let day = command == "status" ? "" : "--on 2026-01-15"
    let run = try shell("$CODESEARCH \(command) --index $INDEX \(day) | head -1")
    #expect(run.lines.count == 1)
    #expect(run.errors.isEmpty)
  }

  @Test("a pipe that nobody reads leaves no trace")
  func unreadPipe() throws {
    #expect(try shell("$CODESEARCH status --index $INDEX | true").errors.isEmpty)
  }

  @Test(
    "an output that cannot be written is status 6 and said so",
    arguments: ["search I10", "search --format json I10", "show I10", "browse", "status", "verify"])
  func fullDevice(command: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else {
      print("skipped: there is no /dev/full")
      return
    }
    let run = try shell("$CODESEARCH \(command) --index $INDEX > /dev/full")
    #expect(run.status == 6)
    #expect(run.errors.contains("cannot write to standard output: No space left on device"))
  }

  @Test(
    "control characters of a title are shown, not sent",
    arguments: ["search 99213", "show 99213", "browse --system cpt"])
  func controlCharacters(command: String) throws {
    let run = try shell("$CODESEARCH \(command) --index $INDEX")
    #expect(run.output.contains("\\u{1b}"))
    #expect(!run.output.utf8.contains { $0 < 0x20 && $0 != 0x0A })
  }

  @Test("control characters of a title are escaped in JSON and tables", arguments: ["json", "jsonl", "tsv"])
  func controlCharactersForPrograms(format: String) throws {
    let run = try fixture.search("--format", format, "99213")
    #expect(!run.output.utf8.contains(0x1B) && !run.output.utf8.contains(0x07))
  }

  @Test("control characters of an argument are not sent back", arguments: ["show", "browse", "search"])
  func controlCharactersOfArguments(command: String) throws {
    let run = try fixture.run(command, "zz\u{1B}[2Jqq\u{7}")
    #expect(!(run.output + run.errors).utf8.contains { $0 < 0x20 && $0 != 0x0A })
  }

  @Test("COLUMNS decides where lines break")
  func width() throws {
    let run = try shell("$CODESEARCH show --index $INDEX I26.99", ["COLUMNS": "40"])
    #expect(run.lines.allSatisfy { $0.count <= 40 })
  }
}
