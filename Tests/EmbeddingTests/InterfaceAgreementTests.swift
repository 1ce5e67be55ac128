import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import SearchService
import Testing

/// The same 200 queries on the starter corpus through every interface: the codes and their order are those of Swift.
@Suite(.serialized) struct InterfaceAgreementTests {
  static let index = Result { try TestIndex(paths: [BuiltProducts.checkout + "/Corpus"]) }
  private static let day = "2026-01-15"
  private static let limit = 20

  /// System and code of each result in everything, for each query.
  private static let everything = Result { try found(in: []) }
  private static let queries = Result {
    let text = try String(contentsOfFile: BuiltProducts.source("queries.txt"), encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }

  private let queries: [String]
  private let index: TestIndex
  private let expected: [[String]]

  init() throws {
    queries = try Self.queries.get()
    index = try Self.index.get()
    expected = try Self.everything.get()
  }

  /// What Swift finds.
  private static func found(in scopes: Set<Scope>) throws -> [[String]] {
    let day = try #require(Day(iso: Self.day))
    let index = try Self.index.get()
    return try queries.get().map { query in
      var request = SearchRequest(query, on: day)
      request.limit = Self.limit
      request.scopes = scopes
      return try index.searcher.search(request).hits.map { "\($0.target.scope.token) \($0.target.identifier)" }
    }
  }

  /// Reads the JSON that all interfaces share.
  private func results(_ answer: JSONValue?) -> [String] {
    (answer?["results"]?.array ?? []).map { "\($0["system"]?.string ?? "") \($0["code"]?.string ?? "")" }
  }

  private func results(lines: [String]) throws -> [[String]] {
    try lines.map { results(try JSONValue(bytes: $0.utf8, limit: .max)) }
  }

  private func expect(_ found: [[String]], _ expected: [[String]]) {
    #expect(found.count == expected.count)
    for (query, (found, expected)) in zip(queries, zip(found, expected)) { #expect(found == expected, "\(query)") }
  }

  private func run(_ arguments: [String], input lines: [String]) throws -> ProgramRun {
    let run = try ProgramRun.of(
      BuiltProducts.program, arguments.prefix(1) + ["--index", index.root] + arguments.dropFirst(),
      input: lines.map { $0 + "\n" }.joined())
    try #require(run.status == 0, "\(run.errors)")
    return run
  }

  @Test func `The queries are 200, and most of them have results`() throws {
    #expect(Set(queries).count == 200)
    #expect(expected.count { !$0.isEmpty } > 180)
    #expect(expected.contains([]))
  }

  @Test func `The command line answers as Swift does`() throws {
    let options = ["search", "--format", "json", "--on", Self.day, "--limit", "\(Self.limit)"]
    expect(try results(lines: run(options + ["--batch", "-"], input: queries).lines), expected)
    for query in queries.prefix(5) {
      let single = try JSONValue(json: run(options + ["--", query], input: []).output)
      #expect(results(single) == (expected[queries.firstIndex(of: query) ?? 0]))
    }
  }

  @Test(.enabled(if: CProgram.isPossible, CProgram.whyNot))
  func `The C library answers as Swift does`() throws {
    let program = try CProgram("lines.c", options: CProgram.hasAddressSanitizer ? ["-fsanitize=address"] : [])
    let parameters = "{\"limit\":\(Self.limit),\"on\":\"\(Self.day)\""
    let run = try program.run(index.root, parameters, input: queries.map { $0 + "\n" }.joined())
    try #require(run.status == 0, "\(run.errors)")
    expect(try results(lines: run.lines), expected)
  }

  @Test func `The worker answers as Swift does`() throws {
    let requests = queries.map { query in
      JSONValue.object([
        "op": "search", "query": .string(query), "on": .string(Self.day), "limit": .integer(Self.limit),
      ]).json
    }
    let answers = try run(["worker"], input: requests).lines.map { try JSONValue(bytes: $0.utf8, limit: .max) }
    expect(answers.map { results($0["result"]) }, expected)
  }

  @Test func `The MCP server answers as Swift does`() throws {
    let calls = queries.enumerated().map { number, query in
      let arguments: JSONValue = ["query": .string(query), "on": .string(Self.day), "limit": .integer(Self.limit)]
      let parameters: JSONValue = [
        "name": "search", "arguments": arguments,
        "_meta": [
          "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
        ],
      ]
      return JSONValue.object([
        "jsonrpc": "2.0", "id": .integer(number), "method": "tools/call", "params": parameters,
      ]).json
    }
    let answers = try run(["mcp"], input: calls).lines.map { try JSONValue(bytes: $0.utf8, limit: .max) }
    expect(answers.map { results($0["result"]?["structuredContent"]) }, expected)
  }

  @Test func `The HTTP interface answers as Swift does`() throws {
    let server = try ServingProcess(index: index.root)
    let found = try queries.map { query in
      results(
        try server.get("/api/v1/search", ["query": query, "on": Self.day, "limit": "\(Self.limit)"]))
    }
    expect(found, expected)
  }

  // CPT and HCPCS have their modifiers with them in FHIR, so that these two are no one system of ours.
  @Test(
    arguments: [
      (Scope.icd10cm, "http://hl7.org/fhir/sid/icd-10-cm"), (.icd10pcs, "http://www.cms.gov/Medicare/Coding/ICD10"),
    ])
  func `An expansion of a code system has what Swift and the command line find in that system`(
    scope: Scope, url: String
  ) throws {
    let server = try ServingProcess(index: index.root)
    let found = try queries.map { query in
      let answer = try server.get(
        "/fhir/r4/ValueSet/$expand",
        ["url": url, "filter": query, "date": Self.day, "count": "\(Self.limit)"])
      return try #require(answer["expansion"], "\(query): \(answer)")["contains"]?.array ?? []
    }
    let expected = try Self.found(in: [scope])
    expect(found.map { $0.map { "\(scope.token) \($0["code"]?.string ?? "")" } }, expected)
    let options = ["search", "--format", "json", "--on", Self.day, "--limit", "\(Self.limit)", "--batch", "-"]
    let commandLine = try run(options + ["--system", scope.token], input: queries)
    expect(try results(lines: commandLine.lines), expected)
  }
}
