import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import IndexBuilding
import Testing

@Suite struct GenerationTests {
  @Test func `A rollback returns to the generation before, as often as there is one`() throws {
    let fixture = try BuildFixture()
    let builder = IndexBuilder(root: fixture.root)
    let generations = try (1...3).map { try fixture.build(Fixed.order(2026), Fixed.note("Note \($0).")).generation }
    #expect(Set(generations).count == 3)
    #expect(try builder.rollback() == generations[1])
    #expect(try fixture.card("A00.0")?.texts.map(\.text) == ["Note 2."])
    #expect(try builder.rollback() == generations[0])
    #expect(try fixture.card("A00.0")?.texts.map(\.text) == ["Note 1."])
    let error = #expect(throws: BuildError.self) { try builder.rollback() }
    #expect(error?.code == .missing)
    #expect(try fixture.searcher().status().generation == generations[0])
  }

  @Test func `After a rollback a build goes on from what is current`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026), Fixed.note("Note 1."))
    try fixture.build(Fixed.note("Note 2."))
    _ = try IndexBuilder(root: fixture.root).rollback()
    try fixture.build(Fixed.hcpcs)
    #expect(try fixture.card("A00.0")?.texts.map(\.text) == ["Note 1."])
    #expect(try fixture.card("G0999") != nil)
  }

  @Test func `There is nothing to return to where there is no index`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026))
    #expect(throws: BuildError.self) { try IndexBuilder(root: fixture.root).rollback() }
  }

  @Test func `Only the last three generations stay, with the caches that they rest on`() throws {
    let fixture = try BuildFixture()
    for number in 1...6 { try fixture.build(Fixed.order(2026), Fixed.note("Note \(number).")) }
    #expect(try fixture.names("generations").count == 3)
    // One order file and three notes; one part of codes and three of knowledge.
    #expect(try fixture.names("sources").count == 4)
    #expect(try fixture.names("parts").count == 4)
    #expect(try fixture.searcher().status().generations.count == 3)
  }

  @Test func `The manifest counts what is there`() throws {
    let fixture = try BuildFixture()
    let report = try fixture.build(Fixed.order(2026), Fixed.hcpcs, Fixed.note("Ask the doctor."))
    let manifest = try fixture.manifest(report.generation)
    #expect(manifest["targets"] as? Int == 7)
    #expect(report.targets == 7)
    #expect(manifest["documents"] as? Int == report.documents)
    let parts = try #require(manifest["parts"] as? [[String: Any]])
    #expect(parts.compactMap { $0["name"] as? String } == ["hcpcs", "icd10cm", "knowledge"])
    #expect(parts.compactMap { $0["targets"] as? Int } == [4, 3, 1])
    #expect(parts.compactMap { $0["documents"] as? Int }.reduce(0, +) == report.documents)
    let sources = try #require(manifest["sources"] as? [[String: Any]])
    #expect(sources.compactMap { $0["values"] as? Int } == report.sources.map(\.values))
    for file in try #require(manifest["files"] as? [[String: Any]]) {
      let name = try #require(file["name"] as? String)
      #expect(try fixture.bytes("generations/\(report.generation)/\(name)").count == file["bytes"] as? Int)
    }
  }

  @Test func `The same sources give the same texts, byte for byte`() throws {
    func texts(reversed: Bool) throws -> Data {
      let fixture = try BuildFixture()
      let paths = try [Fixed.order(2025), Fixed.order(2026), Fixed.hcpcs].map { try fixture.write($0) }
      let report = try IndexBuilder(root: fixture.root).build(adding: reversed ? paths.reversed() : paths)
      let data = try fixture.bytes("generations/\(report.generation)/texts")
      let own = Data(fixture.folder.utf8)
      // The paths of sources are part of the texts, so they are made alike.
      var common = data
      while let range = common.firstRange(of: own) { common.replaceSubrange(range, with: Data(count: own.count)) }
      return common
    }
    let first = try texts(reversed: false)
    #expect(try texts(reversed: false) == first)
    #expect(try texts(reversed: true) == first)
  }

  @Test func `A check finds a whole index whole`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026), Fixed.hcpcs)
    let lines = try GenerationCheck.check(root: fixture.root)
    #expect(lines.count == 3)
    #expect(lines.last?.contains("look-ups right") == true)
  }

  @Test(arguments: ["texts", "index.glass"])
  func `A check finds a changed byte anywhere`(name: String) throws {
    let fixture = try BuildFixture()
    let report = try fixture.build(Fixed.order(2026), Fixed.hcpcs)
    let path = "generations/\(report.generation)/\(name)"
    let whole = try fixture.bytes(path)
    for step in 0..<20 {
      var damaged = whole
      damaged[step * (whole.count - 1) / 19] ^= 0x10
      try damaged.write(to: URL(filePath: fixture.root + "/" + path))
      let error = #expect(throws: BuildError.self, "byte \(step)/19") { try GenerationCheck.check(root: fixture.root) }
      #expect(error?.code == .corrupt)
    }
    try whole.write(to: URL(filePath: fixture.root + "/" + path))
    #expect(throws: Never.self) { try GenerationCheck.check(root: fixture.root) }
  }

  @Test(arguments: ["texts", "index.glass", "manifest.json"])
  func `A missing or shortened file is noticed when the index is opened or checked`(name: String) throws {
    let fixture = try BuildFixture()
    let report = try fixture.build(Fixed.order(2026))
    let path = fixture.root + "/generations/\(report.generation)/\(name)"
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
    #expect(throws: (any Error).self) { try GenerationCheck.check(root: fixture.root) }
    if name != "manifest.json" { #expect(throws: CodeSearchError(.indexCorrupt, "")) { try fixture.searcher() } }
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: (any Error).self) { try GenerationCheck.check(root: fixture.root) }
    if name != "manifest.json" { #expect(throws: CodeSearchError.self) { try fixture.searcher() } }
  }

  @Test func `A damaged cache of values is parsed anew or refused, never used`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026))
    let name = try #require(try fixture.names("sources").first)
    let url = URL(filePath: fixture.root + "/sources/" + name)
    let whole = try Data(contentsOf: url)
    for cut in [0, 3, 10, 17, whole.count / 2, whole.count - 1] {
      try whole.prefix(cut).write(to: url)
      let report = try fixture.build(Fixed.order(2026))
      #expect(report.sources.map(\.wasParsed) == [true], "cut at \(cut)")
      #expect(try Data(contentsOf: url) == whole)
    }
  }

  @Test func `A flipped bit in the cache of values never changes what is published`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026))
    let name = try #require(try fixture.names("sources").first)
    let url = URL(filePath: fixture.root + "/sources/" + name)
    let whole = try Data(contentsOf: url)
    var wrong: [Int] = []
    for position in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
      var damaged = whole
      damaged[position] ^= 0x04
      try damaged.write(to: url)
      // The kept part must not stand in for the values.
      try? FileManager.default.removeItem(atPath: fixture.root + "/parts")
      if (try? fixture.build(Fixed.order(2026), Fixed.note("Position \(position)."))) == nil { continue }
      let card = try fixture.card("A00.0")
      let other = try fixture.card("A00.9")
      let block = try fixture.card("A00")
      if card?.title != "Classical cholera" || card?.shortTitle != "Cholera, classical" || card?.billable != true
        || other?.title != "Cholera, unspecified" || block?.title != "Cholera"
      {
        wrong.append(position)
      }
    }
    #expect(wrong.isEmpty, "bytes \(wrong) of \(whole.count)")
  }

  @Test func `Two builders at once: the second is told so`() async throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026))
    let root = fixture.root
    let paths = try (0..<4).map { try fixture.write(Fixed.note("Note \($0)."), as: "\($0)/notes-\($0).md") }
    let codes = await withTaskGroup(of: BuildError.Code?.self) { group in
      for path in paths {
        group.addTask {
          do throws(BuildError) {
            _ = try IndexBuilder(root: root).build(adding: [path])
            return nil
          } catch {
            return error.code
          }
        }
      }
      return await group.reduce(into: [BuildError.Code?]()) { $0.append($1) }
    }
    #expect(codes.contains(nil))
    #expect(codes.compactMap { $0 }.allSatisfy { $0 == .busy })
    #expect(try fixture.card("A00.0")?.texts.count == codes.count { $0 == nil })
  }
}
