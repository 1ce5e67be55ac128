import CodeSearchTestKit
import Foundation
import SearchService
import Testing

/// The JSON API against its own description, the figures, and MCP.
struct OperationRoutesTests {
  private let server: ServerProcess

  init() throws { server = try ServerProcess(index: try Ward.index.get().root) }

  private func connection() throws -> RawConnection { try RawConnection(port: server.port) }

  /// For each operation parameters in an address and as a body that say the same.
  private static let requests: [(name: String, query: String, body: String)] = [
    (
      "search", "query=tuberculosis&limit=3&why=true&on=2026-01-15&systems=icd10cm&systems=cpt",
      #"{"query":"tuberculosis","limit":3,"why":true,"on":"2026-01-15","systems":["icd10cm","cpt"]}"#
    ),
    ("card", "code=J0120&on=2026-01-15", #"{"code":"J0120","on":"2026-01-15"}"#),
    ("browse", "code=A15", #"{"code":"A15"}"#),
    (
      "check", "diagnoses=E11.9&diagnoses=I10&lines=99213-25,38564&on=2026-01-15",
      #"{"diagnoses":["E11.9","I10"],"lines":["99213-25","38564"],"on":"2026-01-15"}"#
    ),
    ("edits", "code=99213&with=38564", #"{"code":"99213","with":["38564"]}"#),
    ("coverage", "code=E0100&state=CA", #"{"code":"E0100","state":"CA"}"#),
    ("guideline", "query=sepsis", #"{"query":"sepsis"}"#),
    ("crosswalk", "code=J9999", #"{"code":"J9999"}"#),
    ("fee", "code=99213", #"{"code":"99213"}"#),
    ("explain", "query=heart+attack", #"{"query":"heart attack"}"#),
    ("status", "", "{}"),
  ]

  @Test(arguments: ["status", "card?code=I10", "browse", "search?query=diabetes", "edits?code=99213"])
  func `No answer tells where files of the server lie`(address: String) throws {
    let answer = try connection().get("/api/v1/\(address)")
    #expect(answer.status == 200)
    #expect(!answer.text.contains("\"path\":\""))
    #expect(!answer.text.contains(FileManager.default.temporaryDirectory.path))
  }

  @Test func `Every operation has a route`() {
    #expect(Self.requests.map(\.name) == SearchOperation.all.map(\.name))
  }

  @Test(arguments: requests.indices)
  func `Parameters in the address and in a body get the same answer`(index: Int) throws {
    let (name, query, body) = Self.requests[index]
    let given = try connection().get("/api/v1/\(name)?\(query)")
    let posted = try connection().post("/api/v1/\(name)", body)
    #expect(given.status == 200, "\(given.text)")
    #expect(given.text == posted.text)
  }

  @Test(.enabled(if: PythonCheck.has("openapi_spec_validator"), "openapi-spec-validator is not installed"))
  func `The description is OpenAPI, and every answer agrees with it`() throws {
    var answers: [[String: Any]] = []
    func note(_ name: String, _ method: String, _ answer: RawConnection.Answer) throws {
      answers.append([
        "path": "/api/v1/\(name)", "method": method, "status": answer.status, "body": try answer.json(),
      ])
    }
    for (name, query, body) in Self.requests {
      try note(name, "get", try connection().get("/api/v1/\(name)?\(query)"))
      try note(name, "post", try connection().post("/api/v1/\(name)", body))
      try note(name, "get", try connection().get("/api/v1/\(name)?nonsense=1"))
      try note(name, "post", try connection().post("/api/v1/\(name)", type: "text/plain", body))
      try note(name, "post", try connection().post("/api/v1/\(name)", String(repeating: " ", count: 70_000)))
    }
    let description = try connection().get("/api/v1/openapi.json").json()
    let given = try JSONSerialization.data(withJSONObject: ["description": description, "answers": answers])
    let check = try PythonCheck.run("check_openapi.py", needing: "openapi_spec_validator", on: given)
    #expect(check.isFine, "\(check.output)")
  }

  @Test(.enabled(if: PythonCheck.has("prometheus_client"), "prometheus-client is not installed"))
  func `The figures are OpenMetrics`() throws {
    _ = try connection().get("/api/v1/search?query=diabetes")
    let figures = try connection().get("/metrics")
    #expect(figures.headers["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    #expect(figures.text.contains(#"codesearch_requests_total{route="/api/v1/search",status="200"} 1"#))
    let check = try PythonCheck.run("check_openmetrics.py", needing: "prometheus_client", on: Data(figures.body))
    #expect(check.isFine, "\(check.output)")
    let names = [
      "codesearch_connections", "codesearch_connections_evicted", "codesearch_index_bytes",
      "codesearch_index_generation",
      "codesearch_request_duration_seconds", "codesearch_requests",
    ]
    #expect(check.output.split(whereSeparator: \.isWhitespace).map(String.init) == names)
  }

  @Test func `The Model Context Protocol answers at mcp`() throws {
    let body =
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"#
      + #""clientInfo":{"name":"test","version":"1"}}}"#
    let answer = try connection().post("/mcp", body)
    #expect(answer.status == 200)
    #expect(answer.text.contains(#""protocolVersion":"2025-11-25""#))
    #expect(try connection().get("/mcp").status == 405)
    let connection = try connection()
    connection.send(
      connection.request("POST", "/mcp", headers: ["Origin: https://evil.example"], body: Array(body.utf8)))
    #expect(try connection.answer().status == 403)
  }
}
