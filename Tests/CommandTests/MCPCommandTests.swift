import Foundation
import Testing

@Suite("MCPCommand")
struct MCPCommandTests {
  /// The Python that has the real client: the one that `.ci/install` makes, or the user's.
  private static let python: String? = {
    let found = ["\(CommandRun.packageRoot)/.build/python/bin/python3", "python3"]
    return found.first { program in
      let run = try? CommandRun.shell(
        "exec '\(program)' -c 'import mcp, jsonschema; assert mcp.__spec__'",
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
      return run?.status == 0
    }
  }()

  private func client(_ script: String, _ arguments: String...) throws -> CommandRun {
    let python = try #require(Self.python)
    let path = "\(CommandRun.packageRoot)/Tests/CommandTests/Clients/\(script)"
    return try CommandRun.started(
      "/usr/bin/env", [python, path] + arguments,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    ).finish()
  }

  @Test(
    "the real client lists, calls and reads in each of its modes",
    .enabled(if: python != nil, "the Python package mcp is missing; .ci/install fetches it"),
    arguments: ["auto", "legacy", "2026-07-28"])
  func realClient(mode: String) throws {
    let index = try RuleFixture().index
    let run = try client("mcp_client.py", mode, CommandRun.program, index)
    #expect(run.status == 0, "\(run.errors.suffix(2000))")
    let revision = mode == "legacy" ? "2025-11-25" : "2026-07-28"
    #expect(run.lines.first == "revision \(revision)")
    // What is answered does not depend on the revision, but for the code of a missing resource.
    let body = run.lines.dropFirst().joined(separator: "\n").replacingOccurrences(of: "-32002", with: "-32602")
    try Golden.expect(MCPCommandTests.withoutSizes(body) + "\n", "mcp-client")
  }

  @Test(
    "every message fits the published schema of its revision",
    .enabled(if: python != nil, "the Python package mcp is missing; .ci/install fetches it"))
  func messages() throws {
    let run = try client("mcp_messages.py", CommandRun.program, try RuleFixture().index)
    #expect(run.status == 0, "\(run.errors.suffix(2000))")
    try Golden.expect(run.output, "mcp-messages")
  }

  @Test("nothing but messages is on standard output, and it ends with its input")
  func pipe() throws {
    let fixture = try CommandFixture()
    let server = try Conversation(["mcp", "--index", fixture.index])
    let start =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{}}}"
    #expect((try server.ask(start)["result"] as? [String: Any])?["protocolVersion"] as? String == "2025-06-18")
    try server.send(Array("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n\n".utf8))
    for (line, code) in [("x", -32700), ("[]", -32600), (String(repeating: "y", count: 2 << 20), -32600)] {
      #expect((try server.ask(line)["error"] as? [String: Any])?["code"] as? Int == code)
    }
    let pong = try server.ask("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}")
    #expect(pong["id"] as? String == "p")
    #expect((pong["result"] as? [String: Any])?.isEmpty == true)
    let end = try server.finish()
    #expect(end.status == 0)
    #expect(end.output.isEmpty)
    #expect(end.errors.isEmpty)
  }

  /// Without what the corpus and the build decide.
  private static func withoutSizes(_ text: String) -> String {
    [
      ("(total|targets|documents|bytes)=[0-9]+", "$1=N"), ("on='[0-9-]+'", "on='DAY'"),
      ("resources 100 more guideline://.*", "resources 100 more"),
    ].reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .regularExpression) }
  }
}
