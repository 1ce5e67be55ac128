import Foundation
import Testing

@Suite("Generations")
struct GenerationCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  /// Publishes one more generation, in which A00.0 has that title.
  private func publish(_ title: String) throws {
    var order = OrderFile.diagnoses
    order.records[0].title = title
    try fixture.folder.write(order.text, to: "sources/icd10cm-order-2026.txt")
    #expect(try fixture.add(fixture.sources).status == 0)
  }

  private func title() throws -> String? {
    let cells = try fixture.search("--format", "tsv", "A00.0").lines.last?.split(separator: "\t")
    return cells.flatMap { $0.count > 5 ? String($0[5]) : nil }
  }

  @Test("three generations are kept, and one can go back from each to the one before")
  func rollback() throws {
    for number in 2...5 { try publish("Title \(number)") }
    #expect(fixture.generations.count == 3)
    #expect(fixture.generations.map { $0.prefix(6) } == ["000003", "000004", "000005"])
    #expect(try title() == "Title 5")
    let run = try CommandRun.of(["index", "--rollback", "--index", fixture.index])
    #expect(run.status == 0)
    #expect(run.output == "current generation: \(fixture.generation ?? "")\n")
    #expect(try title() == "Title 4")
    #expect(try fixture.run("verify").status == 0)
    #expect(try CommandRun.of(["index", "--rollback", "--index", fixture.index]).status == 0)
    #expect(try title() == "Title 3")
    let last = try CommandRun.of(["index", "--rollback", "--index", fixture.index])
    #expect(last.status == 3)
    #expect(last.errorLines.count == 1)
    #expect(try title() == "Title 3")
    try publish("Title 6")
    #expect(try title() == "Title 6")
    #expect(fixture.generations.count <= 3)
  }

  @Test("status names the generations that are kept")
  func status() throws {
    try publish("Title 2")
    let run = try fixture.run("status")
    #expect(run.status == 0)
    #expect(run.output.contains("kept        \(fixture.generations.joined(separator: ", "))\n"))
    #expect(run.output.contains("generation  \(fixture.generation ?? "none"), built "))
  }

  @Test("verify tells each file and count that it checked")
  func verify() throws {
    let run = try fixture.run("verify")
    #expect(run.status == 0)
    #expect(run.lines.last == "the index is whole")
    #expect(run.output.contains("index.glass: "))
    #expect(run.output.contains("texts: "))
  }

  @Test("one flipped bit is found by verify", arguments: ["index.glass", "texts"], [0.1, 0.5, 0.95])
  func flippedBit(file: String, place: Double) throws {
    let url = URL(filePath: fixture.path(of: file))
    var bytes = try Data(contentsOf: url)
    bytes[Int(Double(bytes.count) * place)] ^= 4
    try bytes.write(to: url)
    let run = try fixture.run("verify")
    #expect(run.status == 4)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains(url.path))
    #expect(run.errors.contains("--rebuild"))
  }

  @Test("a missing file is status 4 to verify and to search", arguments: ["index.glass", "texts"])
  func missingFile(file: String) throws {
    try FileManager.default.removeItem(atPath: fixture.path(of: file))
    for run in [try fixture.run("verify"), try fixture.search("I10"), try fixture.run("status")] {
      #expect(run.status == 4)
      #expect(run.errorLines.count == 1)
      #expect(run.errors.contains(file))
    }
  }

  @Test("a missing manifest is status 4 to verify, status and a build, and --rebuild heals it")
  func missingManifest() throws {
    try FileManager.default.removeItem(atPath: fixture.path(of: "manifest.json"))
    #expect(try fixture.run("verify").status == 4)
    #expect(try fixture.run("status").status == 4)
    let build = try fixture.add(fixture.sources)
    #expect(build.status == 4)
    #expect(build.errors.contains("--rebuild"))
    #expect(try fixture.add(fixture.sources, options: ["--rebuild"]).status == 0)
    #expect(try fixture.run("verify").status == 0)
  }

  @Test("a truncated file is status 4", arguments: ["index.glass", "texts"], [0, 100, 4_000])
  func truncated(file: String, length: Int) throws {
    let path = fixture.path(of: file)
    #expect(truncate(path, length) == 0)
    #expect(try fixture.run("verify").status == 4)
    #expect(try fixture.search("I10").status == 4)
  }

  @Test(
    "a CURRENT that names nothing is status 4, and --rebuild heals it",
    arguments: ["junk\n", "", "000009-00000000\n"])
  func current(text: String) throws {
    try fixture.folder.write(text, to: "index/CURRENT")
    #expect(try fixture.search("I10").status == 4)
    #expect(try fixture.run("verify").status == 4)
    #expect(try fixture.add(fixture.sources).status == 4)
    let run = try fixture.add(fixture.sources, options: ["--rebuild"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try fixture.search("I10").status == 0)
  }
}

/// Places that are no index of ours: nothing is run, read as an index, written or removed there.
@Suite("ForeignFolder")
struct ForeignFolderTests {
  private let fixture: CommandFixture
  private var place: String { fixture.folder.path + "/foreign" }
  private var trace: String { fixture.folder.path + "/trace" }
  private var stub: String { "remote :/usr/bin/touch \(trace)\n" }

  init() throws { fixture = try CommandFixture(builds: false) }

  private func expectForeign(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for arguments in [
      ["search", "I10"], ["show", "I10"], ["browse"], ["status"], ["verify"], ["index", "--rollback"],
      ["index", "--no-corpus", fixture.sources], ["index", "--no-corpus", "--rebuild", fixture.sources],
    ] {
      let run = try CommandRun.of(arguments + ["--index", place])
      #expect(run.status == 4, "\(arguments): \(run.errors)", sourceLocation: sourceLocation)
      #expect(run.errorLines.count == 1, sourceLocation: sourceLocation)
      #expect(run.errors.contains(place), sourceLocation: sourceLocation)
    }
    #expect(!FileManager.default.fileExists(atPath: trace), sourceLocation: sourceLocation)
  }

  @Test("a stub file starts no process")
  func stubFile() throws {
    try fixture.folder.write(stub, to: "foreign")
    try expectForeign()
  }

  @Test("a folder with a stub in it starts no process and is left as it is")
  func stubFolder() throws {
    try fixture.folder.write(stub, to: "foreign/XAPIANDB")
    try expectForeign()
    #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["XAPIANDB"])
  }

  @Test("a stub in place of a generation's file starts no process")
  func stubInGeneration() throws {
    let fixture = try CommandFixture()
    try fixture.folder.write(stub, to: "index/generations/\(fixture.generation ?? "")/index.glass")
    #expect(try fixture.search("I10").status == 4)
    #expect(!FileManager.default.fileExists(atPath: trace))
  }

  @Test("a folder of somebody else's keeps every file in it")
  func folder() throws {
    try fixture.folder.write("precious", to: "foreign/sources/thesis.txt")
    try fixture.folder.write("precious", to: "foreign/parts/chapter/one.txt")
    try expectForeign()
    #expect(FileManager.default.fileExists(atPath: place + "/sources/thesis.txt"))
    #expect(FileManager.default.fileExists(atPath: place + "/parts/chapter/one.txt"))
  }

  @Test("a link that leads nowhere is not followed")
  func danglingLink() throws {
    try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: fixture.folder.path + "/nowhere")
    try expectForeign()
    #expect(!FileManager.default.fileExists(atPath: fixture.folder.path + "/nowhere"))
  }
}
