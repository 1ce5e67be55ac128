import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

@Suite struct DateOfServiceTests {
  private func status(_ code: String, on day: String) throws -> CodeStatus {
    try #require(try Clinic.search(code, on: Clinic.day(day)).hits.first { $0.target.identifier == code }).status
  }

  @Test(arguments: [
    ("S30.1XXA", "2025-09-30", CodeStatus.active), ("S30.1XXA", "2025-10-01", .deleted(last: Clinic.day("2025-09-30"))),
    ("S30.12XA", "2025-09-30", .future(first: Clinic.day("2025-10-01"))), ("S30.12XA", "2025-10-01", .active),
    ("E11.9", "2025-09-30", .active), ("E11.9", "2026-09-30", .active),
    ("G0999", "2019-12-31", .active), ("G0999", "2020-01-01", .deleted(last: Clinic.day("2019-12-31"))),
    ("J0121", "2019-09-30", .future(first: Clinic.day("2019-10-01"))), ("J0121", "2026-02-01", .active),
    ("Q9999", "2026-12-31", .future(first: Clinic.day("2027-01-01"))),
  ])
  func `A code stands from its first day through its last`(code: String, day: String, expected: CodeStatus) throws {
    #expect(try status(code, on: day) == expected)
  }

  @Test func `A deleted code is found by its words, marked, behind what stands`() throws {
    let hits = try Clinic.search("contusion abdominal wall").hits
    let deleted = try #require(hits.first { $0.target.identifier == "S30.1XXA" })
    #expect(deleted.status == .deleted(last: Clinic.day("2025-09-30")))
    let active = try #require(hits.firstIndex { $0.target.identifier == "S30.1" })
    let place = try #require(hits.firstIndex { $0.target.identifier == "S30.1XXA" })
    #expect(active < place)
  }

  @Test func `A deleted code names what stands in its place`() throws {
    #expect(try Clinic.card("G0999").successors.map(\.target.identifier) == ["G0998"])
    let hit = try #require(try Clinic.search("G0999").hits.first)
    #expect(hit.successors == [Target(.hcpcs, "G0998")])
    #expect(try Clinic.card("S30.1XXA").successors.map(\.target.identifier) == ["S30.12XA"])
    #expect(try Clinic.card("S30.1XXA", on: Clinic.day2024).successors.isEmpty)
  }

  @Test func `A code that only a list of deletions names is deleted`() throws {
    let card = try Clinic.card("E11.67")
    #expect(card.status == .deleted(last: Clinic.day("2025-09-30")))
    #expect(card.title == "Ancient sugar disorder")
  }

  @Test func `The title is that of the release of the day`() throws {
    #expect(try Clinic.card("G44.0", on: Clinic.day2024).title == "Cluster headache")
    let card = try Clinic.card("G44.0")
    #expect(card.title == "Cluster headaches and other autonomic cephalgias")
    #expect(card.otherTitles.map(\.title) == ["Cluster headache"])
    #expect(card.otherTitles.map(\.version) == ["2025"])
  }

  @Test func `Where the release of the day is not loaded, the newest answers and says so`() throws {
    let response = try Clinic.search("E11.9", on: Clinic.day("2031-01-01"))
    #expect(response.hits.first?.status == .active)
    #expect(response.notices.contains { $0.code == "release-not-loaded" && $0.message.contains("2026") })
    #expect(try Clinic.search("E11.9").notices.allSatisfy { $0.code != "release-not-loaded" })
    #expect(try Clinic.card("E11.9", on: Clinic.day("2031-01-01")).notices.contains { $0.code == "release-not-loaded" })
  }

  @Test func `Filters look at the day`() throws {
    let past = try Clinic.search("contusion", on: Clinic.day2024) { $0.billableOnly = true }
    #expect(past.hits.map(\.target.identifier) == ["S30.1XXA"])
  }
}
