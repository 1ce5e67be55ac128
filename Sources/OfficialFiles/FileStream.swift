#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file, held by its descriptor and closed with the last reference. Opened once: what was sniffed is what is
/// read, even when the name is given to another file meanwhile.
final class OpenFile {
  let name: String
  let length: Int
  let descriptor: Int32

  /// Opens a regular file for reading.
  convenience init(path: String, name: String) throws(SourceError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw OpenFile.unreadable(name, errno) }
    try self.init(descriptor: descriptor, name: name)
  }

  /// Takes over `descriptor`.
  init(descriptor: Int32, name: String) throws(SourceError) {
    self.descriptor = descriptor
    self.name = name
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = errno
      close(descriptor)
      throw OpenFile.unreadable(name, reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SourceError(.unreadable, file: name, message: "not a regular file", remedy: "name a file")
    }
    length = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = pread(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, offset + filled)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw OpenFile.unreadable(name, errno, at: offset + filled)
      }
      filled += count
    }
    return filled
  }

  /// At most `count` bytes from `offset` on.
  func bytes(at offset: Int = 0, count: Int) throws(SourceError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, min(count, length)), alignment: 8)
    defer { buffer.deallocate() }
    let filled = try read(at: offset, into: buffer)
    return [UInt8](buffer[..<min(filled, count)])
  }

  /// What went wrong with a system call, in words.
  static func unreadable(_ name: String, _ number: Int32, at offset: Int? = nil) -> SourceError {
    let (message, remedy): (String, String) =
      switch number {
      case ENOENT: ("no such file", "check the path")
      case EACCES, EPERM: ("reading is not permitted", "change the permissions or run as a user who may read it")
      case ENOSPC: ("no space left for a temporary file", "free some space or set TMPDIR")
      default: ("cannot be read (\(String(cString: strerror(number))))", "check the disk, then try again")
      }
    return SourceError(
      .unreadable, file: name, place: offset.map { .byte($0) }, message: message, remedy: remedy)
  }
}

/// The bytes of a plain file.
public final class FileStream: ByteStream {
  public let name: String
  private let file: OpenFile
  private let buffer: UnsafeMutableRawBufferPointer
  private var offset = 0

  /// Opens the regular file at `path`.
  /// - Parameter name: what messages call it; the path where nil.
  public convenience init(path: String, name: String? = nil) throws(SourceError) {
    self.init(try OpenFile(path: path, name: name ?? path), name: name ?? path)
  }

  init(_ file: OpenFile, name: String) {
    self.file = file
    self.name = name
    buffer = .allocate(byteCount: 1 << 18, alignment: 64)
  }

  deinit { buffer.deallocate() }

  public func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    let count = try file.read(at: offset, into: buffer)
    guard count > 0 else {
      guard offset >= file.length else {
        throw SourceError(
          .unreadable, file: name, place: .byte(offset), message: "the file became shorter while it was read",
          remedy: "try again when nothing writes to it")
      }
      return nil
    }
    offset += count
    return UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }
}
