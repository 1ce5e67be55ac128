internal import FoundationEssentials
internal import HTTPTypes
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Synchronization

/// Runs searches on threads of their own, so many at a time, and lets only so many wait.
final class SearchExecutor: Service {
  private let threads: NIOThreadPool
  private let room: Int
  private let taken = Mutex(0)

  init(_ limits: ServerLimits) {
    let count = limits.searches ?? 2 * ProcessInfo.processInfo.activeProcessorCount
    threads = NIOThreadPool(numberOfThreads: count)
    room = count + limits.waiting
    threads.start()
  }

  /// Runs until the server stops.
  func run() async throws {
    try? await gracefulShutdown()
    try await threads.shutdownGracefully()
  }

  /// - Parameter client: where that is gone when the turn comes, the work is not begun.
  /// - Throws: what `work` throws, or `ServerFault` 503 where too much waits already.
  func run<Value: Sendable>(
    for client: any Channel, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let isAdmitted = taken.withLock { taken in
      guard taken < room else { return false }
      taken += 1
      return true
    }
    guard isAdmitted else { throw ServerFault.busy }
    defer { taken.withLock { $0 -= 1 } }
    return try await threads.runIfActive {
      guard client.isActive else { throw CancellationError() }
      return try work()
    }
  }
}
