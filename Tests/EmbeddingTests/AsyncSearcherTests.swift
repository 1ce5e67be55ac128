import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// The functions of `Searcher` for callers that must not be held up.
struct AsyncSearcherTests {
  private static func plain(_ query: String, _ searcher: Searcher) throws -> [Target] {
    try searcher.search(SearchRequest(query, on: .today)).hits.map(\.target)
  }

  @Test func `Many tasks get the answers of the plain functions from one searcher`() async throws {
    let searcher = try await Searcher.opened(try Clinic.index.get().root)
    let queries = ["kidney stone", "flu", "HTN", "renal", "nothing of it"]
    let expected = try queries.map { try Self.plain($0, searcher) }
    #expect(expected.first?.isEmpty == false)
    try await withThrowingTaskGroup(of: (Int, [Target]).self) { group in
      for number in 0..<60 {
        group.addTask {
          let place = number % queries.count
          let response = try await searcher.search(SearchRequest(queries[place], on: .today))
          return (place, response.hits.map(\.target))
        }
      }
      for try await (place, targets) in group { #expect(targets == expected[place]) }
    }
  }

  @Test @MainActor func `The main actor can await every one of them`() async throws {
    let index = try TestIndex([.codes("CPT", [.init("99213", "Office visit")])])
    let searcher = try await Searcher.opened(index.root)
    #expect(try await searcher.explain(SearchRequest("visit", on: .today)).units.count == 1)
    #expect(try await !searcher.refresh())
    try index.add([.codes("CPT", [.init("38564", "Removal of lymph nodes")], name: "more.md")])
    #expect(try await searcher.refresh())
    #expect(try await searcher.search(SearchRequest("lymph", on: .today)).hits.map(\.target.identifier) == ["38564"])
    var claim = Claim(on: .today)
    claim.lines = [try Claim.Line("99213")]
    let report = await searcher.check(claim)
    #expect(report.claim == claim)
  }

  @Test func `What is wrong is thrown as the plain functions throw it`() async throws {
    await #expect(throws: CodeSearchError(.indexMissing, "")) { try await Searcher.opened("/nonexistent") }
    let searcher = try Clinic.index.get().searcher
    await #expect(throws: CodeSearchError(.query, "")) { try await searcher.search(SearchRequest("-flu", on: .today)) }
  }
}
