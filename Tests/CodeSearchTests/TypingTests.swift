import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import Testing

/// What people type and how, on the starter corpus.
@Suite struct TypingTests {
  private static func first(_ count: Int, _ query: String, explains: Bool = false) throws -> [Hit] {
    var request = SearchRequest(query, on: Clinic.today)
    request.limit = count
    request.explains = explains
    return try StarterCorpus.searcher.search(request).hits
  }

  private static func finds(_ target: Target, _ query: String) throws -> Bool {
    try first(5, query).contains { $0.target == target }
  }

  /// The judged queries and the titles of the corpus, each with one of its codes, in an order of chance.
  private static func probes(_ generator: inout SeededGenerator) throws -> [(query: String, target: Target)] {
    let path = StarterCorpus.root + "/Tests/Judgments/starter.tsv"
    let judged = try JudgmentSet(text: String(contentsOfFile: path, encoding: .utf8), file: path).queries
    let canonical = Dictionary(
      try StarterCorpus.entries().map { ($0.target.identifier.filter { $0 != "." }, $0.target) },
      uniquingKeysWith: { first, _ in first })
    let asked = judged.compactMap { query in
      query.judgments.lazy.compactMap { canonical[$0.code] }.first.map { (PlainQuery(query.text).text, $0) }
    }
    let titles = try StarterCorpus.entries().filter(\.target.scope.isCodeSystem)
      .map { (PlainQuery($0.title).text, $0.target) }
    return (asked + titles.shuffled(using: &generator).prefix(700)).shuffled(using: &generator)
  }

  @Test func `Punctuation, capitals and plurals never lose a hit`() throws {
    let seed: UInt64 = 20_261_001
    print("typing seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var count = 0
    var lost: [String] = []
    for (query, target) in try Self.probes(&generator) where count < 500 {
      guard try Self.finds(target, query) else { continue }
      count += 1
      let varied = QueryVariation.vary(query, using: &generator)
      if try !Self.finds(target, varied) { lost.append("\(target): \(varied.debugDescription)") }
    }
    #expect(count == 500)
    #expect(lost.isEmpty, "seed \(seed): \(lost.count) lost: \(lost.prefix(10))")
  }

  @Test(arguments: EverydayQuery.all)
  func `What people type first has a right code among the first three`(query: EverydayQuery) throws {
    let found = try Self.first(3, query.text).map(\.target.identifier)
    #expect(!query.codes.isDisjoint(with: found), "\(query.text): \(found)")
  }

  @Test(arguments: EverydayQuery.lymphNodes)
  func `The removal of lymph nodes is found with the reason`(query: EverydayQuery) throws {
    let hit = try #require(
      Self.first(3, query.text, explains: true).first { query.codes.contains($0.target.identifier) })
    #expect(!hit.reasons.isEmpty)
    #expect(hit.reasons.allSatisfy { !$0.typed.isEmpty && !$0.matched.isEmpty && $0.weight > 0 })
  }

  @Test(arguments: [
    ("FEVER NOT SEPTICAEMIA", "fever not septicaemia"), ("BRONCHITIS OR PNEUMONIA", "bronchitis or pneumonia"),
  ])
  func `In a text of capitals NOT and OR are words, among abbreviations they are operators`(
    capitals: String, small: String
  ) throws {
    #expect(try Self.first(5, capitals).map(\.target) == Self.first(5, small).map(\.target))
    #expect(try Self.first(5, "HTN OR GERD").contains { $0.target.identifier == "I10" })
    let without = try Self.first(5, "DM NOT DKA").map(\.target.identifier)
    #expect(!without.contains("E10.10") && !without.contains("E11.10"))
  }

  @Test func `Typographic quotes are read as words with a notice, straight ones make a phrase`() throws {
    let pasted = try StarterCorpus.searcher.search(SearchRequest("“attack, heart”", on: Clinic.today))
    #expect(pasted.hits.prefix(3).contains { $0.target.identifier == "I21.9" })
    #expect(pasted.notices.contains { $0.code == "typographic-quotes" })
    let straight = try StarterCorpus.searcher.search(SearchRequest("\"attack, heart\"", on: Clinic.today))
    #expect(straight.notices.allSatisfy { $0.code != "typographic-quotes" })
    #expect(straight.hits.map(\.target) != pasted.hits.map(\.target))
  }
}
