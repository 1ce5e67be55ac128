import Foundation
import Testing

@Suite("WorkerCommand")
struct WorkerCommandTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  private func codes(_ answer: [String: Any]) -> [String] {
    let results = (answer["result"] as? [String: Any])?["results"] as? [[String: Any]]
    return (results ?? []).compactMap { $0["code"] as? String }
  }

  private func message(_ answer: [String: Any]) -> String {
    (answer["error"] as? [String: Any])?["message"] as? String ?? ""
  }

  @Test("requests are answered one by one, in order, and it ends with its input")
  func exchange() throws {
    let worker = try Conversation(["worker", "--index", fixture.index])
    let first = try worker.ask("{\"id\":1,\"op\":\"search\",\"query\":\"embolism\",\"on\":\"2026-01-15\"}")
    #expect(first["id"] as? Int == 1)
    #expect(codes(first) == ["I26", "I26.99"] || codes(first) == ["I26.99", "I26"])
    let second = try worker.ask("{\"id\":\"b\",\"op\":\"card\",\"code\":\"e119\"}")
    #expect(second["id"] as? String == "b")
    #expect((second["result"] as? [String: Any])?["cards"] != nil)
    try worker.send(
      Array((3...40).map { "{\"id\":\($0),\"op\":\"search\",\"query\":\"type \($0) diabetes\"}\n" }.joined().utf8))
    let end = try worker.finish()
    let ids = try end.lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["id"] as? Int
    }
    #expect(ids == Array(3...40))
    #expect(end.status == 0)
    #expect(end.errors.isEmpty)
  }

  @Test("the answer is that of the command of the same name")
  func sameAsCommand() throws {
    let run = try fixture.run("show", "--json", "--on", "2026-01-15", "I26.99")
    let command = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSDictionary
    let worker = try Conversation(["worker", "--index", fixture.index])
    let answer = try worker.ask("{\"id\":1,\"op\":\"card\",\"code\":\"I26.99\",\"on\":\"2026-01-15\"}")
    #expect(command != nil)
    #expect(answer["result"] as? NSDictionary == command)
  }

  @Test("no line ends it, and each fault is an error object")
  func faults() throws {
    let worker = try Conversation(["worker", "--index", fixture.index])
    let lines: [[UInt8]] = [
      Array("not JSON".utf8), [0], [0xFF, 0xFE, 0x80], Array("[{\"id\":1}]".utf8), Array("null".utf8),
      Array("{\"id\":1,\"op\":\"search\",\"query\":[]}".utf8), Array("\"\\ud800\"".utf8),
      Array(String(repeating: "[", count: 200_000).utf8), Array(repeating: UInt8(ascii: "x"), count: 3 << 20),
      Array("{\"id\":1,\"op\":\"search\",\"query\":\"\(String(repeating: "(", count: 4000))\"}".utf8),
      Array("{\"id\":1,\"op\":\"search\",\"query\":\"a\\u0000b\",\"limit\":1e999}".utf8),
    ]
    for line in lines {
      try worker.send(line + [UInt8(ascii: "\n")])
      let text = try #require(try worker.line())
      let answer = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect((answer?["error"] as? [String: Any])?["code"] as? String == "query", "\(line.prefix(40)): \(text)")
    }
    try worker.send(Array("\r\n  \n".utf8))
    #expect(try worker.ask("{\"id\":9,\"op\":\"status\"}\r")["id"] as? Int == 9)
    let end = try worker.finish()
    #expect(end.status == 0)
    #expect(end.output.isEmpty)
    #expect(end.errors.isEmpty)
  }

  @Test("a last line without a line feed is answered")
  func lastLine() throws {
    let worker = try Conversation(["worker", "--index", fixture.index])
    try worker.send(Array("{\"id\":1,\"op\":\"status\"}".utf8))
    let end = try worker.finish()
    #expect(end.lines.count == 1)
    #expect(end.output.hasPrefix("{\"id\":1,\"result\":"))
  }

  @Test("a generation published in between is taken up; a vanished index is an error, and its return the end of it")
  func generations() throws {
    let worker = try Conversation(["worker", "--index", fixture.index])
    let request = "{\"id\":1,\"op\":\"card\",\"code\":\"Z99.9\"}"
    func isFound(_ answer: [String: Any]) -> Bool {
      ((answer["result"] as? [String: Any])?["cards"] as? [Any])?.isEmpty == false
    }
    #expect(!isFound(try worker.ask(request)))
    try fixture.addYearBefore()
    #expect(isFound(try worker.ask(request)))
    let away = fixture.folder.path + "/away"
    try FileManager.default.moveItem(atPath: fixture.index, toPath: away)
    let gone = try worker.ask(request)
    #expect((gone["error"] as? [String: Any])?["code"] as? String == "index-missing")
    try FileManager.default.moveItem(atPath: away, toPath: fixture.index)
    #expect(isFound(try worker.ask(request)))
    #expect(try worker.finish().status == 0)
  }

  @Test("the operations are described without an index")
  func describe() throws {
    let run = try CommandRun.of(["worker", "--describe", "--index", fixture.folder.path + "/none"])
    let operations = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(run.status == 0)
    #expect(operations.first?["name"] as? String == "search")
    #expect(operations.allSatisfy { $0["input"] is [String: Any] && $0["output"] is [String: Any] })
  }

  @Test("no index is status 3 and nothing on standard output", arguments: ["worker", "mcp"])
  func noIndex(command: String) throws {
    let run = try CommandRun.of([command, "--index", fixture.folder.path + "/none"])
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
  }

  @Test("a reader that goes away ends it without a trace")
  func brokenPipe() throws {
    let run = try CommandRun.shell(
      "yes '{\"op\":\"status\"}' | head -n 500 | \"$CODESEARCH\" worker --index '\(fixture.index)' | head -n 1")
    #expect(run.status == 0)
    #expect(run.lines.count == 1)
    #expect(run.errors.isEmpty)
  }
}
