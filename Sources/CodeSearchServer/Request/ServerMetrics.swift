internal import Synchronization

/// Counts requests by route and status, and the time that answers took.
final class ServerMetrics: Sendable {
  struct Label: Hashable {
    var route: String
    var status: Int
  }

  struct Histogram {
    /// One more than the bounds: the last one is what took longer.
    var counts = [Int](repeating: 0, count: ServerMetrics.bounds.count + 1)
    var sum = 0.0
  }

  struct Figures {
    var requests: [Label: Int] = [:]
    var durations: [String: Histogram] = [:]
  }

  /// Seconds.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private let state = Mutex(Figures())

  var figures: Figures { state.withLock { $0 } }

  func count(route: String, status: Int, seconds: Double) {
    let place = ServerMetrics.bounds.firstIndex { seconds <= $0 } ?? ServerMetrics.bounds.count
    state.withLock { figures in
      figures.requests[Label(route: route, status: status), default: 0] += 1
      figures.durations[route, default: Histogram()].counts[place] += 1
      figures.durations[route, default: Histogram()].sum += seconds
    }
  }

  /// Counts an answer that the connection gave before any route.
  func countRefusal(status: Int) {
    state.withLock { $0.requests[Label(route: "none", status: status), default: 0] += 1 }
  }
}
