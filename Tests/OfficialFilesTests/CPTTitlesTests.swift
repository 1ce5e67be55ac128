import CodingKnowledge
import OfficialFiles
import Testing

/// All descriptors here are made up: FIXTURE, not AMA text.
@Suite struct CPTTitlesTests {
  static let notice =
    "FIXTURE, not AMA text.\r\nCPT 2026 data file.\r\nCPT copyright 2025 American Medical Association.\r\n"
    + "1 line of terms.\r\n\r\n"

  @Test func `Long descriptors are codes, tab-separated or in fixed columns`() throws {
    let tab = Self.notice + "00001\tFixture of the left thing\r\n0001T\tFixture \"two\"\r\n"
    let fixed =
      Self.notice + "0000101 Fixture of the\r\n0000102 left thing\r\n0001T01 Fixture \"two\"\r\n"
    let expected = [
      Code(Target(.cpt, "00001"), title: "Fixture of the left thing", billable: true),
      Code(Target(.cpt, "0001T"), title: "Fixture \"two\"", billable: true),
    ]
    for length in [1, 5, 65_536] {
      let read = try readText(tab, name: "LONGULT.txt", pieceLength: length)
      #expect(read.codes == expected)
      #expect(read.description.format == "cpt-long")
      #expect(read.description.series == .codes)
      #expect(read.description.release.version == "2026")
      #expect(read.description.release.effective.from == Day(iso: "2026-01-01"))
      let fixedRead = try readText(fixed, name: "LONGULF.txt", pieceLength: length)
      #expect(fixedRead.codes == expected)
      #expect(fixedRead.description.format == "cpt-long-fixed")
    }
  }

  @Test func `Medium and short descriptors are wordings, told apart by their width`() throws {
    let short = try readText(Self.notice + "00001 FIXTURE SHORT\r\n", name: "SHORTU.txt")
    #expect(short.description.format == "cpt-short")
    #expect(short.wordings == [Wording(Target(.cpt, "00001"), .shortTitle, "FIXTURE SHORT")])
    #expect(short.description.series == .descriptors)
    let medium = try readText(
      Self.notice + "00001 FIXTURE SHORT\r\n00002 FIXTURE OF A MEDIUM LENGTH, MORE THAN 28\r\n", name: "MEDU.txt")
    #expect(medium.description.format == "cpt-medium")
    #expect(medium.wordings.count == 2)
  }

  @Test func `A notice of several paragraphs ends before the first code`() throws {
    let text = "CPT FIXTURE\r\n\r\nAmerican Medical Association, fixture\r\n\r\n00001\tFixture\r\n"
    #expect(try readText(text, name: "LONGULT_2026.txt").codes.count == 1)
  }

  @Test func `Windows-1252 is understood`() throws {
    let bytes = Array((Self.notice + "00001\tFixture of M").utf8) + [0xE9] + Array("ni\r\n".utf8)
    #expect(try readBytes(bytes, name: "LONGULT.txt").codes.map(\.title) == ["Fixture of Méni"])
  }

  @Test func `Codes without the notice are no CPT file`() {
    #expect(formatIdentifier("00001\tFixture\r\n") == nil)
    #expect(formatIdentifier("Some notes about CPT and the AMA.\r\n\r\nMore notes.\r\n") == nil)
  }

  @Test func `The year must be told and not contradicted`() throws {
    let yearless = Self.notice.replacing("CPT 2026", with: "CPT") + "00001\tFixture\r\n"
    #expect(sourceError { _ = try readText(yearless, name: "LONGULT.txt") }?.reason == .release)
    #expect(try readText(yearless, name: "LONGULT.txt", release: "2025").description.release.version == "2025")
    let error = sourceError { _ = try readText(Self.notice + "00001\tFixture\n", name: "LONGULT.txt", release: "2025") }
    #expect(error?.message == "its content says 2026, --release 2025 says 2025")
  }

  @Test(arguments: [("0000A2\tx", 6), ("text", 1), ("00002 no tab", 6), ("00002\t  ", 1)])
  func `A wrong line is named`(line: String, column: Int) {
    let error = sourceError { _ = try readText(Self.notice + "00001\tFixture\n" + line + "\n", name: "LONGULT.txt") }
    #expect(error?.place == .lineColumn(7, column) || error?.place == .lineColumn(7, 7))
  }
}

@Suite struct CPTDescriptorsTests {
  @Test func `Consumer and clinician descriptors are found by their headings`() throws {
    let consumer = try readText(
      "Concept Id\tCPT Code\tConsumer Friendly Descriptor\r\n1000001\t00001\tFIXTURE, not AMA text\r\n",
      name: "ConsumerDescriptor.txt", release: "2026")
    #expect(consumer.wordings == [Wording(Target(.cpt, "00001"), .consumer, "FIXTURE, not AMA text")])
    let clinician = try readText(
      "Cpt_Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor\r\n1\t0001T\t7\tFIXTURE one\r\n"
        + "1\t0001T\t8\tFIXTURE two\r\n", name: "ClinicianDescriptor.txt", release: "2026", pieceLength: 3)
    #expect(clinician.wordings.map(\.text) == ["FIXTURE one", "FIXTURE two"])
    #expect(clinician.wordings.allSatisfy { $0.role == .clinician })
    #expect(clinician.description.series == .descriptors)
  }

  @Test func `The same as comma-separated text is read too`() throws {
    let read = try readText(
      "Concept Id,CPT Code,Consumer Descriptor\n1,00001,\"FIXTURE, with comma\"\n", name: "c.csv", release: "2026")
    #expect(read.wordings.map(\.text) == ["FIXTURE, with comma"])
  }

  @Test func `A row without a code is refused`() {
    let text = "Concept Id\tCPT Code\tConsumer Descriptor\n1\tx\tFIXTURE\n"
    #expect(sourceError { _ = try readText(text, name: "c.txt", release: "2026") }?.place == .row(2))
  }
}

@Suite struct CPTModifiersTests {
  private static let text =
    "FIXTURE, not AMA text.\r\nCPT 2026 modifiers. Copyright 2025 American Medical Association.\r\n\r\n"
    + "Category I\r\n\r\n22 Fixture Increased: made up text that\r\ngoes on here.\r\n\r\nAnesthesia\r\n\r\n"
    + "P1 A fixture without colon\r\n\r\n1P Fixture exclusion: reason\r\n"

  @Test func `Entries run to the next blank line, titles to the first colon`() throws {
    for length in [1, 11, 65_536] {
      let read = try readText(Self.text, name: "MODUL.txt", pieceLength: length)
      #expect(read.codes.map(\.target) == ["22", "P1", "1P"].map { Target(.modifier, $0) })
      #expect(read.codes.map(\.title) == ["Fixture Increased", "A fixture without colon", "Fixture exclusion"])
      #expect(read.passages.map(\.text) == ["made up text that goes on here.", "reason"])
      #expect(read.description.release.scope == .modifier)
    }
  }
}
