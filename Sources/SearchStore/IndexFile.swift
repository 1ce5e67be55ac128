internal import Glibc
internal import Synchronization

/// What readers of one index are made from.
public protocol ReaderSource: Sendable {
  /// A new reader.
  func makeReader() throws(StoreError) -> IndexReader
}

/// An index file kept open, from which readers can be made even after its name is gone.
public final class IndexFile: ReaderSource {
  public let path: String
  private let descriptor: Int32
  private let postings: SharedPostings
  /// Readers are opened one after another, because they share the offset of the descriptor while opening.
  private let opening = Mutex<Void>(())

  /// Opens the file; links are not followed.
  /// - Throws: `.notFound`, `.io`, and `.corrupt` for anything but a regular file.
  public convenience init(path: String) throws(StoreError) {
    self.init(owning: try FileDescriptor(reading: path).release(), path: path)
  }

  init(owning descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    postings = SharedPostings(byteLimit: SharedPostings.standardLimit)
  }

  deinit { close(descriptor) }

  /// A new reader over this file.
  /// - Throws: As `IndexReader.init`.
  public func makeReader() throws(StoreError) -> IndexReader {
    let opened = opening.withLock { _ -> Result<UnsafeTransfer, StoreError> in
      do throws(StoreError) {
        return .success(UnsafeTransfer(reader: try IndexReader(descriptor: descriptor, path: path, postings: postings)))
      } catch {
        return .failure(error)
      }
    }
    return try opened.get().reader
  }
}

/// Carries a reader that nobody else refers to out of a lock.
struct UnsafeTransfer: @unchecked Sendable {
  let reader: IndexReader
}
