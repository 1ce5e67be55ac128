import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct CoverageTableTests {
  private func read(_ text: String, _ name: String = "table.csv", pieceLength: Int = 65_536) throws -> ReadFile {
    try readText(text, name: name, folders: CoverageFixture.folder, pieceLength: pieceLength)
  }

  @Test func `The newest version of an NCD gives the text, older ones their titles with dates`() throws {
    let text = CoverageFixture.ncd(
      "7,2,True,2,\"20.99\",\"Invented Device\",2020-01-02 00:00:00,,\"\",\"<p>Covered for X.</p>\",\"\",\"\",\"12\",\"gadget\"",
      "7,1,True,3,\"20.99\",\"Invented Device - RETIRED\",2010-05-01 00:00:00,2020-01-02 00:00:00,\"\",\"Old\",\"\",\"\",\"3\",\"\""
    )
    for length in [1, 7, 65_536] {
      let file = try read(text, "ncd.csv", pieceLength: length)
      let target = Target(.ncd, "20.99")
      #expect(
        file.codes == [
          Code(target, title: "Invented Device", validity: DayRange(from: Day(iso: "2020-01-02"))),
          Code(
            target, title: "Invented Device - RETIRED",
            validity: DayRange(from: Day(iso: "2010-05-01"), through: Day(iso: "2020-01-01"))),
        ])
      #expect(file.passages.map(\.text) == ["Covered for X."])
      #expect(file.passages.map(\.label) == ["Indications and Limitations of Coverage"])
      #expect(
        file.facts("20.99").prefix(4) == [
          "coverageLevel=restricted", "keywords=gadget", "transmittal=12", "ncdNumber=7",
        ])
      #expect(file.description.release.version == "2026-03")
      #expect(file.description.release.effective == DayRange(from: Day(iso: "2026-03-01")))
    }
  }

  @Test func `The day that stands for no date leaves the first day open`() throws {
    let file = try read(
      CoverageFixture.ncd("7,1,True,1,20.99,Old Thing,1966-01-01 00:00:00,,,Always covered,,,,"), "ncd.csv")
    #expect(file.codes.first?.validity == .always)
    #expect(file.facts("20.99").contains { $0.hasPrefix("effectiveText=This is a longstanding") })
  }

  @Test func `Fields in Windows-1252 are read beside fields in UTF-8`() throws {
    let row = Array("7,1,True,1,20.99,Caf".utf8) + [0xE9] + Array(" \u{2264},,,,,,,,\r\n".utf8)
    let bytes = Array(CoverageFixture.ncdHeading.utf8) + [0x0D, 0x0A] + row
    let mixed = try readBytes(bytes, name: "ncd.csv", folders: CoverageFixture.folder)
    #expect(mixed.codes.first?.title.hasPrefix("Café") == true)
  }

  @Test func `An LCD has its dates, status and sections, a proposed one the number it is cited by`() throws {
    let text =
      CoverageFixture.lcdHeading + "\r\n"
      + "33610,4,Invented Pump,2015-10-01 00:00:00,,2020-01-02 00:00:00,2026-05-01 00:00:00,<p>Pump rules.</p>,Keep notes,A,,,pump\r\n"
      + "39000,1,Invented Draft,,,,,Draft rules,,P,35041,,\r\n39001,2,Gone,,,,,Text,,R,,2025-01-02 00:00:00,\r\n"
    let file = try read(text, "lcd.csv")
    #expect(file.description.release.scope == .lcd)
    #expect(file.code("L33610")?.validity == DayRange(from: Day(iso: "2020-01-02"), through: Day(iso: "2026-04-30")))
    #expect(
      file.passages.filter { $0.target.identifier == "L33610" }.map(\.label)
        == ["Coverage Indications, Limitations and/or Medical Necessity", "Documentation Requirements"])
    #expect(file.facts("L39000").contains("status=proposed"))
    #expect(file.wordings == [Wording(Target(.lcd, "L39000"), .alias, "DL35041 Invented Draft")])
    #expect(file.facts("L39001").contains("status=retired"))
    #expect(file.code("L39001")?.validity.through == Day(iso: "2025-01-01"))
  }

  @Test func `An Article lists codes by group, with ranges and asterisks`() throws {
    let codes =
      "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range,last_updated,sort_order,"
      + "description,asterisk\r\n52464,9,E11.9,1,1,N,,1,x,\r\n52464,9,E1165,1,3,B,,2,x,*\r\n52464,8,E10.9,1,1,N,,1,x,\r\n"
    let article = Target(.article, "A52464")
    #expect(
      try read(codes).values == [
        .listing(CoverageListing(article, lists: Target(.icd10cm, "E11.9"), .init(list: .covered, group: 1))),
        .listing(
          CoverageListing(
            article, lists: Target(.icd10cm, "E11.65"), .init(list: .covered, group: 3, hasAsterisk: true))),
      ])
    let excluded =
      "article_id,article_version,icd10_code_id,icd10_code_version,icd10_noncovered_group,range,last_updated,sort_order,"
      + "description\r\n52464,9,Z00.00,1,2,N,,1,x\r\n"
    #expect(
      try read(excluded).values == [
        .listing(CoverageListing(article, lists: Target(.icd10cm, "Z00.00"), .init(list: .notCovered, group: 2)))
      ])
    let procedures =
      "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,last_updated,long_description,"
      + "short_description\r\n52464,9,E2103,97,1,N,,x,x\r\n52464,9,0446T,97,1,N,,x,x\r\n"
    #expect(
      try read(procedures).values == [
        .listing(CoverageListing(article, lists: Target(.hcpcs, "E2103"), .init(list: .procedures, group: 1))),
        .listing(CoverageListing(article, lists: Target(.cpt, "0446T"), .init(list: .procedures, group: 1))),
      ])
  }

  @Test func `The paragraph of a group is a passage, however often it was escaped`() throws {
    let heading = "article_id,article_version,icd10_covered_group,paragraph,last_updated,icd10_covered_ast\r\n"
    for paragraph in [
      "<p>Use with <b>Group 3</b>; SpO2 &lt; 88%</p>", "&lt;p&gt;Use with Group 3; SpO2 &amp;lt; 88%&lt;&sol;p&gt;",
      "&amp;lt;p&amp;gt;Use with Group 3; SpO2 &amp;amp;lt; 88%&amp;lt;&sol;p&amp;gt;", "Use with Group 3; SpO2 < 88%",
    ] {
      let file = try read(heading + "52464,9,1,\"\(paragraph)\",,\r\n")
      #expect(file.passages.map(\.text) == ["Use with Group 3; SpO2 < 88%"], "\(paragraph)")
      #expect(file.passages.map(\.label) == ["Group 1 (covered diagnoses)"])
    }
    #expect(try read(heading + "52464,9,1,<p>N/A</p>,,\r\n").values.isEmpty)
  }

  @Test func `Relations carry the numbers that are joined later`() throws {
    let contractors =
      "lcd_id,lcd_version,contractor_id,contractor_type_id,contractor_version,last_updated\r\n1234,5,9,8,1,\r\n"
    #expect(try read(contractors).values == [.fact(Fact(Target(.lcd, "L1234"), "contractorNumber", "9-8-1"))])
    let national =
      "lcd_id,lcd_version,related_num,r_ncd_id,r_ncd_version,last_updated\r\n1234,5,1,0,1,\r\n1234,5,2,226,1,\r\n"
    #expect(try read(national).values == [.fact(Fact(Target(.lcd, "L1234"), "relatedNCD", "226"))])
    let related =
      "lcd_id,lcd_version,related_num,r_article_id,r_article_version,r_lcd_id,r_lcd_version,r_contractor_id,last_updated\r\n"
      + "1234,5,1,52464,3,,,9,\r\n1234,5,2,,,33610,2,9,\r\n1234,4,1,11111,3,,,9,\r\n"
    #expect(try read(related).facts("L1234") == ["related=A52464", "related=L33610"])
    let states =
      "contractor_id,contractor_type_id,contractor_version,state_id,last_updated,active_date,term_date\r\n"
      + "9,8,1,6,,1900-01-01 00:00:00,\r\n9,8,1,7,,1900-01-01 00:00:00,2014-01-01 00:00:00\r\n"
    #expect(try read(states).facts("9-8-1") == ["stateNumber=6"])
  }

  @Test(arguments: [
    ("7,1,True,1,20.99,T,2020-13-02 00:00:00,,,,,,,", 2, "is not a date"),
    ("7,1,True,1,twenty,T,,,,,,,,", 2, "not a section"), ("x,1,True,1,20.99,T,,,,,,,,", 2, "not a number"),
    ("7,1,True,1,20.99,T,,,,,,,", 2, "13 fields"), ("7,1,True,1,20.99,\"T,,,,,,,,", 2, "never closed"),
  ])
  func `A row that is wrong is named`(row: String, number: Int, message: String) {
    let error = sourceError { _ = try read(CoverageFixture.ncd(row), "ncd.csv") }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    #expect([.row(number), .line(number)].contains(error?.place))
  }

  @Test func `A table without rows, a code that is none and a range that is none are refused`() {
    #expect(
      sourceError { _ = try read(CoverageFixture.ncdHeading + "\r\n", "ncd.csv") }?.message
        == "the file holds no records")
    let heading = "lcd_id,lcd_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range\r\n"
    #expect(sourceError { _ = try read(heading + "1234,5,E21,97,1,N\r\n") }?.place == .row(2))
    #expect(sourceError { _ = try read(heading + "1234,5,E2103,97,1,Q\r\n") }?.message.contains("range") == true)
  }

  @Test func `The month of the export must be told`() {
    let text = CoverageFixture.ncd("7,1,True,1,20.99,T,,,,,,,,")
    #expect(sourceError { _ = try readText(text, name: "ncd.csv") }?.reason == .release)
    let error = sourceError { _ = try readText(text, name: "ncd.csv", release: "2026") }
    #expect(error?.remedy == "pass --release YEAR-MONTH, for example 2026-08")
    #expect(throws: Never.self) { try readText(text, name: "ncd.csv", release: "2026-08") }
  }

  @Test func `Any row of numbers and dates is read back as it was written`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let number = Int.random(in: 1...99_999, using: &generator)
      let day = Day(number: Int32.random(in: 0...30_000, using: &generator))
      let time = Bool.random(using: &generator) ? " 12:34:56.123000000" : ""
      let row = "\(number),\(Int.random(in: 1...300, using: &generator)),T,\(day)\(time),,Words,,A,,,"
      let file = try read(CoverageFixture.articleHeading + "\r\n" + row + "\r\n", "article.csv")
      #expect(file.codes == [Code(Target(.article, "A\(number)"), title: "T", validity: DayRange(from: day))], "\(row)")
    }
  }
}
