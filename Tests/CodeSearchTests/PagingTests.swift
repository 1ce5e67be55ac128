import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

@Suite struct PagingTests {
  private static let built = Result {
    let nouns = ["fracture", "wound", "burn", "sprain", "strain"]
    let places = ["arm", "leg", "hand", "foot", "neck", "head"]
    let rows = (0..<300).map { number in
      let title = "\(nouns[number % 5]) of \(places[number / 5 % 6]) region \(number)"
      return SourceText.CodeRow("S\(number / 100)\(number / 10 % 10).\(number % 10)", title, isBillable: true)
    }
    return try TestIndex([.codes("ICD-10-CM", rows)])
  }

  private func search(_ query: String, offset: Int, limit: Int) throws -> SearchResponse {
    var request = SearchRequest(query, on: Clinic.today)
    request.offset = offset
    request.limit = limit
    return try Self.built.get().searcher.search(request)
  }

  @Test(arguments: ["fracture", "fracture arm", "wound OR burn", "region", "S0*", "S00-S29"])
  func `Pages laid end to end are one long page`(query: String) throws {
    let whole = try search(query, offset: 0, limit: 1000).hits.map(\.target)
    #expect(Set(whole).count == whole.count)
    for size in [1, 7, 50] {
      var pages: [Target] = []
      while true {
        let page = try search(query, offset: pages.count, limit: size).hits.map(\.target)
        if page.isEmpty { break }
        pages += page
        // Single steps over the first results say enough.
        if size == 1, pages.count == 25 { break }
      }
      #expect(pages == Array(whole.prefix(size == 1 ? 25 : whole.count)), "\(query) by \(size)")
    }
  }

  @Test func `The total is that of all pages`() throws {
    for limit in [1, 10, 60, 1000] {
      let response = try search("fracture", offset: 0, limit: limit)
      #expect(response.isTotalExact)
      #expect(response.total == 60)
      #expect(response.hits.count == min(limit, 60))
    }
  }

  @Test func `Limits and offsets hold at their bounds and not beyond`() throws {
    for limit in [1, 2, 999, 1000] { #expect(throws: Never.self) { try search("burn", offset: 0, limit: limit) } }
    for offset in [0, 1, 9_999, 10_000] { #expect(throws: Never.self) { try search("burn", offset: offset, limit: 1) } }
    for (offset, limit) in [(0, 0), (0, -1), (0, 1001), (-1, 1), (10_001, 1)] {
      #expect(throws: CodeSearchError(.query, "")) { try search("burn", offset: offset, limit: limit) }
    }
  }

  @Test func `A page behind the last result is empty`() throws {
    let response = try search("fracture", offset: 60, limit: 10)
    #expect(response.hits.isEmpty)
    #expect(response.total == 60)
  }

  @Test func `Queries hold at their limits and not beyond`() throws {
    let words = { (count: Int) in Array(repeating: "arm", count: count).joined(separator: " ") }
    for query in [words(64), String(repeating: "(", count: 16) + "arm" + String(repeating: ")", count: 16)] {
      #expect(throws: Never.self) { try search(query, offset: 0, limit: 1) }
    }
    for query in [
      words(65), String(repeating: "a ", count: 513), String(repeating: "(", count: 17) + "arm", "ab*", "",
      "fra* wou* bur* spr* str*",
    ] {
      #expect(throws: CodeSearchError(.query, ""), "\(query.prefix(40))") { try search(query, offset: 0, limit: 1) }
    }
  }

  @Test func `Hits of one code are one result`() throws {
    let index = try TestIndex([
      .codes(
        "CPT",
        [.init("12345", "Repair of widget", aliases: ["widget repair", "fixing a widget", "widget", "widgets mended"])])
    ])
    let response = try index.searcher.search(SearchRequest("widget", on: Clinic.today))
    #expect(response.hits.count == 1)
    #expect(response.total == 1)
    #expect(response.hits.first?.shownText == "widget")
    #expect(response.hits.first?.wording?.role == .alias)
  }
}
