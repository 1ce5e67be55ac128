internal import Glibc

/// An open descriptor that closes itself.
struct FileDescriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  /// Opens a regular file for reading. The last component must not be a link, and a pipe does not block.
  init(reading path: String, in directory: Int32 = AT_FDCWD) throws(StoreError) {
    let number = openat(directory, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw StoreError(system: "cannot be opened", path: path) }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(number)
      throw StoreError(.corrupt, "not a regular file", path: path)
    }
    self.number = number
  }

  /// Opens a directory; the last component must not be a link.
  init(directory path: String) throws(StoreError) {
    number = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw StoreError(system: "cannot be opened", path: path) }
  }

  deinit { close(number) }

  /// Leaves the descriptor open, in the hands of the caller.
  consuming func release() -> Int32 {
    let released = number
    discard self
    return released
  }

  func size() throws(StoreError) -> Int {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw StoreError(system: "cannot be measured", path: nil) }
    return Int(status.st_size)
  }

  /// Reads up to the end or until `buffer` is full; returns the bytes read.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let got = Glibc.read(number, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      if got == 0 { break }
      if got < 0 && errno != EINTR { throw StoreError(system: "cannot be read", path: nil) }
      filled += max(0, got)
    }
    return filled
  }

  /// Reads `count` bytes, or fewer where the file ends before.
  func read(_ count: Int) throws(StoreError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer.prefix(try read(into: buffer)))
  }

  /// Bytes for one call of the system. Linux keeps them in its cache in pieces as large as the calls, and maps a touched
  /// piece as a whole: with pieces of 2 MiB a program of one search has three times the memory resident.
  private static let piece = 65_536

  func write(_ bytes: [UInt8]) throws(StoreError) {
    var done = 0
    while done < bytes.count {
      let part = bytes[done...].prefix(Self.piece)
      let put = part.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
      if put < 0 && errno != EINTR { throw StoreError(system: "cannot be written", path: nil) }
      done += max(0, put)
    }
  }
}

extension StoreError {
  /// Whether something did not answer in time.
  var isTimeout: Bool { self.errno == ETIMEDOUT }

  /// The current errno, as a code.
  init(system what: String, path: String?, number: Int32 = Glibc.errno) {
    let code: Code =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case ENOSPC, EDQUOT, EFBIG: .noSpace
      case ENOMEM: .memory
      default: .io
      }
    var text = [CChar](repeating: 0, count: 256)
    let known = strerror_r(number, &text, text.count) == 0
    let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    let reason = known ? String(decoding: bytes, as: UTF8.self) : "error \(number)"
    self.init(code, "\(what): \(reason)", path: path, errno: number)
  }
}
