import CodingKnowledge
import OfficialFiles
import Testing

@Suite("ICD10PCSTables")
struct ICD10PCSTablesTests {
  static func fixture(codes: Int = 4) -> String {
    """
    <ICD10PCS.tabular><version>2026</version><title>2026 ICD-10-PCS Tables</title>
    <pcsTable>
      <axis pos="1" values="1"><title>Section</title><label code="0">Medical and Surgical</label></axis>
      <axis pos="2" values="1"><title>Body System</title><label code="D">Gastrointestinal System</label></axis>
      <axis pos="3" values="1"><title>Operation</title><label code="T">Resection</label>
        <definition>Cutting out or off, without replacement, all of a body part</definition></axis>
      <pcsRow codes="\(codes)">
        <axis pos="4" values="1"><title>Body Part</title><label code="J">Appendix</label></axis>
        <axis pos="5" values="4"><title>Approach</title><label code="0">Open</label>
          <label code="4">Percutaneous Endoscopic</label><label code="7">Via Natural or Artificial Opening</label>
          <label code="8">Via Natural or Artificial Opening Endoscopic</label></axis>
        <axis pos="6" values="1"><title>Device</title><label code="Z">No Device</label></axis>
        <axis pos="7" values="1"><title>Qualifier</title><label code="Z">No Qualifier</label></axis>
      </pcsRow>
    </pcsTable></ICD10PCS.tabular>
    """
  }

  static let golden: [KnowledgeValue] = {
    func code(_ identifier: String, _ title: String) -> KnowledgeValue {
      .code(Code(Target(.icd10pcs, identifier), title: title, billable: true, parent: "0DT"))
    }
    return [
      .code(Code(Target(.icd10pcs, "0"), title: "Medical and Surgical", billable: false)),
      .code(
        Code(
          Target(.icd10pcs, "0D"), title: "Medical and Surgical, Gastrointestinal System", billable: false, parent: "0")
      ),
      .code(
        Code(
          Target(.icd10pcs, "0DT"), title: "Medical and Surgical, Gastrointestinal System, Resection", billable: false,
          parent: "0D")),
      .note(
        Note(
          Target(.icd10pcs, "0DT"), .definition, "Cutting out or off, without replacement, all of a body part")),
      code("0DTJ0ZZ", "Resection of Appendix, Open Approach"),
      code("0DTJ4ZZ", "Resection of Appendix, Percutaneous Endoscopic Approach"),
      code("0DTJ7ZZ", "Resection of Appendix, Via Natural or Artificial Opening"),
      code("0DTJ8ZZ", "Resection of Appendix, Via Natural or Artificial Opening Endoscopic"),
    ]
  }()

  @Test("a row becomes its codes, its table the headers", arguments: [1, 3, 64, 65_536])
  func values(length: Int) throws {
    #expect(try readAll(Self.fixture(), pieceLength: length).values == Self.golden)
  }

  @Test("a row whose count does not agree with its labels is refused")
  func count() {
    #expect(refusal { _ = try readAll(Self.fixture(codes: 5)) }.contains("gives 4 codes, but says 5"))
  }

  @Test(
    "the published tables give their known counts",
    .enabled(if: PublishedXML.isPresent("icd10pcs/fy2026"), PublishedXML.absent),
    arguments: [("2025", 78_948, 908), ("2026", 79_115, 914)])
  func published(year: String, codes: Int, tables: Int) throws {
    let (description, all) = try gather("icd10pcs/fy\(year)/icd10pcs_tables_\(year).xml")
    #expect(description.release.version == year)
    #expect(all.codes.count { $0.billable == true } == codes)
    #expect(Set(all.codes.map(\.target)).count == all.codes.count)
    let titles = all.codes.filter { $0.billable == true }.map(\.title)
    #expect(
      !titles.contains { $0.contains("  ") || $0.contains(" ,") || $0.contains("Optional(") || $0.contains(" None") })
    let shared = Dictionary(grouping: all.codes.filter { $0.billable == true }, by: \.title).filter {
      $0.value.count > 1
    }
    #expect(shared.isEmpty)
    #expect(all.codes.count { $0.target.identifier.count == 3 } == tables)
    #expect(
      all.codes.contains {
        $0.target.identifier == "07TD0ZZ" && $0.title == "Resection of Aortic Lymphatic, Open Approach"
      })
  }
}
