import CodeSearchTestKit
import Foundation
import Testing

extension InterfaceAgreementTests {
  /// The Python that has the real client: the one that `.ci/install` makes, or the user's.
  private static let python = [BuiltProducts.checkout + "/.build/python/bin/python3", "python3"].first { program in
    let check = ["-c", "import mcp, jsonschema; assert mcp.__spec__"]
    return (try? ProgramRun.of("/usr/bin/env", [program] + check))?.status == 0
  }

  @Test(
    .enabled(if: python != nil, "the Python package mcp is missing; .ci/install fetches it"),
    arguments: ["auto", "legacy", "2026-07-28"])
  func `The real MCP client is told the same over HTTP as over a pipe`(mode: String) throws {
    let index = try Self.index.get()
    let server = try ServingProcess(index: index.root)
    let client = [
      try #require(Self.python), BuiltProducts.checkout + "/Tests/CommandTests/Clients/mcp_client.py", mode,
    ]
    let overPipe = try ProgramRun.of("/usr/bin/env", client + [BuiltProducts.program, index.root])
    let overHTTP = try ProgramRun.of("/usr/bin/env", client + ["http://127.0.0.1:\(server.port)/mcp"])
    #expect(overHTTP.status == 0, "\(overHTTP.errors.suffix(2000))")
    #expect(overHTTP.lines.first == "revision \(mode == "legacy" ? "2025-11-25" : "2026-07-28")")
    #expect(overHTTP.lines.count { $0.hasPrefix("call ") && $0.contains(" ok ") } > 10)
    #expect(overHTTP.output == overPipe.output)
  }
}
