import CodingKnowledge
import OfficialFiles
import Testing

@Suite("ICD10PCSIndex")
struct ICD10PCSIndexTests {
  static let fixture = """
    <ICD10PCS.index><version>2025</version><title>2025 ICD-10-PCS Index</title><letter><title>A</title>
      <mainTerm><title>Abdominohysterectomy</title><see>Resection, Uterus<codes>0UT9</codes></see></mainTerm>
      <mainTerm><title>Abdominal esophagus</title><use>Esophagus, Lower</use></mainTerm>
      <mainTerm><title>Activa PC</title><use>Stimulator Generator in<tab>0JH</tab></use></mainTerm>
      <mainTerm><title>Abortion</title>
        <term level="1"><title>Products of Conception</title><codes>10A0</codes></term>
        <term level="1"><title>Laminaria</title><code>10A07ZW</code></term>
        <term level="1"><see>Extraction</see></term>
      </mainTerm>
      <mainTerm><title>Acetabulectomy</title><term level="1"><see>Excision, Lower Bones<tab>0QB</tab></see></term></mainTerm>
    </letter></ICD10PCS.index>
    """

  @Test("terms lead to codes, beginnings of codes and keys", arguments: [1, 10, 65_536])
  func values(length: Int) throws {
    func wording(_ code: String, _ text: String) -> KnowledgeValue {
      .wording(Wording(Target(.icd10pcs, code), .procedureIndex, text))
    }
    func use(_ value: String) -> KnowledgeValue { .fact(Fact(ICD10PCSIndex.keyTarget, "use", value)) }
    #expect(
      try readAll(Self.fixture, pieceLength: length).values == [
        wording("0UT9", "Abdominohysterectomy"), use("Abdominal esophagus = Esophagus, Lower"),
        use("Activa PC = Stimulator Generator in 0JH"), wording("10A0", "Abortion, Products of Conception"),
        wording("10A07ZW", "Abortion, Laminaria"), use("Abortion = Extraction"), wording("0QB", "Acetabulectomy"),
      ])
  }

  @Test("a code with a sign that PCS does not have is refused")
  func badCode() {
    #expect(refusal { _ = try readAll(Self.fixture.replacing("10A0<", with: "10a0<")) }.contains("no ICD-10-PCS code"))
  }

  @Test(
    "the published index leads to all its codes",
    .enabled(if: PublishedXML.isPresent("icd10pcs/fy2025"), PublishedXML.absent))
  func published() throws {
    let (description, all) = try gather("icd10pcs/fy2025/icd10pcs_index_2025.xml")
    #expect(description.series == .index)
    print("PCS index: \(all.wordings.count) wordings, \(all.facts.count) keys")
    #expect(all.wordings.count == 231 + 14 + 94 + 448 + 1067 + 2563 + 11_690 + 119)
    #expect(all.facts.count == 1091 + 1251 + 270)
    #expect(all.facts.contains(Fact(ICD10PCSIndex.keyTarget, "use", "Amputation = Detachment")))
    #expect(all.facts.contains(Fact(ICD10PCSIndex.keyTarget, "use", "Abdominal esophagus = Esophagus, Lower")))
  }
}
