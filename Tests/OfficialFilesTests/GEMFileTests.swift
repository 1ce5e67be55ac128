import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct GEMFileTests {
  @Test func `The four forms are told apart by their columns`() {
    #expect(formatIdentifier("0010  A000    00000\n0011  A001    00000\n") == "gem-icd9cm-icd10cm")
    #expect(formatIdentifier("A000    0010  00000\nA001    0011  00000\n") == "gem-icd10cm-icd9cm")
    #expect(formatIdentifier("0001  6A750Z4 10000\r\n0016  NoPCS   11000\r\n") == "gem-icd9pcs-icd10pcs")
    #expect(formatIdentifier("0016070 0231  10000\r\n02H40NZ NoI9  10000\r\n") == "gem-icd10pcs-icd9pcs")
  }

  @Test func `Lines become crosswalks with flags, however the stream is cut`() throws {
    let text = "0010  A000    00000\n36570 NoDx    11000\nE8500 T400X1A 10112\nV5889 Z4889   10000\n"
    for length in 1...30 {
      let read = try readText(text, name: "2018_I9gem.txt", pieceLength: length)
      #expect(
        read.crosswalks == [
          Crosswalk(Target(.icd9cm, "001.0"), Target(.icd10cm, "A00.0"), approximate: false),
          Crosswalk(Target(.icd9cm, "365.70"), nil, approximate: true),
          Crosswalk(
            Target(.icd9cm, "E850.0"), Target(.icd10cm, "T40.0X1A"), approximate: true, scenario: 1, choice: 2),
          Crosswalk(Target(.icd9cm, "V58.89"), Target(.icd10cm, "Z48.89"), approximate: true),
        ])
      #expect(read.description.series == .crosswalk)
    }
  }

  @Test func `A destination in lower case is a code as well`() throws {
    let read = try readText("A000    0010  00000\nT8853XD v5889 10000\n", name: "2018_I10gem.txt")
    #expect(read.crosswalks.last?.destination == Target(.icd9cm, "V58.89"))
  }

  @Test func `The year may come from the folder`() throws {
    let read = try readText("0001  6A750Z4 10000\n", name: "gem_i9pcs.txt", folders: ["gems-2018"])
    #expect(read.description.release.version == "2018")
    #expect(read.description.release.effective == DayRange(from: Day(iso: "2017-10-01")))
  }

  @Test(arguments: [
    ("0010  A000    0000", 19), ("0010  A000    000000", 20), ("A000    0010  00000", 6), ("0010  A0-0    00000", 7),
  ])
  func `A wrong line is named`(line: String, column: Int) {
    let error = sourceError {
      _ = try readText(String(repeating: "0010  A000    00000\n", count: 5) + line + "\n", name: "2018_I9gem.txt")
    }
    #expect(error?.place == .lineColumn(6, column))
  }
}

@Suite struct ICD9TitlesTests {
  @Test func `Diagnoses and procedures, long and short, are told apart`() {
    #expect(formatIdentifier("0010  Cholera due to vibrio cholerae\n") == "icd9cm-long")
    #expect(formatIdentifier("0010  Cholera d/t vib cholerae\n") == "icd9cm-short")
    #expect(formatIdentifier("0001 Therapeutic ultrasound of vessels of head and neck\n") == "icd9pcs-long")
    #expect(formatIdentifier("0001 Ther ult head & neck ves\n") == "icd9pcs-short")
  }

  @Test func `Codes have their dots, titles their accents`() throws {
    let bytes = Array("E8000 Railway accident of some kind\n0010  Cholera due to M".utf8) + [0xE9, 0x0A]
    let read = try readBytes(bytes, name: "CMS32_DESC_LONG_DX.txt", pieceLength: 5)
    #expect(read.codes.map(\.target.identifier) == ["E800.0", "001.0"])
    #expect(read.codes.last?.title == "Cholera due to Mé")
    let short = try readText("0001 Ther ult head\n", name: "titles.txt", release: "32")
    #expect(short.wordings == [Wording(Target(.icd9pcs, "00.01"), .shortTitle, "Ther ult head")])
  }

  @Test func `The version must be told and not contradicted`() {
    #expect(sourceError { _ = try readText("0010  Cholera\n", name: "titles.txt") }?.reason == .release)
    let error = sourceError { _ = try readText("0010  Cholera\n", name: "CMS32_DX.txt", release: "31") }
    #expect(error?.message == "its name says version 32, --release says 31")
  }
}

@Suite struct MSDRGTitlesTests {
  private static let appendix =
    "|     Appendix A List of MS-DRGs Version 40.0     |\r\n\r\nSome prose (e.g., 014 Transplant)\r\n\r\n"
    + "DRG MDC MS Description\r\n001     P  HEART TRANSPLANT\r\n020 01  P  INTRACRANIAL\r\n999        UNGROUPABLE\r\n"

  @Test func `The appendix gives titles, MDC and type`() throws {
    for length in [1, 9, 65_536] {
      let read = try readText(Self.appendix, name: "appendix.txt", pieceLength: length)
      #expect(read.codes.map(\.target.identifier) == ["001", "020", "999"])
      #expect(read.codes.map(\.title) == ["HEART TRANSPLANT", "INTRACRANIAL", "UNGROUPABLE"])
      #expect(read.facts("020") == ["mdc=01", "drgType=P surgical"])
      #expect(read.facts("999") == [])
      #expect(read.description.release.version == "v40")
      #expect(read.description.release.effective.from == Day(iso: "2022-10-01"))
    }
  }

  @Test func `The table gives the same`() throws {
    let text = "drg,mdc,type,title\r\n001,,P,Heart\r\n052,01,M,\"Spinal, with MCC\"\r\n"
    let read = try readText(text, name: "msdrg_v43.1_titles.csv")
    #expect(read.codes.map(\.title) == ["Heart", "Spinal, with MCC"])
    #expect(read.facts("052") == ["mdc=01", "drgType=M medical"])
    #expect(read.description.release.version == "v43.1")
    #expect(read.description.release.effective.from == Day(iso: "2026-04-01"))
    #expect(try readText(text, name: "titles.csv", release: "43.1").description.release.version == "v43.1")
    #expect(try readText(text, name: "titles.csv", release: "2026").description.release.version == "v43")
  }

  @Test func `A version that is missing or contradicted is refused`() {
    let table = "drg,mdc,type,title\r\n001,,P,Heart\r\n"
    #expect(sourceError { _ = try readText(table, name: "titles.csv") }?.reason == .release)
    #expect(sourceError { _ = try readText(Self.appendix, name: "appendix_v41.txt") }?.reason == .release)
  }

  @Test func `A wrong column is named`() {
    let error = sourceError { _ = try readText(Self.appendix + "1000    P  X\r\n", name: "appendix.txt") }
    #expect(error?.place == .lineColumn(9, 4))
  }
}
