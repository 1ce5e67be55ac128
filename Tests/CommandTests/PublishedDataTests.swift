import CodeSearchTestKit
import Foundation
import Testing

/// The published files beside the package, where a developer has them.
enum PublishedData {
  static let root = URL(filePath: CommandRun.packageRoot + "/../shared/data").standardizedFileURL.path
  static let relevance = URL(filePath: CommandRun.packageRoot + "/../shared/relevance").standardizedFileURL.path
  static let isThere = FileManager.default.fileExists(atPath: root + "/icd10cm")

  /// The release program where there is one: indexing them all takes minutes without optimisation.
  static var program: String {
    let release = CommandRun.packageRoot + "/.build/release/codesearch"
    return FileManager.default.isExecutableFile(atPath: release) ? release : CommandRun.program
  }

  /// The starter corpus with the whole tree of files, built once, and what the build printed. Removed when the program ends.
  static let index: Result<(folder: String, output: String), any Error> = Result {
    let folder = try CodeSearchTestKit.TemporaryFolder.make()
    let build = try CommandRun.started(
      program, ["index", "--index", folder, root]
    ).finish()
    try #require(build.status == 0, "\(build.errors)")
    return (folder, build.output)
  }
}

@Suite("PublishedData", .enabled(if: PublishedData.isThere, "../shared/data is not there"))
struct PublishedDataTests {
  private let index: String

  init() throws { index = try PublishedData.index.get().folder }

  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun.started(PublishedData.program, arguments).finish()
  }

  private func codes(_ query: String, _ options: String...) throws -> [String] {
    try run(["search", "--index", index, "--on", "2026-01-15", "--format", "codes"] + options + [query]).lines
  }

  @Test("the published code sets are indexed whole and answer the questions that coders ask first")
  func acceptance() throws {
    try counts(try PublishedData.index.get().output)
    try queries()
    try deletedCode()
    #expect(try run(["verify", "--index", index]).status == 0)
  }

  /// As PROVENANCE-codesets.md counts them.
  private func counts(_ summary: String) throws {
    for (file, count) in [
      ("icd10cm-order-2026.txt.gz", "98,186"), ("icd10cm-codes-2026.txt.gz", "74,719"),
      ("icd10cm-order-2025.txt.gz", "97,584"), ("icd10pcs_order_2021.txt.gz", "79,026"),
    ] {
      let line = summary.split(separator: "\n").first { $0.contains("/" + file) && !$0.contains("skipped") }
      #expect(line?.contains(" \(count) ") == true || line?.hasPrefix("\(count) ") == true, "\(file): \(line ?? "")")
    }
    let status = try run(["status", "--index", index])
    #expect(status.status == 0)
    #expect(status.output.contains("ICD-10-CM order file 2026, 2025-10-01 to 2026-09-30"))
    #expect(status.output.contains("74,719  "))
  }

  private func queries() throws {
    #expect(try codes("retroperitoneal lymph").prefix(3).contains("38564"))
    #expect(["E11.1", "E11.10"].contains(try codes("type 2 diabetes with ketoacidosis").first))
    for (query, code) in [
      ("E11.9", "E11.9"), ("e119", "E11.9"), ("U07.1", "U07.1"), ("0DTJ4ZZ", "0DTJ4ZZ"), ("G0008", "G0008"),
    ] {
      #expect(try codes(query).first == code, "\(query)")
    }
    #expect(try codes("J0120").prefix(2) == ["J0120", "J01.20"])
    #expect(try codes("fracture of distal radius").first?.hasPrefix("S52.5") == true)
  }

  private func deletedCode() throws {
    let query = ["search", "--index", index, "--format", "tsv", "S30.1XXA", "--on"]
    #expect(try run(query + ["2025-09-30"]).output.contains("\tS30.1XXA\tactive\t"))
    #expect(try run(query + ["2025-10-01"]).output.contains("\tS30.1XXA\tdeleted\t"))
    let card = try run(["show", "--index", index, "S30.1XXA", "--on", "2026-01-15"]).output
    #expect(card.contains("DELETED, last day 2025-09-30"))
    #expect(card.contains("In its place now"))
    #expect(card.contains("S30.11"))
  }

  // MARK: What people type

  /// The first codes for each query.
  private func answers(_ queries: [String], limit: Int) throws -> [[String]] {
    let run = try CommandRun.started(
      PublishedData.program,
      ["search", "--index", index, "--on", "2026-01-15", "--batch", "-", "--limit", String(limit)],
      input: queries.joined(separator: "\n") + "\n"
    ).finish()
    #expect(run.status <= 1, "\(run.errors)")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count >= queries.count)
    return lines.prefix(queries.count).map { $0.split(separator: " ").map(String.init) }
  }

  @Test("what people type first has a right code among the first three")
  func everyday() throws {
    let queries = EverydayQuery.all
    for (query, found) in zip(queries, try answers(queries.map(\.text), limit: 3)) {
      #expect(!query.codes.isDisjoint(with: found), "\(query.text): \(found)")
    }
  }

  @Test("the removal of lymph nodes is found with the reason", arguments: EverydayQuery.lymphNodes)
  func lymphNodes(query: EverydayQuery) throws {
    let output = try run(
      ["search", "--index", index, "--on", "2026-01-15", "--format", "jsonl", "--why", "--limit", "3", query.text]
    ).lines
    let hit = output.first { line in query.codes.contains { line.contains("\"\($0)\"") } }
    #expect(hit?.contains("\"why\":[{") == true, "\(output)")
  }

  @Test(
    "punctuation, capitals and plurals never lose a hit of a judged query",
    .enabled(
      if: FileManager.default.fileExists(atPath: PublishedData.relevance), "../shared/relevance is not there"))
  func typing() throws {
    let seed: UInt64 = 20_261_001
    print("published typing seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var probes: [(query: String, code: String)] = []
    for name in ["do_name", "do_synonym", "mondo_label", "wikidata_alias", "pubmed_mention", "hcpcs_index"] {
      let text = try String(contentsOfFile: "\(PublishedData.relevance)/\(name).tsv", encoding: .utf8)
      for line in text.split(separator: "\n").dropFirst() {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        // Signs of the query language would mean something else after a change.
        guard fields[4] == "3", fields[1].allSatisfy({ $0.isLetter || $0.isNumber || " '-,/".contains($0) }),
          !fields[1].contains("- "),
          !fields[1].isEmpty
        else { continue }
        probes.append((fields[1], fields[3]))
      }
    }
    probes = Array(probes.shuffled(using: &generator).prefix(1_500))
    let found = zip(probes, try answers(probes.map(\.query), limit: 5)).filter { $1.contains($0.code) }.map(\.0)
    let kept = Array(found.prefix(500))
    #expect(kept.count == 500)
    let varied = kept.map { QueryVariation.vary($0.query, using: &generator) }
    var lost: [String] = []
    for (probe, (query, answer)) in zip(kept, zip(varied, try answers(varied, limit: 5)))
    where !answer.contains(probe.code) { lost.append("\(probe.code): \(query.debugDescription)") }
    #expect(lost.isEmpty, "seed \(seed): \(lost.count) lost: \(lost.prefix(10))")
  }
}
