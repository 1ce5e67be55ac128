internal import CodeSearch
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// What a request carries beside itself: the connection that it came on.
struct ConnectionContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

/// From a request to its answer: access, route, body, search; then the figures and the log.
struct RequestResponder: HTTPResponder {
  typealias Context = ConnectionContext

  let settings: ServerSettings
  let routes: RouteTable
  let policy: AccessPolicyBox
  let generations: GenerationWatch
  let executor: SearchExecutor
  let metrics: ServerMetrics

  func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    let start = ContinuousClock.now
    let path = request.head.path.map { String($0.prefix { $0 != "?" }) } ?? "/"
    let route = (try? QueryItems.decoded(path)).flatMap(routes.route)
    var answer: ServerResponse
    var origin: HTTPFields = [:]
    do {
      origin = try policy.value.checkSource(request.head)
      answer = try await self.answer(request, route, context)
    } catch let fault as ServerFault {
      answer = fault.response(in: route?.dialect ?? .of(path))
    } catch let error as CodeSearchError {
      answer = ServerFault(error).response(in: route?.dialect ?? .of(path))
    }
    answer.headers.append(contentsOf: origin)
    let time = start.duration(to: .now)
    record(request.head, route, answer, seconds: time / .seconds(1))
    // The length of what a GET would bring stays.
    let bytes = request.method == .head ? ByteBuffer() : ByteBuffer(bytes: answer.body)
    return Response(status: answer.status, headers: answer.headers, body: ResponseBody(byteBuffer: bytes))
  }

  private func answer(_ request: Request, _ route: Route?, _ context: ConnectionContext) async throws -> ServerResponse
  {
    if request.method == .options, request.headers[.accessControlRequestMethod] != nil { return .preflight }
    if route?.isOpen != true { try policy.value.checkToken(request.head) }
    var parsed = try ServerRequest(request.head)
    guard let route else { throw ServerFault.notFound }
    guard route.accepts(request.method) else { throw route.wrongMethod }
    if request.method == .post {
      parsed.body = Array(try await request.body.collect(upTo: settings.limits.body).readableBytesView)
    }
    let complete = parsed
    let searcher = generations.searcher.pinned()
    if route.isLight { return try route.answer(complete, searcher) }
    let channel = context.channel
    return try await executor.run(for: channel) { try route.answer(complete, searcher) }
  }

  private func record(_ head: HTTPRequest, _ route: Route?, _ answer: ServerResponse, seconds: Double) {
    metrics.count(route: route?.path ?? "none", status: answer.status.code, seconds: seconds)
    guard settings.logsRequests else { return }
    let address = settings.logsQueries ? head.path ?? "/" : route?.path ?? "(no route)"
    let time = (seconds * 10_000).rounded() / 10
    ServerLog.write(
      "\(Date.now.formatted(.iso8601)) \(head.method) \(address) \(answer.status.code) \(answer.body.count) bytes \(time) ms"
    )
  }
}

extension ServerResponse {
  /// What a browser asks before it lets a page send JSON.
  static let preflight: ServerResponse = {
    var response = ServerResponse(.noContent, type: "text/plain", body: [])
    response.headers = [
      .accessControlAllowMethods: "GET, POST", .accessControlAllowHeaders: "Authorization, Content-Type",
      .accessControlMaxAge: "600",
    ]
    return response
  }()
}

extension Route.Dialect {
  /// How faults are told where there is no route.
  static func of(_ path: String) -> Route.Dialect {
    if path.hasPrefix("/fhir/") { return .fhir }
    return path.hasPrefix("/api/") ? .json : .page
  }
}
