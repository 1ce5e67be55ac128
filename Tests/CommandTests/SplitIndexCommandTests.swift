import Foundation
import Testing

@Suite("SplitIndexCommand")
struct SplitIndexCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  private func files() -> [String] { fixture.list("generations/\(fixture.generation ?? "none")") }

  @Test("a number of parts out of range is a usage error", arguments: ["0", "17", "-1", "two", ""])
  func range(count: String) throws {
    let before = fixture.generation
    let run = try fixture.add(fixture.sources, options: ["--parts=\(count)"])
    #expect(run.status == 2)
    #expect(run.errors.contains("--parts"))
    #expect(fixture.generation == before)
  }

  @Test("a split index answers as before, stays split, and can be joined and gone back to")
  func splitting() throws {
    let before = try fixture.search("--format", "json", "embolism").output
    let split = try fixture.add(fixture.sources, options: ["--parts", "2"])
    #expect(split.status == 0)
    #expect(split.output.contains(" 2 parts, "))
    #expect(files() == ["index-1.glass", "index-2.glass", "manifest.json", "texts"])
    #expect(try fixture.search("--format", "json", "embolism").output == before)
    let verify = try fixture.run("verify")
    #expect(verify.status == 0, "\(verify.errors)")
    #expect(verify.output.contains("index-2.glass: "))
    let status = try fixture.run("status").lines.first { $0.hasPrefix("part 2      ") }
    #expect(status?.contains(" documents, local, ") == true)
    try fixture.addYearBefore()
    #expect(files().first == "index-1.glass")
    #expect(try fixture.add(fixture.sources, options: ["--parts", "1"]).status == 0)
    #expect(files() == ["index.glass", "manifest.json", "texts"])
    #expect(try CommandRun.of(["index", "--rollback", "--index", fixture.index]).status == 0)
    #expect(files().first == "index-1.glass")
    #expect(try fixture.run("verify").status == 0)
  }

  @Test("more parts than there is to split are as many as there are pieces")
  func fewPieces() throws {
    let run = try fixture.add(fixture.sources, options: ["--parts", "16"])
    #expect(run.output.contains(" 2 parts, "))
    #expect(try fixture.add(fixture.sources, options: ["--parts", "2"]).output.contains("nothing changed"))
  }

  @Test("a part that is damaged, cut or missing is status 4", arguments: ["index-1.glass", "index-2.glass"])
  func damage(file: String) throws {
    #expect(try fixture.add(fixture.sources, options: ["--parts", "2"]).status == 0)
    let path = fixture.path(of: file)
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: path))
    let flipped = try fixture.run("verify")
    #expect(flipped.status == 4 && flipped.errors.contains(path))
    #expect(truncate(path, 5_000) == 0)
    #expect(try fixture.search("embolism").status == 4)
    try FileManager.default.removeItem(atPath: path)
    let missing = try fixture.search("embolism")
    #expect(missing.status == 4 && missing.errors.contains(file))
  }

  @Test("a part on a host that does not answer is status 6 to a search by words, and none of a card's business")
  func unreachable() throws {
    #expect(try fixture.add(fixture.sources, options: ["--parts", "2"]).status == 0)
    // Port 1 is not served on loopback.
    let entry = #"[{"part": 2, "host": "127.0.0.1", "port": 1, "timeoutMilliseconds": 60000}]"#
    try fixture.folder.write(entry, to: "index/parts.json")
    let run = try fixture.search("embolism")
    #expect(run.status == 6)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("127.0.0.1:1: ") && run.errors.contains("parts.json"))
    #expect(try fixture.run("verify").status == 6)
    let status = try fixture.run("status").lines.first { $0.hasPrefix("part 2      ") }
    #expect(status?.hasSuffix(" documents, served by 127.0.0.1:1") == true)
    #expect(try fixture.run("show", "I10").status == 0)
    // Building reads what it built.
    #expect(try fixture.add(fixture.sources, options: ["--rebuild", "--parts", "1"]).status == 0)
    #expect(try fixture.search("embolism").status == 0)
  }
}
