internal import Dispatch
internal import Synchronization

/// Counts finished pieces of work from any thread.
final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}

/// The results of `transform` in the order of `items`, worked out on all cores. The first error, in the order of the items
/// that had begun, is thrown.
func parallelMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ transform: @Sendable (Item) throws -> Result
) throws -> [Result] {
  let state = Mutex(ParallelState<Result>(results: Array(repeating: nil, count: items.count)))
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    if state.withLock({ $0.failure != nil }) { return }
    do {
      let result = try transform(items[index])
      state.withLock { $0.results[index] = result }
    } catch {
      state.withLock { state in
        if state.failure.map({ index < $0.index }) ?? true { state.failure = (index, error) }
      }
    }
  }
  let (results, failure) = state.withLock { ($0.results, $0.failure) }
  if let failure { throw failure.error }
  return results.compactMap { $0 }
}

private struct ParallelState<Result> {
  var results: [Result?]
  var failure: (index: Int, error: any Error)?
}
