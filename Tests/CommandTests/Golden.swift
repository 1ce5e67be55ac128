import Foundation
import Testing

/// Golden outputs beside the tests; `RECORD_GOLDEN=1` writes them anew.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden").path

  /// Compares `text` with `Golden/<name>.txt`.
  static func expect(_ text: String, _ name: String, in fixture: CommandFixture? = nil) throws {
    let path = "\(folder)/\(name).txt"
    let found = stable(text, fixture)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try found.write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    #expect(found == expected, "\(name) differs; RECORD_GOLDEN=1 records it anew")
  }

  /// Without what differs from run to run: paths, times, sizes, digests, versions of libraries.
  private static func stable(_ text: String, _ fixture: CommandFixture?) -> String {
    var text = text
    if let fixture { text = text.replacingOccurrences(of: fixture.folder.path, with: "FOLDER") }
    for (pattern, placeholder) in [
      ("[0-9]{6}-[0-9a-f]{8}", "GENERATION"), ("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", "TIME"),
      ("xapian [0-9.]+", "ENGINE"), ("[0-9]+\\.[0-9] s", "SECONDS"), ("[0-9.]+ (kB|MB|bytes)", "SIZE"),
    ] {
      text = text.replacingOccurrences(of: pattern, with: placeholder, options: .regularExpression)
    }
    return text
  }
}

@Suite("Golden output")
struct GoldenOutputTests {
  @Test(
    "each help page stands as recorded",
    arguments: [
      "", "search", "show", "browse", "check", "edits", "coverage", "guideline", "crosswalk", "fee", "index", "verify",
      "status", "query",
    ])
  func help(subcommand: String) throws {
    let run = try CommandRun.of(subcommand.isEmpty ? ["--help"] : ["help", subcommand])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    try Golden.expect(run.output, subcommand.isEmpty ? "help" : "help-\(subcommand)")
  }

  @Test("the summary of a build stands as recorded")
  func summary() throws {
    let fixture = try CommandFixture(builds: false)
    try fixture.folder.write("not data\n", to: "sources/picture.bin")
    try Golden.expect(try fixture.add(fixture.sources).output, "index", in: fixture)
  }

  @Test("status, a search, a card and a level stand as recorded")
  func answers() throws {
    let fixture = try CommandFixture()
    try Golden.expect(try fixture.run("status").output, "status", in: fixture)
    try Golden.expect(try fixture.search("limited RPLND").output, "search", in: fixture)
    try Golden.expect(try fixture.run("show", "--on", "2026-01-15", "e119").output, "show", in: fixture)
    try Golden.expect(try fixture.run("browse", "--on", "2026-01-15", "I26").output, "browse", in: fixture)
    try Golden.expect(try fixture.run("search", "foo:bar x").errors, "unknown-field", in: fixture)
  }
}
