internal import CodeSearch
internal import HTTPTypes
internal import SearchService

/// The Model Context Protocol over streamable HTTP.
enum MCPRoute {
  /// - Parameter searcher: the one that takes up newer generations, as the protocol's core does itself.
  static func route(_ searcher: Searcher) -> Route {
    let server = MCPServer(searcher, version: SearchServer.version)
    return Route(path: "/mcp", methods: [.post]) { request, _ in
      let asked = MCPHTTPRequest(
        method: request.method.rawValue, headers: request.headers.map { ($0.name.rawName, $0.value) },
        body: request.body)
      return answer(server.respond(to: asked))
    }
  }

  private static func answer(_ given: MCPHTTPResponse) -> ServerResponse {
    var response = ServerResponse(
      HTTPResponse.Status(code: given.status), type: "application/json", body: Array(given.body.utf8))
    if given.body.isEmpty { response.headers[.contentType] = nil }
    for (name, value) in given.headers {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    return response
  }
}
