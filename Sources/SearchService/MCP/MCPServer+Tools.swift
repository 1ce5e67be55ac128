internal import CodeSearch

extension MCPServer {
  /// The tools, one for each operation, in the order of the operations.
  var tools: JSONValue { .array(SearchOperation.all.map(\.tool)) }

  /// The result of `tools/call`.
  func call(_ request: MCPRequest) throws(MCPFault) -> [(String, String)] {
    guard let name = request.parameters["name"]?.string else {
      throw .invalidParameters("\"name\" is missing or no text")
    }
    guard let operation = SearchOperation.named(name) else {
      let names = SearchOperation.all.map(\.name).joined(separator: ", ")
      throw .invalidParameters("unknown tool \(name.prefix(100)); there are \(names)")
    }
    let given = request.parameters["arguments"] ?? [:]
    guard given.object != nil else { throw .invalidParameters("\"arguments\" is \(given.kindName), not an object") }
    do throws(CodeSearchError) {
      try searcher.refresh()
      let answer = try operation.answer(given, from: searcher)
      return MCPServer.result(
        AnswerCut.fitting(answer, rest: operation.rest) { MCPServer.object(MCPServer.result($0)) })
    } catch {
      return [("content", MCPServer.content(error.json())), ("isError", "true")]
    }
  }

  private static func result(_ answer: String) -> [(String, String)] {
    [("content", content(answer)), ("structuredContent", answer), ("isError", "false")]
  }

  private static func content(_ text: String) -> String {
    "[{\"type\":\"text\",\"text\":\(JSONValue.string(text).json)}]"
  }
}

extension SearchOperation {
  /// How to get what an answer too large does not show.
  fileprivate var rest: String {
    switch name {
    case "search": "ask with a smaller limit, and go on with offset"
    case "card": "read the resource codes://{system}/{release}/{code}, or ask edits, coverage or browse for one part"
    case "guideline": "read the resource guideline://{release}/{section}, or ask with a smaller limit"
    case "edits": "ask for pairs in \"with\", or with a smaller limit"
    case "coverage": "name the diagnoses in \"with\", or a state"
    case "check": "check fewer lines at once"
    default: "ask for less"
    }
  }

  fileprivate var tool: JSONValue {
    [
      "name": .string(name), "title": .string(title), "description": .string(summary), "inputSchema": input,
      "outputSchema": AnswerCut.schema(output),
      "annotations": [
        "title": .string(title), "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true,
        "openWorldHint": false,
      ],
    ]
  }
}
