import CodeSearchServer
import CodeSearchTestKit
import Foundation
import Testing

/// A server inside the test program, for limits that are shorter than those of the program.
enum LocalServer {
  /// Runs `body` with the port of a server that stops afterwards. Tests that block get a thread of their own.
  static func run(
    _ change: (inout ServerLimits) -> Void, _ body: @escaping @Sendable (Int) throws -> Void
  ) async throws {
    var settings = ServerSettings(index: try Ward.index.get().root)
    settings.port = 0
    settings.stopsOnSignals = false
    settings.logsRequests = false
    change(&settings.limits)
    let server = try SearchServer(settings)
    let (ports, started) = AsyncStream<Int>.makeStream()
    let running = Task {
      defer { started.finish() }
      try await server.run { address in started.yield(Int(address.split(separator: ":").last ?? "") ?? 0) }
    }
    defer { running.cancel() }
    let port = try #require(await ports.first { _ in true })
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      Thread.detachNewThread { continuation.resume(with: Result { try body(port) }) }
    }
  }
}
