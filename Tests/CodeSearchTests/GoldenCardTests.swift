import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import Testing

/// Cards as JSON beside this file. `RECORD_GOLDEN=1 swift test` writes them anew.
@Suite struct GoldenCardTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  private static let records = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  @Test(arguments: [
    "icd10cm E11.9", "icd10cm C48.0", "icd10cm R05", "icd10cm S52.501A", "icd10pcs 0DTJ4ZZ", "hcpcs J0120",
    "hcpcs A0428", "hcpcs E0100", "cpt 38564", "cpt 99213", "cpt 45378", "modifier 59", "modifier 25", "modifier LT",
    "msdrg 470", "guideline I.C.4.a", "guideline II.A", "ncd 280.3", "ncd 210.3", "icd10cm I10",
  ])
  func `A card of the starter corpus is as it was`(name: String) throws {
    try compare(name, StarterCorpus.searcher, root: StarterCorpus.root, prefix: "corpus")
  }

  @Test(arguments: [
    "icd10cm E11", "icd10cm E11.311", "icd10cm S52.501", "icd10cm S30.1XXA", "icd10cm G44.0", "icd9cm 250.00",
    "icd10pcs 0DTJ", "hcpcs G0999", "modifier LT", "icd10cm Chapter 4",
  ])
  func `A card of the made-up releases is as it was`(name: String) throws {
    try compare(name, Clinic.searcher, root: Clinic.index.sourcesFolder, prefix: "clinic")
  }

  private func compare(_ name: String, _ searcher: Searcher, root: String, prefix: String) throws {
    let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
    let cards = searcher.cards(parts[1], scope: Scope(spelling: parts[0]), on: Clinic.today)
    let card = try #require(cards.first, "there is no card of \(name)")
    let text = card.json().replacingOccurrences(of: root + "/", with: "") + "\n"
    let file = Self.folder.appending(path: "\(prefix)-\(name.replacingOccurrences(of: " ", with: "-")).json")
    if Self.records {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(text == golden, "\(file.lastPathComponent) differs; RECORD_GOLDEN=1 records it anew")
  }
}
