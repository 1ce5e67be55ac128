import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct PTPEditsTests {
  static let headings =
    "A notice about copyright.\t\t\t\t\t\t\nColumn1/Column2 Edits\t\t\t\t\t\t\n"
    + "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
    + "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\n\t\t\t\t*=no data\t1=allowed\t\n"
    + "\t\t\t\t\t9=not applicable\t\n"
  static let good = "10001\t20002\t\t20240101\t*\t1\tMore extensive procedure\n"

  @Test func `Lines become edits, however the stream is cut`() throws {
    let text = Self.headings + Self.good + "A1001\t0202U\t*\t19960101\t19991231\t0\tMutually exclusive procedures\r\n"
    for length in 1...40 {
      let read = try readText(text, name: "ccioph-v300r0-f2.txt", pieceLength: length)
      #expect(
        read.edits == [
          PTPEdit(
            Target(.cpt, "10001"), Target(.cpt, "20002"),
            PTPEdit.Terms(
              setting: .hospital, indicator: .allowed, effective: Day(iso: "2024-01-01"), deletion: nil,
              rationale: "More extensive procedure")),
          PTPEdit(
            Target(.hcpcs, "A1001"), Target(.cpt, "0202U"),
            PTPEdit.Terms(
              setting: .hospital, indicator: .notAllowed, effective: Day(iso: "1996-01-01"),
              deletion: Day(iso: "1999-12-31"), rationale: "Mutually exclusive procedures", predates1996: true)),
        ])
      #expect(read.description.series == .hospitalEdits)
      #expect(
        read.description.release.effective == DayRange(from: Day(iso: "2024-01-01"), through: Day(iso: "2024-03-31")))
    }
  }

  @Test func `A workbook of the same columns is read through its cells`() throws {
    let rows = [
      ["A notice", "", "", "", "", "", ""],
      ["Column 1", "Column 2", "*=in existence", "Effective", "Deletion", "Modifier", "PTP Edit Rationale"],
      ["", "", "prior to 1996", "Date", "Date", "0=not allowed", ""],
      ["10001", "20002", "", "20240101", "*", "1", "Rules, and \"more\""],
    ]
    let sheet = rows.map { cells in
      "<row>\(cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined())</row>"
    }
    let folder = try TemporaryFolder()
    let path = try folder.write(WorkbookFixture.bytes(sheet: sheet.joined()), "ccipra-v300r0-f1.xlsx")
    let source = try #require(try SourceOpener.open(path).first)
    let format = try #require(SourceFormats.format(of: source.head))
    let description = try format.describe(source.head, release: ReleaseHint())
    var values: [KnowledgeValue] = []
    try format.read(try source.makeStream(), as: description) { values.append($0) }
    let terms = PTPEdit.Terms(
      setting: .practitioner, indicator: .allowed, effective: Day(iso: "2024-01-01"), deletion: nil,
      rationale: "Rules, and \"more\"")
    #expect(values == [.ptpEdit(PTPEdit(Target(.cpt, "10001"), Target(.cpt, "20002"), terms))])
  }

  @Test func `The short table names its rationales by number`() throws {
    let read = try readText("col1\tcol2\tmod\trat\n10001\tG0008\t0\tc\n", name: "practitioner-2024q3.tsv")
    #expect(read.edits.map(\.terms.rationale) == ["Standards of medical/surgical practice"])
    #expect(read.edits.map(\.column2) == [Target(.hcpcs, "G0008")])
    #expect(read.edits.allSatisfy { $0.terms.effective == nil && $0.terms.indicator == .notAllowed })
  }

  @Test(arguments: [
    ("10001\t20002\t\t20240101\t*\t1", 1), ("10001\t20002\t\t20240101\t*\t1\tText\tmore", 1),
    ("1000\t20002\t\t20240101\t*\t1\tText", 1), ("10001\t2000a\t\t20240101\t*\t1\tText", 7),
    ("10001\t20002\tx\t20240101\t*\t1\tText", 13), ("10001\t20002\t\t20240230\t*\t1\tText", 14),
    ("10001\t20002\t\t2024\t*\t1\tText", 14), ("10001\t20002\t\t20240101\t\t1\tText", 23),
    ("10001\t20002\t\t20240101\t*\t2\tText", 25), ("10001\t20002\t\t20240101\t*\t\tText", 25),
    ("10001\t20002\t\t20240101\t*\t1\t", 27), ("10001\t20002\t\t20240101\t*\t1\tMore extens", 27),
  ])
  func `A wrong column is named`(line: String, column: Int) {
    let error = sourceError { _ = try readText(Self.headings + Self.good + line, name: "ccipra-v300r0-f1.txt") }
    #expect(error?.place == .lineColumn(8, column))
    #expect(error?.reason == .malformed)
  }

  @Test(arguments: ["10001\t20002\t1", "10001\t20002\t1\td", "10001\t20002\t1\t0", "10001\t20002\t3\t1"])
  func `A wrong line of the short table is refused`(line: String) {
    let error = sourceError { _ = try readText("col1\tcol2\tmod\trat\n\(line)\n", name: "practitioner-2024q3.tsv") }
    #expect(error?.reason == .malformed)
  }

  @Test func `A file with headings only holds no records`() {
    let error = sourceError { _ = try readText(Self.headings, name: "ccipra-v300r0-f1.txt") }
    #expect(error?.message == "the file holds no records")
  }

  @Test func `A file in UTF-16 is not recognised`() {
    let wide = (Self.headings + Self.good).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(sourceError { _ = try readBytes(wide, name: "ccipra-v300r0-f1.txt") }?.reason == .unknownFormat)
  }

  @Test(arguments: [
    ("ccipra-v322r0-f1.txt", nil, "2026-07"), ("ccipra-v323r0-f4.txt", nil, "2026-10"),
    ("ccipra-v302r0-f3.txt", nil, "2024-07"), ("practitioner.txt", "2026q1", "2026-01"),
    ("ccipra-v320r0.txt", "2026", "2026-01"), ("practitioner-2025-q4.txt", "2025-10", "2025-10"),
  ])
  func `The quarter comes from the name or --release`(name: String, release: String?, version: String) throws {
    #expect(
      try readText(Self.headings + Self.good, name: name, release: release).description.release.version == version)
  }

  @Test func `Quarter and setting may stand in the name of the folder`() throws {
    let read = try readText(
      Self.headings + Self.good, name: "edits.txt", folders: ["medicare-ncci-2026-q4-hospital-ptp-edits.zip"])
    #expect(
      read.description.release.effective == DayRange(from: Day(iso: "2026-10-01"), through: Day(iso: "2026-12-31")))
    #expect(read.description.series == .hospitalEdits)
  }

  @Test(arguments: [
    ("ccipra.txt", nil, "neither the name nor the folder tells the quarter"),
    ("ccipra.txt", "latest", "the release \"latest\" names no quarter"),
    ("ccipra-v322r0.txt", "2026q2", "its name says 2026 Q3, --release says 2026 Q2"),
    ("ccipra-v322r0.txt", "2025", "its name says 2026 Q3, --release says 2025"),
    ("edits-2026q3.txt", nil, "the name does not tell for whom the edits are"),
    ("dme-2026q3.txt", nil, "there are no PTP edits for suppliers"),
  ])
  func `A file without quarter or setting, or with two, is refused`(name: String, release: String?, message: String) {
    let error = sourceError { _ = try readText(Self.headings + Self.good, name: name, release: release) }
    #expect(error?.reason == .release)
    #expect(error?.message == message)
  }

  @Test func `Damaged lines give edits or a place, never anything else`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let signs = Array("0123456789A*\t\" \u{E9}".utf8)
    for _ in 0..<2_000 {
      var line = Array(Self.good.utf8.dropLast())
      for _ in 0...Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: line[place] = signs.randomElement(using: &random) ?? 0x30
        case 1: line.remove(at: place)
        default: line.insert(signs.randomElement(using: &random) ?? 0x30, at: place)
        }
      }
      let bytes = Array((Self.headings + Self.good).utf8) + line
      let result = Result { try readBytes(bytes, name: "ccipra-v300r0-f1.txt") }
      switch result {
      case .success(let read):
        let codes = [read.edits[1].column1.identifier, read.edits[1].column2.identifier]
        let columns = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
          String(decoding: $0, as: UTF8.self)
        }
        #expect(codes == Array(columns[..<2]), "seed \(seed)")
      case .failure(let error):
        guard case .lineColumn(8, let column)? = (error as? SourceError)?.place else {
          Issue.record("seed \(seed): \(error)")
          return
        }
        #expect((1...line.count + 1).contains(column), "seed \(seed)")
      }
    }
  }
}
