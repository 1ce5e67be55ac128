internal import Dispatch
internal import Glibc
internal import Synchronization

/// All cores at work on loops. A step of a loop may run a loop of its own: whoever has nothing else to do helps with it.
/// Dispatch by itself runs a loop inside a loop on fewer cores, one where the outer loop has as many steps as there are
/// cores, so that the largest part of an index kept one core while the others had nothing to do.
///
/// ```swift
/// let parsed = try Workers.run { try $0.map(files) { try parse($0) } }
/// ```
final class Workers: @unchecked Sendable {
  /// Everything below is read and written with the mutex held.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var open: [Loop] = []
  private var isOver = false

  private init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(mutex)
    change.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` with all cores at its service.
  static func run<Output: Sendable>(_ body: @Sendable (Workers) throws -> Output) throws -> Output {
    let workers = Workers()
    nonisolated(unsafe) var outcome: Result<Output, any Error>?
    DispatchQueue.concurrentPerform(iterations: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) { number in
      guard number == 0 else { return workers.help() }
      outcome = Result { try body(workers) }
      workers.end()
    }
    guard let outcome else { preconditionFailure("the first step of a loop did not run") }
    return try outcome.get()
  }

  /// The results of `transform` in the order of `items`. Of several errors that of the first item is thrown.
  /// - Parameter order: the places of the items in the order in which they are begun; as they come where it is nil.
  func map<Item: Sendable, Output: Sendable>(
    _ items: [Item], begunIn order: [Int]? = nil, _ transform: @escaping @Sendable (Item) throws -> Output
  ) throws -> [Output] {
    nonisolated(unsafe) var results = [Result<Output, any Error>?](repeating: nil, count: items.count)
    nonisolated(unsafe) var hasFailed = false
    loop(items.count) { [self] step in
      if locked({ hasFailed }) { return }
      let place = order?[step] ?? step
      let result = Result { try transform(items[place]) }
      locked {
        results[place] = result
        if case .failure = result { hasFailed = true }
      }
    }
    return try results.compactMap { try $0?.get() }
  }

  /// The results of two pieces of work that run beside each other. Of two errors that of the first is thrown.
  func both<First, Second>(
    _ first: @escaping @Sendable () throws -> First, _ second: @escaping @Sendable () throws -> Second
  ) throws -> (First, Second) {
    nonisolated(unsafe) var one: First?
    nonisolated(unsafe) var other: Second?
    _ = try map([true, false]) { isFirst in if isFirst { one = try first() } else { other = try second() } }
    guard let one, let other else { preconditionFailure("a step did not run") }
    return (one, other)
  }

  // MARK: Loops

  private final class Loop {
    let count: Int
    let step: @Sendable (Int) -> Void
    var begun = 0
    var ended = 0

    init(_ count: Int, _ step: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.step = step
    }
  }

  private func locked<Output>(_ body: () -> Output) -> Output {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Returns when all steps have ended. Meanwhile it takes part in them, and in loops that were begun later.
  private func loop(_ count: Int, _ step: @escaping @Sendable (Int) -> Void) {
    let loop = Loop(count, step)
    pthread_mutex_lock(mutex)
    open.append(loop)
    pthread_cond_broadcast(change)
    while loop.ended < count {
      let first = open.firstIndex { $0 === loop } ?? 0
      takePart(from: loop.begun < count ? [loop] : open[first...].reversed())
    }
    open.removeAll { $0 === loop }
    pthread_mutex_unlock(mutex)
  }

  private func help() {
    pthread_mutex_lock(mutex)
    // Steps of a loop inside another come first: that one waits for them.
    while !isOver { takePart(from: open.reversed()) }
    pthread_mutex_unlock(mutex)
  }

  private func end() {
    locked {
      isOver = true
      pthread_cond_broadcast(change)
    }
  }

  /// Does one step of the first loop that has one left, or waits for a change. The mutex is held before and after.
  private func takePart(from loops: [Loop]) {
    guard let loop = loops.first(where: { $0.begun < $0.count }) else {
      pthread_cond_wait(change, mutex)
      return
    }
    let number = loop.begun
    loop.begun += 1
    pthread_mutex_unlock(mutex)
    loop.step(number)
    pthread_mutex_lock(mutex)
    loop.ended += 1
    if loop.ended == loop.count { pthread_cond_broadcast(change) }
  }
}

/// Counts finished pieces of work from any thread.
final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
