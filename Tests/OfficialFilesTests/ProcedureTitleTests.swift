import CodingKnowledge
import OfficialFiles
import Testing

@Suite("ProcedureTitle")
struct ProcedureTitleTests {
  /// Code and official long title of the order file of 2021.
  private func officialTitles() throws -> [String: String] {
    var titles: [String: String] = [:]
    let bytes = try PublishedXML.bytes("icd10pcs/fy2021/icd10pcs_order_2021.txt.gz")
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.count > 77 && line[line.startIndex + 14] == 49 {
      let start = line.startIndex
      let code = String(decoding: line[(start + 6)..<(start + 13)], as: UTF8.self)
      var title = line[(start + 77)...]
      while let last = title.last, last <= 32 { title.removeLast() }
      titles[code] = String(decoding: title, as: UTF8.self)
    }
    return titles
  }

  @Test(
    "at least 99.7 of 100 composed titles equal the official ones of 2021",
    .enabled(if: PublishedXML.isPresent("icd10pcs/fy2021"), PublishedXML.absent), arguments: ["2025", "2026"])
  func share(year: String) throws {
    let official = try officialTitles()
    #expect(official.count == 78_136)
    let (_, all) = try gather("icd10pcs/fy\(year)/icd10pcs_tables_\(year).xml")
    var bySection: [String: (equal: Int, all: Int)] = [:]
    var different: [String] = []
    for code in all.codes where code.billable == true {
      guard let title = official[code.target.identifier] else { continue }
      let section = String(code.target.identifier.prefix(1))
      bySection[section, default: (0, 0)].all += 1
      if title == code.title {
        bySection[section, default: (0, 0)].equal += 1
      } else {
        different.append("\(code.target.identifier): \(code.title) | \(title)")
      }
    }
    let equal = bySection.values.reduce(0) { $0 + $1.equal }
    let count = bySection.values.reduce(0) { $0 + $1.all }
    for (section, share) in bySection.sorted(by: { $0.key < $1.key }) {
      print("FY\(year) section \(section): \(share.equal) of \(share.all)")
    }
    print("FY\(year): \(equal) of \(count) titles equal (\(Double(equal * 10_000 / count) / 100) %)")
    for line in different.prefix(10) { print("  " + line) }
    #expect(Double(equal) > 0.997 * Double(count))
  }
}
