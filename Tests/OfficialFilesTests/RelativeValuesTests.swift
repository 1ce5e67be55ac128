import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct RelativeValuesTests {
  static let title =
    ",,2025 National Physician Fee Schedule Relative Value File October Release,\n,,RELEASED 09/11/2025,\n"
  static let headings =
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
    + "SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n"
  static let good =
    "10001,26,\"SOME, TEXT\",A,,1.10,4.43,NA,0.67,,0.16,5.69,1.93,0,010,0.11,0.73,0.16,3,2,1,0,0,31231,32.3465,6A,0,88,"
    + "0.00,0.00,0.00\n"
  static let name = "PPRRVU2025_Oct.csv"

  /// The same entry in columns of fixed width.
  static let line: String = {
    let places = [
      (1, "10001"), (6, "26"), (8, "SOME, TEXT"), (58, "A"), (60, "  1.10"), (67, "  4.43"), (73, "NA"), (76, "  0.67"),
      (85, " 0.16"), (91, "  5.69"), (97, "  1.93"), (103, "0"), (104, "010"), (107, ".11"), (110, ".73"), (113, ".16"),
      (116, "3"), (117, "2"), (118, "1"), (119, "0"), (120, "0"), (128, "31231"), (133, " 32.3465"), (142, "6A"),
      (144, "0"), (146, "88"), (152, "  0.00"), (159, "  0.00"), (166, "  0.00"),
    ]
    return places.reduce("") { line, place in line.padded(place.0 - 1) + place.1 }
  }()
  static let notice = "HDR CPT CODES AND DESCRIPTIONS ONLY ARE\nHDR COPYRIGHT\n"

  static let entry: FeeScheduleEntry = {
    var entry = FeeScheduleEntry(Target(.cpt, "10001"), modifier: "26", status: "A")
    (entry.work, entry.nonFacilityPracticeExpense, entry.facilityPracticeExpense) = (110, 443, 67)
    (entry.malpractice, entry.isNotNonFacility, entry.componentIndicator) = (16, true, "0")
    (entry.globalDays, entry.preoperative, entry.intraoperative, entry.postoperative) = ("010", 11, 73, 16)
    (entry.multipleProcedures, entry.bilateralSurgery, entry.assistantAtSurgery) = ("3", "2", "1")
    (entry.coSurgeons, entry.teamSurgery, entry.endoscopicBase) = ("0", "0", "31231")
    (entry.supervision, entry.conversionFactor) = ("6A", 323_465)
    return entry
  }()

  @Test func `Both forms of a line say the same, however the stream is cut`() throws {
    for length in 1...20 {
      let table = try readText(Self.title + Self.headings + Self.good, name: Self.name, pieceLength: length)
      let lines = try readText(Self.notice + Self.line + "\r\n", name: "PPRRVU25_OCT.txt", pieceLength: length)
      #expect(table.values == [.fee(Self.entry)])
      #expect(lines.values == table.values)
      #expect(table.description.release.version == "2025-10")
      #expect(lines.description.release == table.description.release)
    }
  }

  @Test func `The column that 2026 inserts moves those after it`() throws {
    let headings = Self.headings.replacing("SURG,BASE", with: "SURG,IND,BASE")
    let row = Self.good.replacing(",0,31231,", with: ",0,9,31231,")
    #expect(try readText(Self.title + headings + row, name: Self.name).values == [.fee(Self.entry)])
    #expect(formatIdentifier(Self.title + Self.headings.replacing("FACTOR,", with: "FACTOR,NEW,")) == nil)
  }

  @Test func `Numbers as worksheets hold them are the numbers they stand for`() throws {
    let row = Self.good.replacing(",1.10,", with: ",1.1000000000000001,").replacing(",0.67,", with: ",.67,")
    #expect(try readText(Self.title + Self.headings + row, name: Self.name).values == [.fee(Self.entry)])
  }

  @Test func `No descriptor becomes anything`() throws {
    let read = try readText(Self.title + Self.headings + Self.good, name: Self.name)
    #expect(!String(describing: read).contains("SOME"))
  }

  @Test(arguments: [
    (",A,,", ",a,,"), (",A,,", ",,,"), ("1.10", "1.1O"), ("1.10", "1.105"), ("1.10", ""), ("1.10", "-1.10"),
    (",NA,", ",N,"),
    (",010,", ",10,"), (",3,2,", ",33,2,"), (",26,", ",2,"), ("10001", "1000"), ("31231", "3123"),
    ("32.3465", "32.34651"),
    (",6A,", ",A,"), ("0.00\n", "0.00,\n"), (",0.00,0.00,0.00", ",0.00"),
  ])
  func `A wrong field is refused with its row`(old: String, new: String) {
    let row = Self.good.replacing(old, with: new, maxReplacements: 1)
    let error = sourceError { _ = try readText(Self.title + Self.headings + Self.good + row, name: Self.name) }
    #expect(error?.place == .row(5))
    #expect(error?.reason == .malformed)
  }

  @Test func `A line cut off is refused with the column that it lacks`() {
    let cut = Self.line.dropLast(5)
    let error = sourceError { _ = try readText(Self.notice + Self.line + "\n" + cut, name: "PPRRVU25_OCT.txt") }
    #expect(error?.place == .lineColumn(4, 167))
    #expect(formatIdentifier(Self.notice) == nil)
  }

  @Test(arguments: ["PPRRVU2025_Jul.csv", "PPRRVU24_OCT.csv"])
  func `A name that contradicts the title is refused`(name: String) {
    let error = sourceError { _ = try readText(Self.title + Self.headings + Self.good, name: name) }
    #expect(error?.message.hasPrefix("its content says 2025 Q4, its name says ") == true)
  }

  @Test func `The archive's name tells the quarter of lines`() throws {
    let text = Self.notice + Self.line + "\n"
    let read = try readText(text, name: "PPRRVU.txt", folders: ["RVU26B.zip"])
    #expect(read.description.release.version == "2026-04")
    #expect(sourceError { _ = try readText(text, name: "PPRRVU.txt") }?.reason == .release)
  }

  @Test func `Damaged lines give entries or a place, never anything else`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let signs = Array("0123456789A. ,".utf8)
    for _ in 0..<1_000 {
      var line = Array(Self.line.utf8)
      for _ in 0...Int.random(in: 0...2, using: &random) {
        line[Int.random(in: line.indices, using: &random)] = signs.randomElement(using: &random) ?? 0x30
      }
      let bytes = Array((Self.notice + Self.line + "\n").utf8) + line
      switch Result(catching: { try readBytes(bytes, name: "PPRRVU25_OCT.txt") }) {
      case .success(let read):
        let work = Double(String(decoding: line[59..<65], as: UTF8.self).filter { $0 != " " })
        #expect(work.map { Int(($0 * 100).rounded()) } == read.fees[1].work, "seed \(seed)")
      case .failure(let error): #expect((error as? SourceError)?.place == .line(4), "seed \(seed): \(error)")
      }
    }
  }
}

@Suite struct PaymentLocalitiesTests {
  static let headings =
    "ADDENDUM E. CY 2026 INDICES,,,,,,,\n,,,,,,,\nMedicare Administrative Contractor (MAC),State,Locality Number,"
    + "Locality Name,2026 PW GPCI (without 1.0 Floor),2026 PW GPCI (with 1.0 Floor),2026 PE GPCI,2026 MP GPCI\n"
  static let good = "01112,CA,05,\"BAY, SOUTH**\",0.9,1.088,1.4,0.439\n"

  @Test func `Rows become localities and footnotes nothing`() throws {
    let read = try readText(Self.headings + Self.good + ",,,,,,,\n**A floor.,,,,,,,\n", name: "GPCI2026.csv")
    #expect(
      read.localities == [
        Locality(
          Target(.locality, "01112-05"), state: "CA", name: "BAY, SOUTH", work: 1088, practiceExpense: 1400,
          malpractice: 439)
      ])
    #expect(read.description.release.version == "2026-01")
    #expect(read.description.series == .localities)
  }

  @Test func `A name of another year is refused`() {
    #expect(sourceError { _ = try readText(Self.headings + Self.good, name: "GPCI2025.csv") }?.reason == .release)
  }

  @Test(arguments: [
    "1112,CA,05,BAY,0.9,1,1,1", "01112,CA,5,BAY,0.9,1,1,1", "01112,C,05,BAY,0.9,1,1,1", "01112,CA,05,,0.9,1,1,1",
    "01112,CA,05,BAY,0.9,1,1", "01112,CA,05,BAY,0.9,1.0005,1,1", "01112,CA,05,BAY,0.9,x,1,1",
  ])
  func `A wrong row is named`(row: String) {
    let error = sourceError { _ = try readText(Self.headings + Self.good + row + "\n", name: "GPCI2026.csv") }
    #expect(error?.place == .row(5))
  }
}
