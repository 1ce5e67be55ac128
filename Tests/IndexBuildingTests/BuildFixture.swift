import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import IndexBuilding

/// A folder with sources and an index that is built step by step.
final class BuildFixture {
  let folder: String
  var root: String { folder + "/index" }

  init() throws { folder = try TemporaryFolder.make() }

  deinit { TemporaryFolder.remove(folder) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ source: SourceText, as name: String? = nil) throws -> String {
    let path = folder + "/" + (name ?? source.name)
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(source.bytes).write(to: url)
    return path
  }

  @discardableResult
  func build(_ sources: SourceText..., startsAnew: Bool = false) throws -> BuildReport {
    try IndexBuilder(root: root).build(adding: sources.map { try write($0) }, startsAnew: startsAnew)
  }

  func searcher() throws -> Searcher { try Searcher(index: root) }

  func card(_ spelling: String, on day: Day = Fixed.today) throws -> CodeCard? {
    try searcher().cards(spelling, on: day).first
  }

  /// The names of the files in a folder of the index.
  func names(_ inner: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: root + "/" + inner))
  }

  func bytes(_ inner: String) throws -> Data { try Data(contentsOf: URL(filePath: root + "/" + inner)) }

  /// The manifest of a generation.
  func manifest(_ generation: String) throws -> [String: Any] {
    let data = try bytes("generations/\(generation)/manifest.json")
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}

/// Days and files that several suites use.
enum Fixed {
  static let today = day("2026-02-01")

  static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  static func order(_ year: Int, _ extra: [SourceText.OrderLine] = [], title: String = "Classical cholera")
    -> SourceText
  {
    .orderFile(
      year,
      [
        .init("A00", false, "Cholera"), .init("A000", true, title, short: "Cholera, classical"),
        .init("A009", true, "Cholera, unspecified"),
      ] + extra)
  }

  static func note(_ text: String, name: String = "notes.md") -> SourceText {
    .knowledge("note", system: "ICD-10-CM", name: name, "## A00.0 House rule\n\n\(text)")
  }

  static let hcpcs = SourceText.hcpcsFile(
    "HCPC2026_JAN_ANWEB.txt",
    [
      .init("LT", "Left side"), .init("J0120", "Injection, tetracycline, up to 250 mg", reference: "J0121"),
      .init("J0121", "Injection, omadacycline, 1 mg", added: "20191001"),
      .init("G0999", "Service of former times", ended: "20191231"),
    ])
}
