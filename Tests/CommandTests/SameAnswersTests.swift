import CodeSearch
import CodingKnowledge
import Foundation
import Testing

/// One search core, many ways to it: the judged queries get the same codes in the same order by each.
@Suite("SameAnswers")
struct SameAnswersTests {
  private static let day = "2026-02-01"
  private static let limit = 12

  /// The queries of the judgments of the starter corpus.
  private static let queries: [String] = {
    let path = CommandRun.packageRoot + "/Tests/Judgments/starter.tsv"
    let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").dropFirst()
    return lines.compactMap { $0.split(separator: "\t", omittingEmptySubsequences: false).dropFirst().first }
      .map(String.init).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }()

  private let index: String
  private let expected: [[String]]

  init() throws {
    index = try RuleFixture().index
    let searcher = try Searcher(index: index)
    let day = try #require(Day(iso: Self.day))
    expected = try Self.queries.map { query in
      var request = SearchRequest(query, on: day)
      request.limit = Self.limit
      return try searcher.search(request).hits.map { "\($0.target.scope.token) \($0.target.identifier)" }
    }
  }

  private func codes(_ answer: Any?) -> [String]? {
    ((answer as? [String: Any])?["results"] as? [[String: Any]])?.map { "\($0["system"] ?? "") \($0["code"] ?? "")" }
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func line(_ members: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self) + "\n"
  }

  @Test("there are 200 queries, and nearly all have an answer")
  func queries() {
    #expect(Self.queries.count >= 200)
    #expect(expected.count { !$0.isEmpty } > Self.queries.count * 9 / 10)
  }

  @Test("the command line answers as the library does")
  func commandLine() throws {
    let run = try CommandRun.of(
      [
        "search", "--index", index, "--on", Self.day, "--limit", String(Self.limit), "--batch", "-", "--format", "json",
      ], input: Self.queries.joined(separator: "\n") + "\n")
    #expect(try run.lines.map { codes(try object($0)) } == expected)
  }

  @Test("the worker answers as the library does")
  func worker() throws {
    let input = try Self.queries.enumerated().map { number, query in
      try line(["id": number, "op": "search", "query": query, "limit": Self.limit, "on": Self.day])
    }
    let run = try CommandRun.of(["worker", "--index", index], input: input.joined())
    #expect(try run.lines.map { codes(try object($0)["result"]) } == expected)
  }

  @Test("the Model Context Protocol answers as the library does")
  func modelContextProtocol() throws {
    let meta: [String: Any] = [
      "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
    ]
    let input = try Self.queries.enumerated().map { number, query in
      try line([
        "jsonrpc": "2.0", "id": number, "method": "tools/call",
        "params": [
          "name": "search", "arguments": ["query": query, "limit": Self.limit, "on": Self.day], "_meta": meta,
        ],
      ])
    }
    let run = try CommandRun.of(["mcp", "--index", index], input: input.joined())
    let results = try run.lines.map { try object($0)["result"] as? [String: Any] }
    #expect(results.map { codes($0?["structuredContent"]) } == expected)
  }
}
