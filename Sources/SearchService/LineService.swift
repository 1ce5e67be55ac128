public import CodeSearch

/// Answers requests on lines of JSON: `{"id": 7, "op": "search", "query": "kidney stone"}`.
///
/// An answer is `{"id": 7, "result": …}` or `{"id": 7, "error": {"code": …, "message": …, "hint": …}}`, on one line.
public struct LineService: Sendable {
  private let searcher: Searcher

  /// The most bytes of a line: 1 MB.
  public static let lineLimit = JSONValue.byteLimit

  public init(_ searcher: Searcher) { self.searcher = searcher }

  /// The answer to one line, without a line feed. A generation that was published since the last line is taken up first.
  public func answer(_ line: some Collection<UInt8>) -> String {
    var id = JSONValue.null
    do throws(CodeSearchError) {
      let request = try JSONValue(bytes: line)
      guard var members = request.object else {
        throw CodeSearchError(
          .query, "a request is an object and not \(request.kindName)", hint: "write one request on each line")
      }
      id = try LineService.identifier(members.removeValue(forKey: "id"))
      let operation = try LineService.operation(members.removeValue(forKey: "op"))
      try searcher.refresh()
      return "{\"id\":\(id.json),\"result\":\(try operation.answer(.object(members), from: searcher))}"
    } catch {
      return "{\"id\":\(id.json),\(error.json().dropFirst())"
    }
  }

  private static func identifier(_ value: JSONValue?) throws(CodeSearchError) -> JSONValue {
    switch value {
    case nil, .null: return .null
    case .string(let text) where text.utf8.count <= 1000: return .string(text)
    case .integer(let number): return .integer(number)
    default: throw CodeSearchError(.query, "\"id\" cannot be used", hint: "it takes a short text or a whole number")
    }
  }

  private static func operation(_ value: JSONValue?) throws(CodeSearchError) -> SearchOperation {
    let hint = "\"op\" is one of \(SearchOperation.all.map(\.name).joined(separator: ", "))"
    guard let value else { throw CodeSearchError(.query, "\"op\" is missing", hint: hint) }
    guard let name = value.string, let operation = SearchOperation.named(name) else {
      throw CodeSearchError(.query, "unknown operation \(String(value.json.prefix(64)))", hint: hint)
    }
    return operation
  }
}
