import CodingKnowledge
import OfficialFiles
import Testing

@Suite("ICD10PCSDefinitions")
struct ICD10PCSDefinitionsTests {
  static let fixture = """
    <ICD10PCS.definitions><version>2026</version><title>D</title>
      <section code="0"><title>Medical and Surgical</title>
        <axis pos="3"><title>Operation</title>
          <terms><title>Alteration</title><definition>Modifying the structure</definition>
            <explanation>To improve appearance</explanation><includes>Face lift</includes></terms></axis>
        <axis pos="4"><title>Body Part</title>
          <terms><title>1st Toe, Left</title><title>1st Toe, Right</title><includes>Hallux</includes></terms></axis>
      </section>
      <deviceAggregation><aggregate><device>x</device></aggregate></deviceAggregation>
    </ICD10PCS.definitions>
    """

  @Test("operations are defined, body parts become keys", arguments: [1, 9, 65_536])
  func values(length: Int) throws {
    #expect(
      try readAll(Self.fixture, pieceLength: length).values == [
        .fact(
          Fact(
            Target(.icd10pcs, "0"), "definition",
            "Operation: Alteration: Modifying the structure. To improve appearance. Includes: Face lift.")),
        .fact(Fact(ICD10PCSIndex.keyTarget, "use", "Hallux = 1st Toe, Left")),
        .fact(Fact(ICD10PCSIndex.keyTarget, "use", "Hallux = 1st Toe, Right")),
      ])
  }

  @Test(
    "the published definitions are read whole",
    .enabled(if: PublishedXML.isPresent("icd10pcs/fy2026"), PublishedXML.absent), arguments: ["2025", "2026"])
  func published(year: String) throws {
    let (description, all) = try gather("icd10pcs/fy\(year)/icd10pcs_definitions_\(year).xml")
    #expect(description.release.version == year)
    let definitions = all.facts.filter { $0.key == "definition" }
    print("FY\(year): \(definitions.count) definitions, \(all.facts.count - definitions.count) keys")
    // 323 terms with a definition, and four with an explanation alone.
    #expect(definitions.count == 327)
    #expect(Set(definitions.map(\.target.identifier)).count == 16)
    #expect(all.facts.count > 2000)
  }
}
