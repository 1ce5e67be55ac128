import CodeSearch
import Foundation
import SearchService
import Testing

@Suite struct MCPHTTPTests {
  private typealias Talk = MCPClientTalk

  private static let call: JSONValue = ["name": "search", "arguments": ["query": "diabetes"]]

  /// What a client of the stateless revision sends.
  private static func headers(
    _ method: String, name: String? = nil, version: String? = MCPClientTalk.modern
  ) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = [
      ("Content-Type", "application/json; charset=utf-8"), ("Accept", "application/json, text/event-stream"),
      ("Mcp-Method", method),
    ]
    if let version { headers.append(("MCP-Protocol-Version", version)) }
    if let name { headers.append(("Mcp-Name", name)) }
    return headers
  }

  private static let plain: [(name: String, value: String)] = [
    ("content-type", "application/json"), ("accept", "application/json"),
  ]

  private func post(_ body: String, _ headers: [(name: String, value: String)]) throws -> MCPHTTPResponse {
    try Talk.server().respond(to: MCPHTTPRequest(method: "POST", headers: headers, body: Array(body.utf8)))
  }

  private func expect(_ response: MCPHTTPResponse, _ status: Int, _ code: Int? = nil) throws {
    #expect(response.status == status, "\(response.body)")
    #expect(try JSONValue(json: response.body).faultCode == code)
    #expect(response.headers.contains { $0 == ("Content-Type", "application/json") })
  }

  @Test func `A call of the stateless revision is answered with the JSON of the pipe`() throws {
    let message = Talk.request("tools/call", Self.call)
    let response = try post(message, Self.headers("tools/call", name: "search"))
    try expect(response, 200)
    var session = MCPSession(try Talk.server())
    #expect(response.body == session.answer(message.utf8))
  }

  @Test func `The name may come in Base64, as it must where it is not ASCII`() throws {
    let address = "codes://icd-10-cm/2026/E11.9"
    let message = Talk.request("resources/read", ["uri": .string(address)])
    let wrapped = "=?base64?\(Data(address.utf8).base64EncodedString())?="
    try expect(try post(message, Self.headers("resources/read", name: wrapped)), 200)
    for broken in ["=?base64??=", "=?base64?!!!?=", "=?base64?\(Data("codes://".utf8).base64EncodedString())?="] {
      try expect(try post(message, Self.headers("resources/read", name: broken)), 400, -32020)
    }
  }

  @Test func `Headers that do not agree with the message are refused`() throws {
    let message = Talk.request("tools/call", Self.call)
    let wrong = [
      Self.headers("tools/list", name: "search"), Self.headers("tools/call", name: "card"), Self.headers("tools/call"),
      Self.headers("tools/call", name: "search", version: "2025-11-25"),
      Self.headers("tools/call", name: "search", version: nil),
      Self.headers("tools/call", name: "search").filter { $0.name != "Mcp-Method" },
      Self.headers("tools/call", name: "search") + [("mcp-method", "tools/call")],
    ]
    for headers in wrong { try expect(try post(message, headers), 400, -32020) }
  }

  @Test func `Errors of the stateless revision have their status`() throws {
    func status(_ method: String, _ parameters: JSONValue = [:], name: String? = nil) throws -> MCPHTTPResponse {
      try post(Talk.request(method, parameters), Self.headers(method, name: name))
    }
    try expect(try status("prompts/list"), 404, -32601)
    try expect(try status("tools/call", ["name": "none"], name: "none"), 400, -32602)
    let other = Talk.request("tools/list", version: "2099-01-01")
    try expect(try post(other, Self.headers("tools/list", version: "2099-01-01")), 400, -32022)
    let bare = Talk.request("tools/list", version: nil)
    try expect(try post(bare, Self.headers("tools/list")), 400, -32602)
    try expect(try post("{", Self.headers("tools/list")), 400, -32700)
    try expect(try post("[]", Self.headers("tools/list")), 400, -32600)
    try expect(try post("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", Self.headers("tools/list")), 400, -32600)
  }

  @Test(arguments: [nil, "2025-11-25", "2025-06-18"])
  func `The older revisions are served without a session`(version: String?) throws {
    let headers = Self.plain + (version.map { [("MCP-Protocol-Version", $0)] } ?? [])
    let handshake = try post(Talk.handshake, headers)
    try expect(handshake, 200)
    #expect(!handshake.headers.contains { $0.name.lowercased() == "mcp-session-id" })
    #expect(try post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", headers).status == 202)
    let answer = try post(Talk.request("tools/call", Self.call, version: nil), headers)
    try expect(answer, 200)
    #expect(try JSONValue(json: answer.body).result?["isError"] == false)
    try expect(try post(Talk.request("prompts/list", version: nil), headers), 200, -32601)
  }

  @Test func `An unknown revision in the header is refused`() throws {
    let message = Talk.request("tools/list", version: nil)
    try expect(try post(message, Self.plain + [("MCP-Protocol-Version", "1999-01-01")]), 400, -32022)
  }

  @Test func `A notification is taken without an answer`() throws {
    let response = try post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}", Self.plain)
    #expect(response.status == 202)
    #expect(response.body.isEmpty)
  }

  @Test(arguments: ["GET", "DELETE", "PUT", "HEAD"])
  func `Nothing but POST is allowed`(method: String) throws {
    let response = try Talk.server().respond(to: MCPHTTPRequest(method: method, headers: Self.plain, body: []))
    #expect(response.status == 405)
    #expect(response.headers.contains { $0 == ("Allow", "POST") })
  }

  @Test func `A body that is not said to be JSON, an answer in another form and a body too large are refused`() throws {
    let message = Talk.request("server/discover")
    let headers = Self.headers("server/discover")
    #expect(try post(message, headers.filter { $0.name != "Content-Type" }).status == 415)
    #expect(try post(message, [("Content-Type", "text/plain")]).status == 415)
    #expect(try post(message, headers.filter { $0.name != "Accept" } + [("Accept", "text/html")]).status == 406)
    #expect(try post(message, headers.filter { $0.name != "Accept" } + [("Accept", "*/*")]).status == 200)
    #expect(try post(String(repeating: " ", count: MCPServer.messageLimit + 1), headers).status == 413)
  }
}
