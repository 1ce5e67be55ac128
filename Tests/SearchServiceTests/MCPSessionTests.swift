import CodeSearch
import CodeSearchTestKit
import SearchService
import Testing

@Suite struct MCPSessionTests {
  private typealias Talk = MCPClientTalk

  private func session() throws -> MCPSession { MCPSession(try Talk.server()) }

  private func answer(_ message: String) throws -> JSONValue {
    var session = try session()
    return try #require(try session.ask(message))
  }

  private func legacy(_ method: String, _ parameters: JSONValue = [:]) throws -> JSONValue {
    var session = try session()
    _ = try session.ask(Talk.handshake)
    return try #require(try session.ask(Talk.request(method, parameters, id: 2, version: nil)))
  }

  // MARK: Revisions

  @Test func `The stateless revision is discovered, with what a result of it must have`() throws {
    let result = try #require(try answer(Talk.request("server/discover")).result)
    #expect(result["supportedVersions"] == ["2026-07-28"])
    #expect(result["resultType"] == "complete")
    #expect(result["capabilities"] == ["tools": [:], "resources": [:]])
    #expect(result["ttlMs"]?.integer ?? -1 >= 0)
    #expect(result["cacheScope"] == "public")
    #expect(result["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "codesearch")
  }

  @Test(arguments: ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])
  func `A handshake agrees on a revision that the client asks for`(version: String) throws {
    let answer = try answer(Talk.request("initialize", ["protocolVersion": .string(version)], version: nil))
    #expect(answer.result?["protocolVersion"] == .string(version))
    #expect(answer.result?["serverInfo"]?["version"] == "0.0.1")
    #expect(answer.result?["resultType"] == nil)
  }

  @Test func `A handshake for an unknown revision is answered with our newest`() throws {
    let answer = try answer(Talk.request("initialize", ["protocolVersion": "1999-01-01"], version: nil))
    #expect(answer.result?["protocolVersion"] == "2025-11-25")
  }

  @Test func `Both kinds of revision are spoken on one pipe`() throws {
    var session = try session()
    let call: JSONValue = ["name": "search", "arguments": ["query": "diabetes"]]
    let before = try session.ask(Talk.request("tools/call", call))
    _ = try session.ask(Talk.handshake)
    #expect(try session.ask("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}") == nil)
    let legacy = try session.ask(Talk.request("tools/call", call, version: nil))
    #expect(before?.result?["resultType"] == "complete")
    #expect(legacy?.result?["resultType"] == nil)
    #expect(legacy?.result?["structuredContent"] == before?.result?["structuredContent"])
    #expect(try session.ask(Talk.request("ping", version: nil))?.result == [:])
    #expect(try session.ask(Talk.request("ping"))?.faultCode == -32601)
  }

  // MARK: Errors

  private static let noCapabilities =
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
    + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}"

  static let faults: [(String, Int, JSONValue)] = [
    ("", -32700, nil), ("{\"jsonrpc\"", -32700, nil), ("\u{0}", -32700, nil),
    (String(repeating: "[", count: 100), -32700, nil),
    ("[]", -32600, nil), ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", -32600, nil), ("5", -32600, nil),
    ("{\"id\":1,\"method\":\"ping\"}", -32600, 1), ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", -32600, 1),
    ("{\"jsonrpc\":\"2.0\",\"id\":1}", -32600, 1), ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", -32600, 1),
    ("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600, nil),
    ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600, nil),
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}", -32602, 1),
    (MCPClientTalk.request("tools/list", version: nil), -32602, 1),
    (MCPClientTalk.request("server/discover", version: nil), -32602, 1), (noCapabilities, -32602, 1),
    (MCPClientTalk.request("tools/list", version: "2099-01-01"), -32022, 1),
    (MCPClientTalk.request("tools/list", version: "2025-11-25"), -32022, 1),
    (MCPClientTalk.request("prompts/list"), -32601, 1), (MCPClientTalk.request("logging/setLevel"), -32601, 1),
    (MCPClientTalk.request("subscriptions/listen", id: "x"), -32601, "x"),
    (MCPClientTalk.request("tools/call"), -32602, 1), (MCPClientTalk.request("tools/call", ["name": 5]), -32602, 1),
    (MCPClientTalk.request("tools/call", ["name": "delete"]), -32602, 1),
    (MCPClientTalk.request("tools/call", ["name": "search", "arguments": "diabetes"]), -32602, 1),
    (MCPClientTalk.request("resources/read"), -32602, 1),
    (MCPClientTalk.request("resources/read", ["uri": "file:///etc/passwd"]), -32602, 1),
    (MCPClientTalk.request("resources/read", ["uri": "codes://icd-10-cm/1999/E11.9"]), -32602, 1),
    (MCPClientTalk.request("resources/list", ["cursor": "-1"]), -32602, 1),
  ]

  @Test(arguments: faults)
  func `A message that cannot be served has its code and identifier`(message: String, code: Int, id: JSONValue) throws {
    let answer = try answer(message)
    #expect(answer.faultCode == code, "\(answer)")
    #expect(answer["id"] == id)
    #expect(answer["error"]?["message"]?.string?.isEmpty == false)
  }

  @Test func `An unsupported revision is told what is supported`() throws {
    let detail = try answer(Talk.request("tools/list", version: "2099-01-01"))["error"]?["data"]
    #expect(detail?["requested"] == "2099-01-01")
    #expect(detail?["supported"]?.array?.first == "2026-07-28")
  }

  @Test func `A missing resource has the code of its revision`() throws {
    let missing: JSONValue = ["uri": "codes://icd-10-cm/current/Q99.99"]
    #expect(try answer(Talk.request("resources/read", missing)).faultCode == -32602)
    #expect(try legacy("resources/read", missing).faultCode == -32002)
  }

  @Test func `A message larger than a megabyte is refused, and the next one answered`() throws {
    var session = try session()
    let large = Talk.request("tools/call", ["name": .string(String(repeating: "a", count: MCPServer.messageLimit))])
    #expect(try session.ask(large)?.faultCode == -32600)
    #expect(try session.ask(Talk.request("server/discover"))?.result != nil)
  }

  @Test func `What is wrong with arguments is a tool's own error, which a model can read`() throws {
    let result = try #require(
      try answer(Talk.request("tools/call", ["name": "search", "arguments": ["query": "x", "limit": 5000]])).result)
    #expect(result["isError"] == true)
    #expect(result["structuredContent"] == nil)
    let text = try #require(result["content"]?.array?.first?["text"]?.string)
    #expect(try JSONValue(json: text)["error"]?["message"] == "\"limit\" is 5000")
  }

  // MARK: Tools

  @Test func `The tools are the operations, in their order, each with schemas and a promise to change nothing`() throws
  {
    let tools = try #require(try answer(Talk.request("tools/list")).result?["tools"]?.array)
    #expect(tools.map { $0["name"]?.string } == SearchOperation.all.map(\.name))
    #expect(tools.count <= 12)
    for tool in tools {
      #expect(tool["inputSchema"]?["type"] == "object")
      #expect(tool["outputSchema"]?["type"] == "object")
      #expect(tool["annotations"]?["readOnlyHint"] == true)
      #expect(tool["annotations"]?["openWorldHint"] == false)
      #expect(tool["description"]?.string?.isEmpty == false)
    }
    #expect(try legacy("tools/list").result?["tools"]?.array == tools)
  }

  @Test(arguments: SearchOperationTests.requests)
  func `Each tool answers with the operation's JSON, as a value and as text`(
    name: String, arguments: JSONValue
  ) throws {
    let result = try #require(
      try answer(Talk.request("tools/call", ["name": .string(name), "arguments": arguments])).result)
    let operation = try #require(SearchOperation.named(name))
    let expected = try operation.answer(arguments, from: try Practice.searcher)
    #expect(result["isError"] == false)
    #expect(result["content"] == [["type": "text", "text": .string(expected)]])
    #expect(result["structuredContent"] == (try JSONValue(json: expected)))
  }

  @Test func `A large answer is cut to 64 KB, still fits the schema, and says what is missing`() throws {
    let rows = (0..<900).map { SourceText.CodeRow("\(10_000 + $0)", "Operation number \($0) on the kidney") }
    let index = try TestIndex([.codes("CPT", rows, name: "cpt.md")])
    var session = MCPSession(MCPServer(index.searcher, version: "1"))
    let message = Talk.request(
      "tools/call", ["name": "search", "arguments": ["query": "kidney operation", "limit": 900]])
    let result = try #require(try session.ask(message)?.result)
    let answer = try #require(result["structuredContent"])
    #expect(result.json.utf8.count <= 64 << 10)
    #expect(result.json.utf8.count > 40 << 10)
    let shown = try #require(answer["results"]?.array?.count)
    #expect(answer["cut"]?["parts"] == [["at": "results", "shown": .integer(shown), "of": 900]])
    #expect(answer["cut"]?["rest"]?.string?.contains("offset") == true)
    let tools = try session.ask(Talk.request("tools/list"))?.result?["tools"]?.array
    let schema = try #require(tools?.first?["outputSchema"])
    #expect(SchemaCheck.faults(answer, schema) == [])
  }

  // MARK: Resources

  @Test func `Sections are listed a page at a time and can be read by their addresses`() throws {
    let sections = (1...130).map { "## I.C.\($0) Section \($0)\n\nWords of section \($0).\n" }
    let index = try TestIndex([.knowledge("guideline", name: "guidelines.md", sections.joined(separator: "\n"))])
    var session = MCPSession(MCPServer(index.searcher, version: "1"))
    let first = try #require(try session.ask(Talk.request("resources/list"))?.result)
    let cursor = try #require(first["nextCursor"])
    let second = try #require(try session.ask(Talk.request("resources/list", ["cursor": cursor]))?.result)
    #expect(second["nextCursor"] == nil)
    let addresses = [first, second].flatMap { $0["resources"]?.array ?? [] }.compactMap { $0["uri"]?.string }
    #expect(addresses.count == 130)
    #expect(Set(addresses).count == 130)
    for address in addresses.prefix(3) {
      let result = try session.ask(Talk.request("resources/read", ["uri": .string(address)]))?.result
      #expect(result?["contents"]?.array?.first?["uri"] == .string(address))
      #expect(result?["contents"]?.array?.first?["text"]?.string?.contains("Words of section") == true)
    }
  }

  @Test func `The templates lead to cards and sections`() throws {
    let templates = try answer(Talk.request("resources/templates/list")).result?["resourceTemplates"]?.array
    #expect(
      templates?.compactMap { $0["uriTemplate"]?.string } == [
        "codes://{system}/{release}/{code}", "guideline://{release}/{section}", "coverage://{identifier}",
      ])
    for (address, words) in [
      ("codes://icd-10-cm/2026/E11.9", "\"on\":\"2025-10-01\""), ("codes://ICD-10-CM/2026-02-01/e119", "E11.9"),
      ("codes://hcpcs/current/J0120", "Injection of a drug"), ("guideline://current/I.C.4.a", "combination codes"),
      ("guideline://current/I%2EC.4%2ea", "# I.C.4.a Diabetes mellitus"),
    ] {
      let result = try answer(Talk.request("resources/read", ["uri": .string(address)])).result
      let text = try #require(result?["contents"]?.array?.first?["text"]?.string, "\(address)")
      #expect(text.contains(words), "\(address)")
      #expect(result?["ttlMs"] != nil)
    }
  }

  @Test(
    arguments: [
      "", "codes:", "codes://", "codes://icd-10-cm", "codes://icd-10-cm/2026", "codes://icd-10-cm//E11.9",
      "codes://snomed/2026/E11.9", "codes://guideline/2026/I.C.4.a", "codes://icd-10-cm/2026/E11.9/x",
      "codes://icd-10-cm/2026/%", "codes://icd-10-cm/2026/%FF", "codes://icd-10-cm/2026/../../etc",
      "guideline://I.C.4.a",
      "coverage://x/y", "http://localhost/", "codes://icd-10-cm/2026-02-30/E11.9",
    ])
  func `An address that is none is a missing resource`(address: String) throws {
    let answer = try answer(Talk.request("resources/read", ["uri": .string(address)]))
    #expect(answer.faultCode == -32602)
    #expect(answer["error"]?["data"] == ["uri": .string(address)])
  }

  @Test func `Damaged messages never go without an answer that can be read`() throws {
    var session = try session()
    var generator = SeededGenerator(seed: 4)
    let whole =
      [Talk.handshake] + Self.faults.map(\.0) + [
        Talk.request("tools/call", ["name": "search", "arguments": ["query": "diabetes"]]),
        Talk.request("resources/read", ["uri": "codes://icd-10-cm/2026/E11.9"]),
      ]
    for round in 0..<3000 {
      var message = Array(whole[round % whole.count].utf8)
      for _ in 0..<3 where !message.isEmpty {
        let place = Int.random(in: 0..<message.count, using: &generator)
        if Bool.random(using: &generator) {
          message[place] = UInt8.random(in: 0...255, using: &generator)
        } else {
          message.remove(at: place)
        }
      }
      guard let answer = session.answer(message) else { continue }
      let value = try JSONValue(bytes: answer.utf8, limit: .max)
      #expect(value["jsonrpc"] == "2.0")
      #expect((value["result"] == nil) != (value["error"] == nil))
    }
  }
}
