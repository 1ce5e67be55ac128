import Foundation
import Testing

/// The published code sets beside the package, where a developer has them.
private enum PublishedData {
  static let root = URL(filePath: CommandRun.packageRoot + "/../shared/data").standardizedFileURL.path
  static let isThere = FileManager.default.fileExists(atPath: root + "/icd10cm")

  /// The release program where there is one: indexing them all takes minutes without optimisation.
  static var program: String {
    let release = CommandRun.packageRoot + "/.build/release/codesearch"
    return FileManager.default.isExecutableFile(atPath: release) ? release : CommandRun.program
  }
}

@Suite("PublishedData", .enabled(if: PublishedData.isThere, "../shared/data is not there"))
struct PublishedDataTests {
  private let folder = TemporaryFolder()
  private var index: String { folder.path + "/index" }

  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun.started(PublishedData.program, arguments).finish()
  }

  private func codes(_ query: String, _ options: String...) throws -> [String] {
    try run(["search", "--index", index, "--on", "2026-01-15", "--format", "codes"] + options + [query]).lines
  }

  @Test("the published code sets are indexed whole and answer the questions that coders ask first")
  func acceptance() throws {
    let build = try run(
      ["index", "--index", index] + ["icd10cm", "icd10pcs", "hcpcs"].map { PublishedData.root + "/" + $0 })
    try #require(build.status == 0, "\(build.errors)")
    try counts(build.output)
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
}
