internal import CodeSearch
internal import HTTPTypes

/// One address and what answers there.
struct Route: Sendable {
  /// How faults are told.
  enum Dialect: Sendable {
    case json, fhir, page
  }

  /// The address; in metrics and logs it stands for all that it answers.
  var path: String
  /// GET implies HEAD.
  var methods: [HTTPRequest.Method] = [.get]
  var dialect = Dialect.json
  /// Answered at once, and not in the queue of searches.
  var isLight = false
  /// Answered without the token.
  var isOpen = false
  /// True for everything below the path, too.
  var isPrefix = false
  var answer: @Sendable (ServerRequest, Searcher) throws -> ServerResponse

  func accepts(_ method: HTTPRequest.Method) -> Bool {
    methods.contains(method) || method == .head && methods.contains(.get)
  }

  var wrongMethod: ServerFault {
    let names = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] } + ["OPTIONS"]
    return ServerFault(
      .methodNotAllowed, "method", "this address takes \(methods.map(\.rawValue).joined(separator: " and "))",
      headers: [.allow: names.joined(separator: ", ")])
  }
}

/// All routes, found by address.
struct RouteTable: Sendable {
  private var exact: [String: Route] = [:]
  private var prefixes: [Route] = []

  init(_ routes: [Route]) {
    for route in routes where route.isPrefix { prefixes.append(route) }
    for route in routes where !route.isPrefix { exact[route.path] = route }
  }

  func route(for path: String) -> Route? {
    exact[path] ?? prefixes.first { path == $0.path || path.hasPrefix($0.path + "/") }
  }
}
