internal import Glibc

/// A file mapped into memory, read-only.
///
/// The file must not be cut while it is mapped: reading past its new end stops the process. Files of a published
/// generation never change.
public final class MappedFile: Sendable {
  /// How the pages will be read.
  public enum Access: Sendable {
    /// Here and there: the system reads no more than asked for.
    case random
    case sequential
  }

  public let path: String
  public let count: Int
  // The address is immutable and the pages are read-only.
  private nonisolated(unsafe) let address: UnsafeRawPointer?

  /// Maps the file; links are not followed. An empty file gives empty `bytes`.
  /// - Throws: `.notFound`, `.io`, `.memory`, and `.corrupt` for anything but a regular file.
  public convenience init(path: String, access: Access = .random) throws(StoreError) {
    try self.init(FileDescriptor(reading: path), path: path, access: access)
  }

  init(_ descriptor: borrowing FileDescriptor, path: String, access: Access) throws(StoreError) {
    self.path = path
    do throws(StoreError) { count = try descriptor.size() } catch { throw error.at(path) }
    guard count > 0 else {
      address = nil
      return
    }
    guard let mapped = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor.number, 0), mapped != MAP_FAILED else {
      throw StoreError(system: "cannot be mapped", path: path)
    }
    // Advice only: a refusal changes nothing.
    _ = madvise(mapped, count, access == .random ? MADV_RANDOM : MADV_SEQUENTIAL)
    address = UnsafeRawPointer(mapped)
  }

  /// Whether the beginning of the file lies in memory: false for a file that nobody has read since the system started.
  public var isBeginningInMemory: Bool {
    guard let address else { return true }
    var residence: UInt8 = 1
    // Where the system does not tell, the file counts as read.
    guard mincore(UnsafeMutableRawPointer(mutating: address), 1, &residence) == 0 else { return true }
    return residence & 1 == 1
  }

  /// Has the system begin to read a piece of the file, without waiting for it.
  public func readAhead(_ piece: UnsafeRawBufferPointer) {
    guard let start = piece.baseAddress else { return }
    let within = Int(bitPattern: start) % MappedFile.pageSize
    _ = madvise(UnsafeMutableRawPointer(mutating: start - within), piece.count + within, MADV_WILLNEED)
  }

  private static let pageSize = Int(getpagesize())

  deinit {
    if let address { munmap(UnsafeMutableRawPointer(mutating: address), count) }
  }

  /// All bytes of the file, for `body` only.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(bytes)
  }

  /// All bytes of the file, valid as long as this object lives: whoever keeps them keeps the object, as a stored
  /// property and not as a local variable, which may end with its last use. See `withBytes(_:)`.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: address, count: count) }
}
