import Foundation
import Testing

@Suite("IndexCommand")
struct IndexCommandTests {
  @Test("a folder is indexed whole, and what is no data is named")
  func folder() throws {
    let fixture = try CommandFixture(builds: false)
    try fixture.folder.write("no data\n", to: "sources/readme.bin")
    let run = try fixture.add(fixture.sources)
    #expect(run.status == 0)
    #expect(run.output.contains("ICD-10-CM order file 2026"))
    #expect(run.output.contains("skipped, of no known format: \(fixture.sources)/readme.bin"))
    #expect(run.output.contains("generation 000001-"))
    #expect(run.errors.isEmpty)
  }

  @Test("unchanged sources are known and the generation stays")
  func unchanged() throws {
    let fixture = try CommandFixture()
    let generation = try #require(fixture.generation)
    let run = try fixture.add(fixture.sources)
    #expect(run.status == 0)
    #expect(run.output.contains("nothing changed; generation \(generation) stays"))
    #expect(run.lines.filter { $0.hasSuffix("(known, not parsed again)") }.count == 2)
    #expect(fixture.generation == generation)
    #expect(fixture.generations.count == 1)
  }

  @Test("a changed file is read again and replaces what it was")
  func changed() throws {
    let fixture = try CommandFixture()
    var order = OrderFile.diagnoses
    order.records[0].title = "Cholera, renamed"
    try fixture.folder.write(order.text, to: "sources/icd10cm-order-2026.txt")
    let run = try fixture.add(fixture.sources)
    #expect(run.status == 0)
    #expect(run.output.contains("replaced: \(fixture.sources)/icd10cm-order-2026.txt"))
    #expect(run.output.contains("generation 000002-"))
    #expect(try fixture.search("--format", "tsv", "A00.0").output.contains("Cholera, renamed"))
    #expect(try fixture.search("biovar").status == 1)
  }

  @Test("what is added joins what is there")
  func added() throws {
    let fixture = try CommandFixture()
    let table = "drg,mdc,type,title\n001,PRE,P,HEART TRANSPLANT\n"
    let path = try fixture.folder.write(table, to: "msdrg_v43_titles.csv")
    let run = try fixture.add(path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try fixture.search("--format", "codes", "heart transplant").lines == ["001"])
    #expect(try fixture.search("--format", "codes", "I10").lines == ["I10"])
  }

  @Test("--rebuild forgets what was there")
  func rebuild() throws {
    let fixture = try CommandFixture()
    #expect(try fixture.add(fixture.sources + "/lymph.md", options: ["--rebuild"]).status == 0)
    #expect(try fixture.search("cholera").status == 1)
    #expect(try fixture.search("RPLND").status == 0)
  }

  @Test("a source whose kept values are gone is named, not dropped in silence")
  func lost() throws {
    let fixture = try CommandFixture()
    for name in fixture.list("sources") {
      try FileManager.default.removeItem(atPath: "\(fixture.index)/sources/\(name)")
    }
    let run = try fixture.add(fixture.sources + "/lymph.md")
    #expect(run.status == 0)
    #expect(run.errors.contains("\(fixture.sources)/icd10cm-order-2026.txt: no longer in the index; index it again"))
    #expect(run.errorLines.count == 1)
  }

  @Test("--quiet prints nothing")
  func quiet() throws {
    let fixture = try CommandFixture(builds: false)
    let run = try fixture.add(fixture.sources, options: ["--quiet"])
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors.isEmpty)
  }

  @Test("--formats lists what can be read")
  func formats() throws {
    let run = try CommandRun.of(["index", "--formats"])
    #expect(run.status == 0)
    #expect(run.lines.contains("knowledge") && run.lines.contains("icd10cm-order"))
    #expect(Set(run.lines).count == run.lines.count)
    #expect(run.lines.contains { $0.hasPrefix("term-list  (tab-separated; first line: code, term") })
  }

  @Test("--release serves a file whose name tells none, and must not contradict one that does")
  func release() throws {
    let fixture = try CommandFixture(builds: false)
    let nameless = try fixture.folder.write(OrderFile.diagnoses.text, to: "codes.txt")
    let refused = try fixture.add(nameless)
    #expect(refused.status == 7)
    #expect(refused.errors.contains("--release"))
    #expect(try fixture.add(nameless, options: ["--release", "2026"]).status == 0)
    #expect(try fixture.add(fixture.sources + "/icd10cm-order-2026.txt", options: ["--release", "2025"]).status == 7)
  }

  @Test("a path through a link to a folder will do")
  func link() throws {
    let fixture = try CommandFixture(builds: false)
    try fixture.folder.write("", to: "real/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.folder.path + "/link", withDestinationPath: fixture.folder.path + "/real")
    let run = try CommandRun.of(
      ["index", "--no-corpus", "--index", fixture.folder.path + "/link/index", fixture.sources])
    #expect(run.status == 0, "\(run.errors)")
    #expect(FileManager.default.fileExists(atPath: fixture.folder.path + "/real/index/CURRENT"))
  }

  @Test("a summary goes to standard output, and an unwritable one is status 6 with the index built")
  func fullDevice() throws {
    let fixture = try CommandFixture(builds: false)
    let run = try CommandRun.shell(
      "$CODESEARCH index --no-corpus --index \(fixture.index) \(fixture.sources) > /dev/full")
    #expect(run.status == 6)
    #expect(fixture.generation != nil)
  }

  @Test("without a corpus and a path there is nothing to index")
  func nothing() throws {
    let fixture = try CommandFixture(builds: false)
    let run = try fixture.add()
    #expect(run.status == 7)
    #expect(run.errorLines.count == 1)
  }
}
