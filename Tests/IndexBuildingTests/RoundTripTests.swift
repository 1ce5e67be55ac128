import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import IndexBuilding
import Testing

/// What the readers give arrives on the card.
@Suite struct RoundTripTests {
  @Test func `Codes keep both titles, flag and days`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2026), Fixed.hcpcs)
    let code = try #require(try fixture.card("A00.0"))
    #expect(code.title == "Classical cholera")
    #expect(code.shortTitle == "Cholera, classical")
    #expect(code.billable == true)
    #expect(try fixture.card("A00")?.billable == false)
    let service = try #require(try fixture.card("G0999"))
    #expect(service.validity == DayRange(from: Fixed.day("1990-01-01"), through: Fixed.day("2019-12-31")))
    #expect(service.isFirstDayKnown)
    #expect(try fixture.card("LT")?.target.scope == .modifier)
  }

  @Test func `Every column of a HCPCS line becomes an attribute, its reference a mapping both ways`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.hcpcs)
    let card = try #require(try fixture.card("J0120"))
    #expect(
      card.attributes.map { "\($0.key)=\($0.value)" } == [
        "crossReference=J0121", "coverage=C carrier judgment", "actionEffective=1990-01-01",
        "actionCode=N no maintenance",
      ])
    #expect(card.mappings.map(\.other) == [Target(.hcpcs, "J0121")])
    #expect(card.mappings.map(\.isForward) == [true])
    #expect(try fixture.card("J0121")?.mappings.map(\.isForward) == [false])
  }

  @Test func `Notes of every kind arrive in the order of the file`() throws {
    let fixture = try BuildFixture()
    let kinds: [(element: String, kind: NoteKind)] = [
      ("includes", .includes), ("excludes1", .excludes1), ("excludes2", .excludes2), ("codeFirst", .codeFirst),
      ("useAdditionalCode", .useAdditionalCode), ("codeAlso", .codeAlso), ("notes", .note),
    ]
    let notes = kinds.map { "<\($0.element)><note>text of \($0.element)</note></\($0.element)>" }.joined()
    try fixture.build(
      .tabular(
        2026,
        """
        <chapter><name>1</name><desc>Infections (A00-B99)</desc>
        <sectionIndex><sectionRef first="A00" last="A09" id="A00-A09">Gut</sectionRef></sectionIndex>
        <section id="A00-A09"><desc>Intestinal infections (A00-A09)</desc>
        <diag><name>A00</name><desc>Cholera</desc>\(notes)</diag></section></chapter>
        """))
    let found = try #require(try fixture.card("A00")).notes.filter { !$0.isInherited }
    #expect(Set(found.map(\.kind)) == Set(kinds.map(\.kind)))
    #expect(found.map(\.text) == kinds.map { "text of \($0.element)" })
  }

  @Test func `Entries of knowledge files keep aliases, labels, codes, citation and days`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      .knowledge(
        "summary", system: "CPT", name: "cpt.md",
        """
        ## 38564 Node removal

        Also: limited RPLND; node sampling
        Codes: ICD-10-CM C62, C48.0; CPT 38780
        Source: Our book
        Effective: 2025-01-01
        Through: 2026-06-30

        **What it is.** Nodes are taken out.

        **When.** For staging — even Ménière’s “quotes” stay.
        """))
    let card = try #require(try fixture.card("38564"))
    #expect(card.wordings.map(\.text) == ["limited RPLND", "node sampling"])
    #expect(card.texts.map(\.label) == ["What it is", "When"])
    #expect(card.texts.last?.text == "For staging — even Ménière’s “quotes” stay.")
    #expect(card.texts.map(\.citation) == ["Our book", "Our book"])
    #expect(card.texts.first?.codes == [Target(.icd10cm, "C62"), Target(.icd10cm, "C48.0"), Target(.cpt, "38780")])
    #expect(card.validity == DayRange(from: Fixed.day("2025-01-01"), through: Fixed.day("2026-06-30")))
    #expect(try fixture.card("38564", on: Fixed.day("2026-07-01"))?.status == .deleted(last: Fixed.day("2026-06-30")))
  }

  @Test func `Mappings keep scenario, choice and the lack of a counterpart`() throws {
    let fixture = try BuildFixture()
    try fixture.build(SourceText("2018_I9gem.txt", "0010  A000    00000\nE8500 T400X1A 10112\n36570 NoDx    11000\n"))
    let mapping = try #require(try fixture.searcher().cards("E850.0", on: Fixed.today).first?.mappings.first)
    #expect(mapping.other == Target(.icd10cm, "T40.0X1A"))
    #expect(mapping.isApproximate && mapping.scenario == 1 && mapping.choice == 2)
    #expect(try fixture.card("365.70")?.mappings.map(\.other) == [nil])
  }

  @Test func `Long and odd texts arrive whole`() throws {
    let long = Array(repeating: "Ünïcödé wörds 漢字 😀", count: 2000).joined(separator: " ")
    let fixture = try BuildFixture()
    try fixture.build(
      .knowledge("policy", name: "p.md", "## Rule 1 of the house\n\n\(long)\n\nwithout-any-word: ~~~ *** ---"))
    let searcher = try fixture.searcher()
    var request = SearchRequest("kind:policy rule", on: Fixed.today)
    request.limit = 5
    let target = try #require(try searcher.search(request).hits.first).target
    let card = try #require(searcher.cards(target.identifier, on: Fixed.today).first)
    #expect(card.texts.first?.text == long)
    #expect(card.texts.count == 2)
  }
}
