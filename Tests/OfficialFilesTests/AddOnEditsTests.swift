import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct AddOnEditsTests {
  static let headings =
    "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\t"
    + "Special_Instruction_Notes\r\n"
  static let good = "1\t10001\t\t20002\t\t2024001\t\t\r\n"
  static let name = "AOC_V2025Q4_01-MCR.txt"

  @Test func `Text after a notice is read, and quotes are ordinary signs`() throws {
    let text = "A notice, \"quoted\"\r\n" + Self.headings + Self.good + "2\tG0008\t\tCCCCC\t\t2024366\t\t\"A note\"\r\n"
    let read = try readText(text, name: Self.name)
    #expect(
      read.addOns == [
        AddOnEdit(
          Target(.cpt, "10001"), primary: Target(.cpt, "20002"),
          AddOnEdit.Terms(type: 1, validity: DayRange(from: Day(iso: "2024-01-01")))),
        AddOnEdit(
          Target(.hcpcs, "G0008"), primary: nil,
          AddOnEdit.Terms(type: 2, validity: DayRange(from: Day(iso: "2024-12-31")), note: "\"A note\"")),
      ])
    #expect(read.description.release.version == "2025-10")
    #expect(read.description.series == .addOnEdits)
  }

  @Test(arguments: [
    ("2025060", "", "", "2025-03-01"), ("", "2024060", "", "2024-02-29"), ("", "", "2025365", "2025-12-31"),
    ("2025060", "2025001", "2025365", "2025-01-01"), ("", "", "", nil),
  ])
  func `An edit ends with the first of its two codes`(addOn: String, primary: String, edit: String, last: String?)
    throws
  {
    let read = try readText(
      Self.headings + "3\t10001\t\(addOn)\t20002\t\(primary)\t2013091\t\(edit)\t\n", name: Self.name)
    #expect(
      read.addOns.map(\.terms.validity) == [
        DayRange(from: Day(iso: "2013-04-01"), through: last.flatMap { Day(iso: $0) })
      ])
  }

  @Test func `The cells of a worksheet are read, with its empty last ones missing`() throws {
    let text = "A notice\n" + Self.headings.replacing("\t", with: ",") + "1,10001,,20002,,2024001\n"
    #expect(formatIdentifier(text) == "ncci-add-on-workbook")
    #expect(
      try readText(text, name: "AOC_V2026Q2-MCR.xlsx").values
        == readText(Self.headings + Self.good, name: Self.name).values)
  }

  @Test(arguments: [
    "1\t10001\t\t20002\t\t2024001\t", "4\t10001\t\t20002\t\t2024001\t\t", "\t10001\t\t20002\t\t2024001\t\t",
    "1\tCCCCC\t\t20002\t\t2024001\t\t", "1\t10001\t\t2000\t\t2024001\t\t", "1\t10001\t\t20002\t\t\t\t",
    "1\t10001\t\t20002\t\t2023366\t\t", "1\t10001\t\t20002\t\t2024001\t2024000\t",
    "1\t10001\t20240101\t20002\t\t2024001\t\t",
  ])
  func `A wrong row is named`(row: String) {
    let error = sourceError { _ = try readText(Self.headings + Self.good + row + "\n", name: Self.name) }
    #expect(error?.place == .row(3))
    #expect(error?.reason == .malformed)
  }

  @Test func `A file with headings only, or of an untold quarter, is refused`() {
    #expect(sourceError { _ = try readText(Self.headings, name: Self.name) }?.message == "the file holds no records")
    #expect(sourceError { _ = try readText(Self.headings + Self.good, name: "AOC.txt") }?.reason == .release)
  }

  @Test func `Damaged rows give edits or their row, never anything else`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let signs = Array("0123456789C\t \"".utf8)
    for _ in 0..<1_000 {
      var row = Array("1\t10001\t2025365\t20002\t\t2013091\t2025365\tnote".utf8)
      for _ in 0...Int.random(in: 0...2, using: &random) {
        row[Int.random(in: row.indices, using: &random)] = signs.randomElement(using: &random) ?? 0x30
      }
      switch Result(catching: { try readBytes(Array((Self.headings + Self.good).utf8) + row, name: Self.name) }) {
      case .success(let read):
        #expect(read.addOns.count == 2 && (1...3).contains(read.addOns[1].terms.type), "seed \(seed)")
      case .failure(let error): #expect((error as? SourceError)?.place == .row(3), "seed \(seed): \(error)")
      }
    }
  }
}
