internal import Synchronization

/// The last few searches: a generation that is taken up is asked them first, so that the memory that searches work in is
/// filled before anybody waits for it.
final class RecentRequests: Sendable {
  private static let most = 8
  private let kept = Mutex<[SearchRequest]>([])

  func note(_ request: SearchRequest) {
    kept.withLock { kept in
      guard !kept.contains(request) else { return }
      if kept.count == RecentRequests.most { kept.removeFirst() }
      kept.append(request)
    }
  }

  var all: [SearchRequest] { kept.withLock { $0 } }
}
