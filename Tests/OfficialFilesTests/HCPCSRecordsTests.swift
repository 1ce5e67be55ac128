import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct HCPCSRecordsTests {
  /// A line of 320 columns with texts at the given ones.
  private static func line(_ fields: [(Int, String)]) -> String {
    var bytes = [UInt8](repeating: 0x20, count: 320)
    for (column, text) in fields { bytes.replaceSubrange(column - 1..<column - 1 + text.utf8.count, with: text.utf8) }
    return String(decoding: bytes, as: UTF8.self) + "\r\n"
  }

  private static let text =
    "***Disclaimers\t\t\r\n*Some prose about codes.\r\n\r\n"
    + line([
      (1, "   A1001007Dressing for one wound"), (92, "Dressing for one wound"), (230, "C"),
      (269, "2002070120020701"), (293, "N"),
    ])
    + line([
      (1, "J0120001003Injection, tetracycline,"), (92, "Tetracyclin injection"), (120, "51"), (122, "52"),
      (128, "A"), (129, "50-34"), (147, "2049"), (171, "1862(a)12"), (181, "510"), (205, "J9999"), (210, "11719"),
      (230, "M"), (253, "0125"), (257, "O1E"), (261, "1P"), (269, "199001012020010120191231"), (293, "D"),
    ]) + "J0120002004up to 250 mg\r\n" + line([(1, "J0120003004(generic)")])

  @Test func `Prose is passed over, continuations are joined, modifiers are modifiers`() throws {
    for length in [1, 13, 321, 65_536] {
      let read = try readText(Self.text, name: "HCPC2020_ANWEB.txt", pieceLength: length)
      #expect(
        read.codes == [
          Code(
            Target(.modifier, "A1"), title: "Dressing for one wound", shortTitle: "Dressing for one wound",
            billable: true, validity: DayRange(from: Day(iso: "2002-07-01"))),
          Code(
            Target(.hcpcs, "J0120"), title: "Injection, tetracycline, up to 250 mg (generic)",
            shortTitle: "Tetracyclin injection", billable: true,
            validity: DayRange(from: Day(iso: "1990-01-01"), through: Day(iso: "2019-12-31"))),
        ])
    }
  }

  @Test func `Columns become facts and cross-references crosswalks`() throws {
    let read = try readText(Self.text, name: "HCPC2020_ANWEB.txt")
    #expect(
      read.facts("A1") == ["coverage=C carrier judgment", "actionEffective=2002-07-01", "actionCode=N no maintenance"])
    #expect(
      read.facts("J0120") == [
        "pricing=51", "pricing=52", "multiplePricing=A", "ncdReference=50-34", "manualReference=2049",
        "statute=1862(a)12", "labCertification=510", "crossReference=J9999", "crossReference=11719",
        "coverage=M non-covered by Medicare", "processingNote=0125", "betos=O1E", "typeOfService=1",
        "typeOfService=P", "actionEffective=2020-01-01", "actionCode=D discontinue",
      ])
    let code = Target(.hcpcs, "J0120")
    #expect(
      read.crosswalks == [
        Crosswalk(code, Target(.hcpcs, "J9999"), approximate: true),
        Crosswalk(code, Target(.cpt, "11719"), approximate: true),
      ])
  }

  @Test(
    arguments: [
      ("HCPC2025_OCT_ANWEB.txt", nil, "2025-10", "2025-10-01"), ("HCPC2020_ANWEB.txt", nil, "2020-01", "2020-01-01"),
      ("records.txt", "2026-04", "2026-04", "2026-04-01"), ("HCPC2025_ANWEB.txt", "2025-07", "2025-07", "2025-07-01"),
    ] as [(String, String?, String, String)])
  func `The quarter is told by the name or the option`(
    name: String, hint: String?, version: String, from: String
  ) throws {
    let release = try readText(Self.text, name: name, release: hint).description.release
    #expect(release == Release(scope: .hcpcs, version: version, effective: DayRange(from: Day(iso: from))))
  }

  @Test func `A quarter that contradicts the name is refused`() {
    let error = sourceError { _ = try readText(Self.text, name: "HCPC2025_OCT_ANWEB.txt", release: "2025-07") }
    #expect(error?.reason == .release)
  }

  @Test(arguments: [
    ("prose after the records\r\n", SourceError.Place.lineColumn(8, 1)), ("J0121002004x\r\n", .lineColumn(8, 1)),
    (line([(1, "J0121001003Text"), (269, "20201301")]), .line(8)), (line([(1, "J0121001003")]), .line(8)),
  ])
  func `A wrong line is named`(line: String, place: SourceError.Place) {
    let error = sourceError { _ = try readText(Self.text + line, name: "HCPC2020_ANWEB.txt") }
    #expect(error?.reason == .malformed)
    #expect(error?.place == place)
  }
}

@Suite struct HCPCSWorkbookTests {
  private static let headings =
    "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,PRICE3,PRICE4,MULT_PI,CIM1,CIM2,CIM3,MCM1,MCM2,"
    + "MCM3,STATUTE,LABCERT1,LABCERT2,LABCERT3,LABCERT4,LABCERT5,LABCERT6,LABCERT7,LABCERT8,XREF1,XREF2,XREF3,XREF4,"
    + "XREF5,COV,ASC_GRP,ASC_DT,OPPS,OPPS_PI,OPPS_DT,PROCNOTE,BETOS,TOS1,TOS2,TOS3,TOS4,TOS5,ANEST_BU,ADD DT,"
    + "ACT EFF DT,TERM DT,ACTION CD"

  private static func row(_ cells: [String: String]) -> String {
    headings.split(separator: ",").map { cells[String($0)].map { "\"\($0)\"" } ?? "" }.joined(separator: ",") + "\n"
  }

  private static let text =
    "***Disclaimers\n\n" + headings + "\n"
    + row([
      "HCPC": "   A1", "RECID": "7", "LONG DESCRIPTION": "Dressing, one", "COV": "C", "ADD DT": "20020701",
      "ACTION CD": "N",
    ])
    + row([
      "HCPC": "G0503", "RECID": "3", "LONG DESCRIPTION": "First half,", "SHORT DESCRIPTION": "Half",
      "ADD DT": "20170101", "TERM DT": "20171231", "XREF1": "G0502",
    ]) + row(["HCPC": "G0503", "RECID": "4", "LONG DESCRIPTION": "second half"])

  @Test func `Rows become codes, and a continuation that stands alone is joined`() throws {
    let read = try readText(Self.text, name: "HCPC2019_ANWEB.csv")
    #expect(read.description.format == "hcpcs-workbook")
    #expect(read.code("A1")?.target.scope == .modifier)
    #expect(read.code("A1")?.title == "Dressing, one")
    #expect(read.code("G0503")?.title == "First half, second half")
    #expect(read.code("G0503")?.validity.through == Day(iso: "2017-12-31"))
    #expect(read.facts("A1") == ["coverage=C carrier judgment", "actionCode=N no maintenance"])
    #expect(read.crosswalks.map(\.destination) == [Target(.hcpcs, "G0502")])
  }

  @Test func `A missing heading, a wrong record number and a wrong day are refused with the row`() {
    func error(_ text: String) -> SourceError? { sourceError { _ = try readText(text, name: "HCPC2019.csv") } }
    #expect(error(Self.text.replacing(",BETOS,", with: ",BETAS,"))?.place == .row(3))
    #expect(error(Self.text + Self.row(["HCPC": "G0504", "RECID": "7"]))?.place == .row(7))
    let wrong = Self.row(["HCPC": "G0504", "RECID": "3", "LONG DESCRIPTION": "x", "ADD DT": "2019"])
    #expect(error(Self.text + wrong)?.place == .row(7))
  }
}
