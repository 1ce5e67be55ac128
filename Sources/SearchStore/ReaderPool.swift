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
  private let file: IndexFile
  private let idle = Mutex<[UnsafeTransfer]>([])
  private let permits: Semaphore

  /// A pool over an index file; nothing is opened yet.
  public init(_ file: IndexFile, limit: Int) {
    precondition(limit > 0, "a pool lends at least one reader")
    self.file = file
    self.limit = limit
    permits = Semaphore(limit)
  }

  /// Runs `body` with a reader that nobody else uses meanwhile; the reader must not leave `body`.
  ///
  /// Waits while `limit` readers are out. Borrowing inside of `body` may wait forever.
  /// - Throws: What opening a reader or `body` throws.
  public func withReader<Result>(
    _ body: (IndexReader) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    permits.wait()
    defer { permits.signal() }
    let reader: IndexReader
    if let kept = takeIdle() { reader = kept } else { reader = try file.makeReader() }
    do throws(StoreError) {
      let result = try body(reader)
      giveBack(reader)
      return result
    } catch {
      // What a reader is worth after a fault inside of libxapian nobody can tell; a new one is cheap.
      if ![.corrupt, .internal, .io, .memory].contains(error.code) { giveBack(reader) }
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
