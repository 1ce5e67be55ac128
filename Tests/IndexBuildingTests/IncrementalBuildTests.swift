import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import IndexBuilding
import Testing

@Suite struct IncrementalBuildTests {
  @Test func `Sources that did not change are not parsed again, and the generation stays`() throws {
    let fixture = try BuildFixture()
    let first = try fixture.build(Fixed.order(2026), Fixed.note("Ask the doctor."))
    #expect(first.sources.map(\.wasParsed) == [true, true])
    #expect(!first.isUnchanged)
    let second = try fixture.build(Fixed.order(2026), Fixed.note("Ask the doctor."))
    #expect(second.sources.map(\.wasParsed) == [false, false])
    #expect(second.isUnchanged)
    #expect(second.generation == first.generation)
    #expect(second.targets == first.targets && second.documents == first.documents && second.bytes == first.bytes)
    #expect(second.replaced.isEmpty)
  }

  @Test func `A build without paths keeps what is there`() throws {
    let fixture = try BuildFixture()
    let first = try fixture.build(Fixed.order(2026))
    let second = try IndexBuilder(root: fixture.root).build(adding: [])
    #expect(second.isUnchanged && second.generation == first.generation)
  }

  @Test func `A file that changed replaces what it was`() throws {
    let fixture = try BuildFixture()
    let first = try fixture.build(Fixed.order(2026), Fixed.note("Ask the doctor."))
    let second = try fixture.build(Fixed.note("Ask the nurse."))
    #expect(second.replaced.count == 1)
    #expect(second.sources.count == 2)
    #expect(second.sources.filter(\.wasParsed).count == 1)
    #expect(second.generation != first.generation)
    #expect(try fixture.card("A00.0")?.texts.map(\.text) == ["Ask the nurse."])
    #expect(try fixture.card("A00.0")?.title == "Classical cholera")
  }

  @Test func `The same content under another path is one source`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026))
    let moved = try fixture.write(Fixed.order(2026), as: "moved/icd10cm-order-2026.txt")
    let report = try IndexBuilder(root: fixture.root).build(adding: [moved])
    #expect(report.sources.map(\.path) == [moved])
    #expect(report.sources.map(\.wasParsed) == [false])
    #expect(report.replaced.isEmpty)
  }

  @Test func `The same content at two paths of one build is one source`() throws {
    let fixture = try BuildFixture()
    let paths = [
      try fixture.write(Fixed.order(2026)), try fixture.write(Fixed.order(2026), as: "b/icd10cm-order-2026.txt"),
    ]
    let report = try IndexBuilder(root: fixture.root).build(adding: paths)
    #expect(report.sources.count == 1)
    #expect(try fixture.card("A00.0")?.sources.count == 1)
  }

  @Test func `Files of two releases that are equal byte for byte are two sources`() throws {
    let fixture = try BuildFixture()
    #expect(Fixed.order(2025).bytes == Fixed.order(2026).bytes)
    try fixture.build(Fixed.order(2025))
    let report = try fixture.build(Fixed.order(2026))
    #expect(report.sources.map(\.version) == ["2025", "2026"])
    #expect(report.replaced.isEmpty)
    #expect(try fixture.card("A00.0")?.notices.isEmpty == true)
  }

  @Test func `A file that was renamed stays through later builds`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026), Fixed.note("Ask the doctor."))
    try fixture.build(Fixed.note("Ask the doctor.", name: "other.md"), startsAnew: true)
    let report = try fixture.build(Fixed.hcpcs)
    #expect(report.sources.count == 2)
    #expect(report.sources.contains { $0.path.hasSuffix("other.md") })
  }

  @Test func `Two knowledge files of one name in two folders are two sources`() throws {
    let fixture = try BuildFixture()
    let paths = [
      try fixture.write(Fixed.note("First."), as: "a/notes.md"),
      try fixture.write(Fixed.note("Second."), as: "b/notes.md"),
      try fixture.write(Fixed.order(2026)),
    ]
    let report = try IndexBuilder(root: fixture.root).build(adding: paths)
    #expect(report.sources.count == 3)
    #expect(try fixture.card("A00.0")?.texts.map(\.text) == ["First.", "Second."])
  }

  @Test func `A build that starts anew forgets the rest`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026), Fixed.hcpcs)
    let report = try fixture.build(Fixed.order(2026), startsAnew: true)
    #expect(report.sources.count == 1)
    #expect(try fixture.card("G0999") == nil)
  }

  @Test func `A part whose sources did not change is used again`() throws {
    let fixture = try BuildFixture()
    let first = try fixture.build(Fixed.order(2026), Fixed.hcpcs)
    let before = try fixture.manifest(first.generation)["parts"] as? [[String: Any]] ?? []
    let second = try fixture.build(Fixed.note("Ask the doctor."))
    let after = try fixture.manifest(second.generation)["parts"] as? [[String: Any]] ?? []
    let keys = { (parts: [[String: Any]]) in Set(parts.compactMap { $0["key"] as? String }) }
    #expect(keys(before).count == 2 && keys(after).count == 3)
    #expect(keys(before).isSubset(of: keys(after)))
    #expect(try fixture.names("parts").isSuperset(of: keys(after)))
  }

  @Test func `A file of no known format is skipped and named`() throws {
    let fixture = try BuildFixture()
    let inner = fixture.folder + "/files"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    for source in [Fixed.order(2026), SourceText("readme.txt", "Hello.\n")] {
      _ = try fixture.write(source, as: "files/" + source.name)
    }
    let report = try IndexBuilder(root: fixture.root).build(adding: [inner])
    #expect(report.skipped.count == 1)
    #expect(report.skipped.first?.hasSuffix("readme.txt") == true)
  }

  @Test func `Where nothing can be read, nothing is published`() throws {
    let fixture = try BuildFixture()
    let error = #expect(throws: BuildError.self) { try fixture.build(SourceText("readme.txt", "Hello.\n")) }
    #expect(error?.code == .source)
    #expect(throws: CodeSearchError(.indexMissing, "")) { try fixture.searcher() }
  }

  @Test func `A refused source leaves the index as it was`() throws {
    let fixture = try BuildFixture()
    let first = try fixture.build(Fixed.order(2026))
    let broken = SourceText(
      "icd10cm-order-2025.txt", String(decoding: Fixed.order(2025).bytes, as: UTF8.self) + "00004 A01 broken\r\n")
    let error = #expect(throws: BuildError.self) { try fixture.build(broken) }
    #expect(error?.code == .source)
    #expect(error?.message.contains("icd10cm-order-2025.txt:4") == true, "\(error?.message ?? "")")
    #expect(try fixture.searcher().status().generation == first.generation)
    #expect(try fixture.names("sources").allSatisfy { !$0.hasSuffix(".new") })
  }

  @Test func `Archives are opened, each file in them is a source`() throws {
    let fixture = try BuildFixture()
    let archive = Archive.stored([Fixed.order(2026), Fixed.hcpcs])
    let path = try fixture.write(SourceText("release.zip", bytes: archive))
    let report = try IndexBuilder(root: fixture.root).build(adding: [path])
    #expect(report.sources.count == 2)
    #expect(report.sources.allSatisfy { $0.path.contains("release.zip/") })
    #expect(try fixture.card("A00.0")?.title == "Classical cholera")
    #expect(try fixture.card("G0999")?.title == "Service of former times")
    let again = try IndexBuilder(root: fixture.root).build(adding: [path])
    #expect(again.isUnchanged)
  }

  @Test func `A moved archive is known again`() throws {
    let fixture = try BuildFixture()
    let archive = Archive.stored([Fixed.order(2026), Fixed.hcpcs])
    let builder = IndexBuilder(root: fixture.root)
    _ = try builder.build(adding: [try fixture.write(SourceText("release.zip", bytes: archive))])
    let moved = try fixture.write(SourceText("release.zip", bytes: archive), as: "elsewhere/release.zip")
    let report = try builder.build(adding: [moved])
    #expect(report.sources.count == 2)
    #expect(report.sources.allSatisfy { !$0.wasParsed && $0.path.hasPrefix(moved + "/") }, "\(report.sources)")
  }
}
