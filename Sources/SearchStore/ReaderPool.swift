internal import Glibc
internal import Synchronization

/// Lends the readers of one index, each to one borrower at a time.
///
/// Opening costs up to a few milliseconds, so returned readers are kept. Where all are out, a borrower waits.
///
/// ```swift
/// let pool = ReaderPool(index, limit: 4)
/// try pool.withReader { reader in try reader.search(program, into: hits) }
/// ```
public final class ReaderPool: Sendable {
  /// The most readers open at a time.
  public let limit: Int
  private let source: any ReaderSource
  private let idle = Mutex<[UnsafeTransfer]>([])
  private let permits: Semaphore

  /// A pool over an index; nothing is opened yet.
  public init(_ source: any ReaderSource, limit: Int) {
    precondition(limit > 0, "a pool lends at least one reader")
    self.source = source
    self.limit = limit
    permits = Semaphore(limit)
  }

  /// Runs `body` with a reader that nobody else uses meanwhile; the reader must not leave `body`.
  ///
  /// Waits while `limit` readers are out. Borrowing inside of `body` may wait forever. Where the server of a remote part
  /// has hung up since a kept reader was used last, `body` runs once more, with a new reader.
  /// - Throws: What opening a reader or `body` throws.
  public func withReader<Result>(
    _ body: (IndexReader) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    permits.wait()
    defer { permits.signal() }
    guard let kept = takeIdle() else { return try lend(source.makeReader(), body) }
    do throws(StoreError) {
      return try lend(kept, body)
    } catch {
      guard error.code == .network else { throw error }
      // The other connections were made no later.
      idle.withLock { $0.removeAll() }
      // A server that does not answer has had its time.
      if error.isTimeout { throw error }
      return try lend(source.makeReader(), body)
    }
  }

  private func lend<Result>(
    _ reader: IndexReader, _ body: (IndexReader) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    do throws(StoreError) {
      let result = try body(reader)
      giveBack(reader)
      return result
    } catch {
      // What a reader is worth after a fault inside of libxapian nobody can tell; a new one is cheap.
      if ![.corrupt, .internal, .io, .memory, .network].contains(error.code) { giveBack(reader) }
      throw error
    }
  }

  /// Readers open and not lent.
  public var idleCount: Int { idle.withLock { $0.count } }

  private func takeIdle() -> IndexReader? { idle.withLock { $0.popLast() }?.reader }

  private func giveBack(_ reader: IndexReader) {
    let returned = UnsafeTransfer(reader: reader)
    idle.withLock { $0.append(returned) }
  }
}

/// A counting semaphore of the system: `Mutex` has nothing to wait on.
private final class Semaphore: @unchecked Sendable {
  private let counter: UnsafeMutablePointer<sem_t>

  init(_ value: Int) {
    counter = .allocate(capacity: 1)
    sem_init(counter, 0, UInt32(clamping: value))
  }

  deinit {
    sem_destroy(counter)
    counter.deallocate()
  }

  func wait() { while sem_wait(counter) != 0 && errno == EINTR {} }

  func signal() { sem_post(counter) }
}
