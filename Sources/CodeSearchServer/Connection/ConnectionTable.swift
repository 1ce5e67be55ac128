internal import NIOCore
internal import Synchronization

/// The open connections. When there is no room, a new one takes the place of the one that has waited longest for its client,
/// so that idle connections cannot keep others out.
final class ConnectionTable: Sendable {
  private struct Entry {
    var channel: any Channel
    /// Counts up, so that the smallest has waited longest.
    var turn: Int
    /// True while the server works on a request that has come in whole.
    var isBusy = false
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var turns = 0
    var evicted = 0

    mutating func nextTurn() -> Int {
      turns += 1
      return turns
    }
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  var count: Int { state.withLock { $0.entries.count } }

  /// How many connections were closed to make room.
  var evictedCount: Int { state.withLock { $0.evicted } }

  /// Takes a connection in, and closes another one where there is no room.
  /// - Returns: false where every connection is busy; the new one is not in the table then.
  func admit(_ channel: any Channel) -> Bool {
    let (isAdmitted, victim) = state.withLock { state -> (Bool, (any Channel)?) in
      var victim: (any Channel)?
      if state.entries.count >= limit {
        guard let longest = state.entries.lazy.filter({ !$0.value.isBusy }).min(by: { $0.value.turn < $1.value.turn })
        else {
          return (false, nil)
        }
        victim = longest.value.channel
        state.entries[longest.key] = nil
        state.evicted += 1
      }
      state.entries[ObjectIdentifier(channel)] = Entry(channel: channel, turn: state.nextTurn())
      return (true, victim)
    }
    victim?.close(promise: nil)
    return isAdmitted
  }

  func setBusy(_ isBusy: Bool, _ channel: any Channel) {
    state.withLock { state in
      guard var entry = state.entries[ObjectIdentifier(channel)] else { return }
      entry.isBusy = isBusy
      entry.turn = state.nextTurn()
      state.entries[ObjectIdentifier(channel)] = entry
    }
  }

  func remove(_ channel: any Channel) { state.withLock { $0.entries[ObjectIdentifier(channel)] = nil } }
}
