import ArgumentParser
import CodeSearch
import SearchService

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Answer requests on standard input, a line of JSON each.",
    discussion: """
      {"id": 7, "op": "search", "query": "kidney stone", "limit": 3} is answered with {"id":7,"result":{…}} or \
      {"id":7,"error":{…}}, in order; --describe lists the operations. It ends with its input; a new generation is taken up \
      between requests.
      """)

  @Flag(help: "Print the operations with the JSON Schemas of their parameters and answers.")
  var describe = false

  @OptionGroup var index: IndexOption

  func run() throws {
    if describe { return Output.line(JSONValue.array(SearchOperation.all.map(\.document)).json) }
    let service = LineService(try index.open())
    var lines = LineInput(standardInputLimitedTo: LineService.lineLimit)
    while Output.isWhole, let line = lines.nextBytes() {
      if !line.allSatisfy(\.isBlank) { Output.line(service.answer(line)) }
    }
  }
}

struct MCPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp", abstract: "Serve the Model Context Protocol on standard input and output.",
    discussion: """
      For clients that start their servers: the command is codesearch, its argument mcp. The stateless revision 2026-07-28 and \
      the older ones with a handshake are spoken on the same pipe.
      """)

  @OptionGroup var index: IndexOption

  func run() throws {
    let server = MCPServer(try index.open(), version: Codesearch.configuration.version)
    var session = MCPSession(server)
    var lines = LineInput(standardInputLimitedTo: MCPServer.messageLimit)
    while Output.isWhole, let line = lines.nextBytes() {
      if !line.allSatisfy(\.isBlank), let answer = session.answer(line) { Output.line(answer) }
    }
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
