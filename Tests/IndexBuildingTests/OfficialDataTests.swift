import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import IndexBuilding
import Testing

/// The published files beside the package, where a developer has them, and one index of all of them.
private enum OfficialData {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data").standardizedFileURL.path
  static let isThere = FileManager.default.fileExists(atPath: root + "/icd10cm")

  private static let built = Result {
    try TestIndex(paths: ["icd10cm", "icd10pcs", "hcpcs", "crosswalk", "drg"].map { root + "/" + $0 })
  }

  static var index: TestIndex { get throws { try built.get() } }

  /// The lines of a file, inflated where it ends in `.gz`.
  static func lines(_ path: String) throws -> [Substring] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = path.hasSuffix(".gz") ? ["gzip", "-dc", root + "/" + path] : ["cat", root + "/" + path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: Unicode.ASCII.self).split { $0 == "\r\n" || $0 == "\n" }
  }
}

@Suite(.enabled(if: OfficialData.isThere, "the published files are not beside the package (../shared/data)"))
struct OfficialDataTests {
  /// Compares the titles of codes with those on their cards of a day.
  private func compare(_ titles: [(code: String, title: String)], _ scope: Scope, on day: String) throws {
    let searcher = try OfficialData.index.searcher
    var wrong: [String] = []
    for (code, title) in titles {
      let card = searcher.cards(code, scope: scope, on: Fixed.day(day)).first
      let words = { (text: String) in text.split { $0 == " " } }
      if card.map({ words($0.title) != words(title) }) ?? true { wrong.append("\(code): \(card?.title ?? "none")") }
    }
    #expect(wrong.isEmpty, "\(wrong.count) of \(titles.count): \(wrong.prefix(10))")
  }

  /// Every code in an optimised build; else every fiftieth, so that the suite stays short.
  private func sampled<Element>(_ all: [Element]) -> [Element] {
    #if DEBUG
      return stride(from: 0, to: all.count, by: 50).map { all[$0] }
    #else
      return all
    #endif
  }

  @Test(arguments: [
    ("icd10cm/fy2026/icd10cm-order-2026.txt.gz", Scope.icd10cm, "2025-12-01", 98_186),
    ("icd10cm/fy2025/icd10cm-order-2025.txt.gz", .icd10cm, "2025-09-30", 97_584),
    ("icd10pcs/fy2021/icd10pcs_order_2021.txt.gz", .icd10pcs, "2021-02-01", 79_026),
  ])
  func `Every line of an order file is a code with its title`(
    file: String, scope: Scope, day: String, count: Int
  ) throws {
    let lines = try OfficialData.lines(file)
    #expect(lines.count == count)
    let titles = sampled(lines).map { line in
      let bytes = Array(line.utf8)
      let code = String(decoding: bytes[6..<13], as: UTF8.self).filter { $0 != " " }
      return (code, String(decoding: bytes[77...], as: UTF8.self))
    }
    try compare(titles, scope, on: day)
  }

  @Test func `Every code of the HCPCS file of 2020 is there with its title`() throws {
    var titles: [(code: String, title: String)] = []
    for line in try OfficialData.lines("hcpcs/2020/HCPC2020_ANWEB_w_disclaimer.txt") {
      let bytes = Array(line.utf8)
      guard bytes.count >= 12, bytes[5..<10].allSatisfy({ (48...57).contains($0) }) else { continue }
      let text = String(decoding: bytes[11..<min(91, bytes.count)], as: UTF8.self)
        .trimmingCharacters(in: .whitespaces)
      switch bytes[10] {
      case UInt8(ascii: "3"): titles.append((String(decoding: bytes[0..<5], as: UTF8.self), text))
      case UInt8(ascii: "4") where titles.last.map { $0.code.utf8.elementsEqual(bytes[0..<5]) } ?? false:
        titles[titles.count - 1].title += " " + text
      default: continue
      }
    }
    #expect(titles.count == 6710)
    try compare(sampled(titles), .hcpcs, on: "2020-02-01")
  }

  @Test func `Every source gives as many codes as were counted`() throws {
    let sources = try OfficialData.index.searcher.status().sources
    func values(_ name: String) -> Int? { sources.first { $0.path.hasSuffix(name) }?.values }
    let expected = [
      ("icd10cm-order-2026.txt", 98_186), ("icd10cm-order-2025.txt", 97_584), ("icd10cm-codes-2026.txt", 74_719),
      ("icd10pcs_order_2021.txt", 79_026), ("2018_I9gem.txt", 24_860), ("2018_I10gem.txt", 81_593),
      ("gem_i9pcs.txt", 73_593), ("gem_pcsi9.txt", 101_025), ("CMS32_DESC_LONG_DX.txt", 14_567),
      ("CMS32_DESC_SHORT_DX.txt", 14_567), ("CMS32_DESC_LONG_SG.txt", 3_882), ("CMS32_DESC_SHORT_SG.txt", 3_882),
    ]
    for (name, count) in expected { #expect(values(name) ?? values(name + ".gz") == count, "\(name)") }
  }

  @Test func `Every loaded file of a known format is a source, and each names its release`() throws {
    let index = try OfficialData.index
    #expect(index.report.sources.count >= 30)
    #expect(index.report.sources.allSatisfy { !$0.version.isEmpty && $0.values > 0 && $0.wasParsed })
    let documents = [".pdf", ".xsd", ".csv", ".prn", ".txt"]
    let strange = index.report.skipped.filter { name in !documents.contains { name.hasSuffix($0) } }
    #expect(strange.isEmpty)
    #expect(throws: Never.self) { try GenerationCheck.check(root: index.root) }
  }

  @Test func `Codes of the tables of procedures are those of the published counts`() throws {
    let searcher = try OfficialData.index.searcher
    for (table, code, title) in [
      ("0DT", "0DTJ4ZZ", "Resection of Appendix, Percutaneous Endoscopic Approach"),
      ("07T", "07TD0ZZ", "Resection of Aortic Lymphatic, Open Approach"),
    ] {
      let card = try #require(searcher.cards(code, scope: .icd10pcs, on: Fixed.today).first)
      #expect(card.title == title)
      #expect(card.status == .active && card.billable == true)
      #expect(card.path.contains { $0.target.identifier == table })
    }
  }
}
