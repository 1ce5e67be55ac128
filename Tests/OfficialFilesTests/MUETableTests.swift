import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct MUETableTests {
  static func headings(_ setting: String) -> String {
    "\"HCPCS/\nCPT Code\",\(setting) Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n"
  }
  static let table = headings("Practitioner") + "10001,2,1 Line Edit,Anatomic Consideration\r\n"
  static let name = "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv"

  @Test func `The notice, line feeds in cells and all three indicators are read, however the stream is cut`() throws {
    let notice = Array("\"Copyright.\n\nThe sign ".utf8) + [0xAE] + Array(" belongs to it.\",,,\r\n".utf8)
    let rows =
      "G0008,0,2 Date of Service Edit: Policy,CMS Policy\r\n10002,90000,3 Date of Service Edit: Clinical,\"Data, all\""
    for length in 1...40 {
      let read = try readBytes(notice + Array((Self.table + rows).utf8), name: Self.name, pieceLength: length)
      #expect(
        read.limits == [
          MUE(
            Target(.cpt, "10001"), setting: .practitioner, units: 2, adjudication: .claimLine,
            rationale: "Anatomic Consideration"),
          MUE(
            Target(.hcpcs, "G0008"), setting: .practitioner, units: 0, adjudication: .dateOfServicePolicy,
            rationale: "CMS Policy"),
          MUE(
            Target(.cpt, "10002"), setting: .practitioner, units: 90_000, adjudication: .dateOfServiceClinical,
            rationale: "Data, all"),
        ])
      #expect(read.description.release.version == "2026-07")
    }
  }

  @Test(arguments: [
    ("Outpatient Hospital", Series.hospitalUnits, CareSetting.hospital), ("DME Supplier", .supplierUnits, .supplier),
    ("Practitioner", .practitionerUnits, .practitioner),
  ])
  func `The heading tells the setting`(heading: String, series: Series, setting: CareSetting) throws {
    let text = Self.headings(heading) + "10001,2,1 Line Edit,Anatomic Consideration\r\n"
    let read = try readText(text, name: "mue-2026q2.csv")
    #expect(read.description.series == series)
    #expect(read.limits.map(\.setting) == [setting])
  }

  @Test func `A name that contradicts the heading is refused`() {
    let error = sourceError { _ = try readText(Self.table, name: "mue-hospital-2026q2.csv") }
    #expect(error?.message == "its heading says practitioner, its name says outpatient hospital")
  }

  @Test(arguments: [
    "10002,1,1 Line Edit", "10002,1,1 Line Edit,Text,more", "1000,1,1 Line Edit,Text", "10002,-1,1 Line Edit,Text",
    "10002,,1 Line Edit,Text", "10002,99999999999999999999,1 Line Edit,Text", "10002,1,4 Line Edit,Text",
    "10002,1,1,Text", "10002,1,1 Line Edit,",
  ])
  func `A wrong row is named`(row: String) {
    let error = sourceError { _ = try readText(Self.table + row, name: Self.name) }
    #expect(error?.place == .row(3))
    #expect(error?.reason == .malformed)
  }

  @Test func `A table cut off within quotes, or after its headings, is refused`() {
    let cut = sourceError { _ = try readText(Self.table + "10002,1,1 Line Edit,\"Anat", name: Self.name) }
    #expect(cut?.reason == .malformed)
    let empty = sourceError { _ = try readText(Self.headings("Practitioner"), name: Self.name) }
    #expect(empty?.message == "the file holds no records")
  }

  @Test func `Damaged rows give limits or a place, never anything else`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let signs = Array("0123456789A,\" \n".utf8)
    for _ in 0..<1_000 {
      var row = Array("10002,12,3 Date of Service Edit: Clinical,Nature of Analyte".utf8)
      for _ in 0...Int.random(in: 0...2, using: &random) {
        row[Int.random(in: row.indices, using: &random)] = signs.randomElement(using: &random) ?? 0x30
      }
      switch Result(catching: { try readBytes(Array(Self.table.utf8) + row, name: Self.name) }) {
      case .success(let read):
        #expect(read.limits.count == 2 && read.limits[1].units <= 1_000_000, "seed \(seed)")
      case .failure(let error): #expect((error as? SourceError)?.place != nil, "seed \(seed): \(error)")
      }
    }
  }
}
