internal import CodeSearch
internal import NIOPosix
internal import ServiceLifecycle
internal import Synchronization

/// Takes up newer generations while requests go on.
final class GenerationWatch: Service {
  let searcher: Searcher
  private let interval: Int
  private let size: Mutex<Int>

  /// - Throws: `CodeSearchError` where the index cannot be opened.
  init(_ settings: ServerSettings) throws(CodeSearchError) {
    searcher = try Searcher(index: settings.index)
    interval = settings.limits.refreshTime
    size = Mutex(try searcher.status().bytes)
  }

  /// Bytes of the generation that answers.
  var indexBytes: Int { size.withLock { $0 } }

  /// Looks for a newer generation until the server stops.
  func run() async throws {
    await cancelWhenGracefulShutdown { await self.watch() }
  }

  private func watch() async {
    var lastFault: CodeSearchError?
    while (try? await Task.sleep(for: .milliseconds(interval))) != nil {
      do {
        try await NIOThreadPool.singleton.runIfActive { try self.refresh() }
        lastFault = nil
      } catch let fault as CodeSearchError where fault != lastFault {
        // The generation that is open goes on answering.
        ServerLog.write("codesearch-server: a new generation cannot be opened: \(fault)")
        lastFault = fault
      } catch {
        continue
      }
    }
  }

  private func refresh() throws {
    guard try searcher.refresh() else { return }
    let bytes = try searcher.pinned().status().bytes
    size.withLock { $0 = bytes }
    ServerLog.write("codesearch-server: answers from generation \(searcher.generation)")
  }
}
