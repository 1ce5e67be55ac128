import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import IndexBuilding
import Testing

@Suite struct TerminologyTests {
  private static let ontology = SourceText(
    "made-up.obo",
    """
    format-version: 1.2
    ontology: made-up

    [Term]
    id: X:1
    name: rice water illness
    synonym: "ganges fever" EXACT []
    synonym: "Classical cholera" EXACT []
    xref: ICD10CM:A00.0

    [Term]
    id: X:2
    name: rice water group
    xref: ICD10CM:A00
    xref: ICD10CM:B99.9

    [Term]
    id: X:3
    name: grumbly unspecified
    synonym: "wobbly unspecified" EXACT []

    """)

  private static let list = SourceText(
    "mine.tsv", "code\tsystem\tterm\nA00.9\t\tmystery gripes\nJ0120\tHCPCS\tyellow shot\nJ9999\tHCPCS\tunlisted shot\n")

  private func codes(_ fixture: BuildFixture, _ query: String) throws -> [String] {
    try fixture.searcher().search(SearchRequest(query, on: Fixed.today)).hits.map(\.target.identifier)
  }

  @Test func `A code is found by a name that a terminology gives it, under all filters of the code`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026), Fixed.hcpcs, Self.ontology, Self.list)
    #expect(try codes(fixture, "ganges fever") == ["A00.0"])
    #expect(try codes(fixture, "ganges fever billable:yes under:A00 system:icd10cm") == ["A00.0"])
    #expect(try codes(fixture, "rice water group").first == "A00")
    // The heading of an unspecified code is a result, too.
    #expect(try codes(fixture, "mystery gripes") == ["A00.9", "A00"])
    #expect(try codes(fixture, "yellow shot") == ["J0120"])
    let hit = try fixture.searcher().search(SearchRequest("ganges fever", on: Fixed.today)).hits.first
    #expect(hit?.wording == Wording(Target(.icd10cm, "A00.0"), .alias, "ganges fever"))
    #expect(hit?.title == "Classical cholera")
  }

  @Test func `A reference to a code that is not loaded finds nothing and makes no code`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026), Fixed.hcpcs, Self.ontology, Self.list)
    #expect(try fixture.card("B99.9") == nil)
    #expect(try fixture.card("J9999") == nil)
    #expect(try codes(fixture, "unlisted shot").allSatisfy { $0 != "J9999" })
  }

  @Test func `Synonyms of a term without a code expand a query`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Self.ontology, .codes("ICD-10-CM", [.init("A09", "Grumbly, unspecified", isBillable: true)]))
    let hits = try fixture.searcher().search(SearchRequest("wobbly unspecified", on: Fixed.today)).hits
    #expect(hits.first?.target == Target(.icd10cm, "A09"))
    #expect(hits.first?.coversQuery == true)
  }

  @Test func `Where no official list is loaded the codes of knowledge files get the names`() throws {
    let fixture = try BuildFixture()
    let row = SourceText.CodeRow("A00.0", "Classical cholera", isBillable: true)
    try fixture.build(.codes("ICD-10-CM", [row]), Self.ontology)
    #expect(try codes(fixture, "ganges fever") == ["A00.0"])
    // The official list takes over, and each name stands there once.
    try fixture.build(Fixed.order(2026))
    #expect(try codes(fixture, "ganges fever") == ["A00.0"])
    let wordings = try #require(try fixture.card("A00.0")).wordings.map(\.text)
    #expect(wordings.filter { $0 == "ganges fever" }.count == 1)
  }

  @Test func `A terminology is one source, kept through builds, and replaced when it changes`() throws {
    let fixture = try BuildFixture()
    let first = try fixture.build(Fixed.order(2026), Fixed.hcpcs, Self.ontology)
    #expect(first.sources.filter { $0.title.hasPrefix("Ontology") }.count == 1)
    #expect(try fixture.searcher().status().sources.filter { $0.format == "obo" }.count == 1)
    let second = try fixture.build(Self.ontology)
    #expect(second.isUnchanged && second.sources.allSatisfy { !$0.wasParsed })
    var changed = Self.ontology
    changed.bytes = Array(String(decoding: changed.bytes, as: UTF8.self).replacing("ganges", with: "delta").utf8)
    let third = try fixture.build(changed)
    #expect(third.replaced.count == 1)
    #expect(try codes(fixture, "delta fever") == ["A00.0"])
    #expect(try fixture.card("A00.0")?.wordings.contains { $0.text == "ganges fever" } == false)
    #expect(throws: Never.self) { try GenerationCheck.check(root: fixture.root) }
  }

  @Test func `An index of a terminology alone can be built`() throws {
    let fixture = try BuildFixture()
    let report = try fixture.build(Self.ontology)
    #expect(report.targets == 0 && report.sources.count == 1)
  }
}
