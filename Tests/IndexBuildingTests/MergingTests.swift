import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import IndexBuilding
import Testing

@Suite struct MergingTests {
  @Test func `What two releases say alike is one edition with both sources`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2025), Fixed.order(2026))
    let card = try #require(try fixture.card("A00.0"))
    #expect(card.otherTitles.isEmpty)
    #expect(card.sources.map(\.version) == ["2025", "2026"])
    #expect(card.validity.from == Fixed.day("2024-10-01"))
    #expect(!card.isFirstDayKnown)
  }

  @Test func `A title that changed gives two editions, each on its days`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Fixed.order(2025), Fixed.order(2026, title: "Cholera of the classical biotype"))
    #expect(try fixture.card("A00.0")?.title == "Cholera of the classical biotype")
    #expect(try fixture.card("A00.0")?.otherTitles.map(\.title) == ["Classical cholera"])
    #expect(try fixture.card("A00.0", on: Fixed.day("2025-09-30"))?.title == "Classical cholera")
    #expect(
      try fixture.card("A00.0", on: Fixed.day("2025-09-30"))?.otherTitles.map(\.title)
        == ["Cholera of the classical biotype"])
  }

  @Test func `The order in which releases are added does not matter`() throws {
    let one = try BuildFixture()
    try one.build(Fixed.order(2025), Fixed.order(2026, title: "New"))
    let other = try BuildFixture()
    try other.build(Fixed.order(2026, title: "New"))
    try other.build(Fixed.order(2025))
    for day in ["2024-12-01", "2026-02-01"] {
      #expect(
        try one.card("A00.0", on: Fixed.day(day))?.title == (try other.card("A00.0", on: Fixed.day(day))?.title))
    }
  }

  @Test func `A code of the older release alone has ended, one of the newer begins`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      Fixed.order(2025, [.init("A001", true, "Old cholera")]), Fixed.order(2026, [.init("A002", true, "New cholera")]))
    #expect(try fixture.card("A00.1")?.status == .deleted(last: Fixed.day("2025-09-30")))
    #expect(try fixture.card("A00.1", on: Fixed.day("2025-09-30"))?.status == .active)
    #expect(try fixture.card("A00.2", on: Fixed.day("2025-09-30"))?.status == .future(first: Fixed.day("2025-10-01")))
    #expect(try fixture.card("A00.2")?.status == .active)
  }

  @Test func `Addenda alone tell what was deleted`() throws {
    let fixture = try BuildFixture()
    let addenda = SourceText(
      "icd10cm-codes-addenda-2026.txt",
      "Delete:      A00.1XX Old cholera\r\n".replacing("A00.1XX", with: "A001   ")
        + "Add:         A002    New cholera\r\n")
    try fixture.build(addenda)
    let deleted = try #require(try fixture.card("A00.1"))
    #expect(deleted.status == .deleted(last: Fixed.day("2025-09-30")))
    #expect(deleted.title == "Old cholera")
    #expect(deleted.changes.map(\.kind) == [.deleted])
    var request = SearchRequest("old cholera", on: Fixed.today)
    request.limit = 5
    #expect(try fixture.searcher().search(request).hits.map(\.target.identifier) == ["A00.1"])
  }

  @Test func `A code deleted by addenda that the order file of before has is one card`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      Fixed.order(2025, [.init("A001", true, "Old cholera")]), Fixed.order(2026),
      SourceText("icd10cm-codes-addenda-2026.txt", "Delete:      A001    Old cholera\r\n"))
    let card = try #require(try fixture.card("A00.1"))
    #expect(card.otherTitles.isEmpty)
    #expect(card.status == .deleted(last: Fixed.day("2025-09-30")))
    #expect(card.changes.count == 1)
  }

  @Test func `The parent is the longest shorter code`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      .orderFile(
        2026,
        [
          .init("S52", false, "Fracture of forearm"), .init("S525", false, "Fracture of lower end of radius"),
          .init("S5250", false, "Unspecified"), .init("S52501A", true, "Unspecified, right, initial encounter"),
        ]))
    #expect(try fixture.card("S52.501A")?.path.map(\.target.identifier) == ["S52", "S52.5", "S52.50"])
  }

  @Test func `Headers of procedures that only the index names are named from their codes`() throws {
    let fixture = try BuildFixture()
    let rows = [
      "0DTJ0ZZ": "Resection of Appendix, Open Approach", "0DTJ4ZZ": "Resection of Appendix, Percutaneous Approach",
    ]
    try fixture.build(
      .codes("ICD-10-PCS", rows.sorted { $0.key < $1.key }.map { .init($0.key, $0.value, isBillable: true) }))
    #expect(try fixture.card("0DTJ") == nil)
    #expect(try fixture.card("0DTJ4ZZ")?.title == "Resection of Appendix, Percutaneous Approach")
  }

  @Test func `A knowledge file adds to a code of an official list and does not rename it`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      Fixed.order(2026),
      .codes("ICD-10-CM", [.init("A00.0", "Our own name", isBillable: false, aliases: ["rice water illness"])]))
    let card = try #require(try fixture.card("A00.0"))
    #expect(card.title == "Classical cholera")
    #expect(card.billable == true)
    #expect(card.wordings.map(\.text).contains("rice water illness"))
  }
}
