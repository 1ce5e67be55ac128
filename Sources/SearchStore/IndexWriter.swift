internal import CXapian
internal import Glibc

/// Writes one part of an index: a directory of tables that `compact(parts:to:)` later merges into the single file.
///
/// A part is unsynced and cannot be searched by `IndexReader`. A writer that goes away before `close()` loses what was
/// not committed.
public final class IndexWriter {
  /// The directory of the part.
  public let path: String
  private let handle: OpaquePointer

  /// Creates a part.
  ///
  /// The threshold goes to libxapian through the environment of the process, its only way: make writers before other
  /// threads read the environment.
  /// - Parameters:
  ///   - path: A directory that does not exist yet or holds no index.
  ///   - flushThreshold: Documents held in memory before they are written out. More was slower with short documents:
  ///     500,000 took 8 s of processor time at 10,000, 13 s at 100,000.
  /// - Throws: `.io` with `EEXIST` where there is an index already, `.noSpace`, `.notFound` without parent directory.
  public init(creating path: String, flushThreshold: UInt32 = 10_000) throws(StoreError) {
    var created: OpaquePointer?
    do throws(StoreError) {
      try bridge { cx_writer_create(path, flushThreshold, &created, $0) }
    } catch {
      throw error.at(path)
    }
    guard let created else { throw StoreError(.internal, "the bridge created nothing", path: path) }
    handle = created
    self.path = path
  }

  deinit { cx_writer_free(handle) }

  /// Adds the documents of the batch; docids go up by one, from 1.
  ///
  /// - Returns: The docids given, empty for an empty batch.
  /// - Throws: `.invalidArgument` for a malformed batch, of which nothing is added then.
  @discardableResult
  public func add(_ batch: borrowing DocumentBatch) throws(StoreError) -> Range<UInt32> {
    let bytes = batch.bytes
    return try add(packed: bytes)
  }

  func add(packed bytes: [UInt8]) throws(StoreError) -> Range<UInt32> {
    var first: UInt32 = 0
    var count: UInt32 = 0
    try call { error in
      bytes.withUnsafeBufferPointer { cx_writer_add(handle, $0.baseAddress, $0.count, &first, &count, error) }
    }
    return first..<first + count
  }

  /// Writes out what was added.
  public func commit() throws(StoreError) { try call { cx_writer_commit(handle, $0) } }

  /// Commits and ends writing; every later call throws `.misuse`.
  public func close() throws(StoreError) { try call { cx_writer_close(handle, $0) } }

  private func call(_ body: (UnsafeMutablePointer<OpaquePointer?>) -> cx_status) throws(StoreError) {
    do throws(StoreError) {
      try bridge(body)
    } catch {
      throw error.at(path)
    }
  }
}

@available(*, unavailable, message: "libxapian aborts when threads share a handle: one writer per thread and part")
extension IndexWriter: Sendable {}

/// Merges parts, in the order given, into a new single-file index.
///
/// Docids of a part go up by the sum of the last docids of the parts before it.
/// - Parameters:
///   - parts: Closed parts of `IndexWriter`, or single files.
///   - destination: The file to create; it must not exist, and is removed again on failure.
/// - Returns: What was added to the docids of each part.
/// - Throws: `.notFound`, `.corrupt`, `.io`, `.noSpace`.
@discardableResult
public func compact(parts: [String], to destination: String) throws(StoreError) -> [UInt32] {
  let paths = parts.map { strdup($0) }
  defer { for path in paths { free(path) } }
  var lastDocids = [UInt32](repeating: 0, count: parts.count)
  do throws(StoreError) {
    try bridge { error in
      let pointers = paths.map { UnsafePointer($0) }
      return pointers.withUnsafeBufferPointer { pointers in
        lastDocids.withUnsafeMutableBufferPointer {
          cx_compact(pointers.baseAddress, pointers.count, destination, $0.baseAddress, error)
        }
      }
    }
  } catch {
    throw error.at(destination)
  }
  var sum: UInt32 = 0
  return lastDocids.map { last in
    defer { sum += last }
    return sum
  }
}
