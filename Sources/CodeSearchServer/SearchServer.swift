public import CodeSearch
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization
internal import UnixSignals

/// An HTTP server over one index.
///
/// ```swift
/// let server = try SearchServer(ServerSettings(index: "Indexes/default"))
/// try await server.run { address in print("listening on \(address)") }
/// ```
public final class SearchServer: Sendable {
  /// The version of the program, as answers tell it.
  public static let version = "0.1.0"

  /// Connections that the system keeps until they are accepted. Where it has no room it drops the next one, whose client tries
  /// again only after a second.
  private static let backlog = 4096
  private let settings: ServerSettings
  private let generations: GenerationWatch
  private let metrics = ServerMetrics()
  private let connections: ConnectionTable
  private let policy = AccessPolicyBox()

  /// Opens the index.
  /// - Throws: `CodeSearchError` `.query` for settings that would be unsafe, and what the index is at fault for.
  public init(_ settings: ServerSettings) throws(CodeSearchError) {
    guard settings.isLocal || settings.token != nil else {
      throw CodeSearchError(
        .query, "\(settings.address) can be reached from other machines",
        hint: "give a token with --token-file, or bind 127.0.0.1")
    }
    self.settings = settings
    generations = try GenerationWatch(settings)
    connections = ConnectionTable(limit: settings.limits.connections)
  }

  /// Answers until the program is told to stop by SIGTERM or SIGINT, or the task is cancelled. Requests that run are finished.
  /// - Parameter onListening: told the address once clients can connect, such as `http://127.0.0.1:8080`.
  /// - Throws: where the address cannot be bound.
  public func run(onListening: @escaping @Sendable (String) -> Void) async throws {
    let executor = SearchExecutor(settings.limits)
    let responder = RequestResponder(
      settings: settings, routes: RouteTable(routes), policy: policy, generations: generations, executor: executor,
      metrics: metrics)
    let limits = settings.limits
    let builder = HTTPServerBuilder { [connections, metrics] responder in
      ConnectionChannel(
        limits: limits, table: connections, onRefusal: { metrics.countRefusal(status: $0.code) }, responder: responder)
    }
    let logger = Logger(label: "codesearch-server") { _ in ServerLog() }
    let application = Application(
      responder: responder, server: builder,
      configuration: ApplicationConfiguration(
        address: .hostname(settings.address, port: settings.port), serverName: "codesearch",
        backlog: SearchServer.backlog),
      services: [executor, generations],
      onServerRunning: { [settings, policy] channel in
        let port = channel.localAddress?.port ?? settings.port
        policy.value = AccessPolicy(settings, port: port)
        try? await channel.setOption(.maxMessagesPerRead, value: UInt(settings.limits.acceptsAtOnce)).get()
        onListening("http://\(settings.address.contains(":") ? "[\(settings.address)]" : settings.address):\(port)")
      }, logger: logger)
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: settings.stopsOnSignals ? [.sigterm, .sigint] : [],
      logger: logger)
    configuration.maximumGracefulShutdownDuration = .milliseconds(limits.shutdownTime)
    try await ServiceGroup(configuration: configuration).run()
  }

  private var routes: [Route] {
    OperationRoutes.all + WebRoutes.all(generations.searcher) + ClinicalTableSearch.routes + FHIRRoutes.all + [
      MCPRoute.route(generations.searcher), OpenAPIDocument.route, health, figures,
    ]
  }

  /// For whoever watches over the process.
  private var health: Route {
    Route(path: "/healthz", isLight: true, isOpen: true) { _, searcher in
      .json("{\"generation\":\"\(searcher.generation)\",\"status\":\"ok\"}\n")
    }
  }

  private var figures: Route {
    Route(path: "/metrics", isLight: true) { [metrics, generations, connections] _, searcher in
      OpenMetrics(
        metrics.figures, generation: searcher.generation, indexBytes: generations.indexBytes, connections: connections
      ).response
    }
  }
}

/// The policy, which is whole once the port is known.
final class AccessPolicyBox: Sendable {
  private let held = Mutex<AccessPolicy?>(nil)

  var value: AccessPolicy {
    get { held.withLock { $0 } ?? AccessPolicy(ServerSettings(index: ""), port: 0) }
    set { held.withLock { $0 = newValue } }
  }
}
