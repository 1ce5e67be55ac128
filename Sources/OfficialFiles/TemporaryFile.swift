#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file without a name, gone when closed.
enum TemporaryFile {
  static func holding(_ stream: any ByteStream, limit: Int) throws(SourceError) -> OpenFile {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/codesearch.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw OpenFile.unreadable(stream.name, errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    do throws(SourceError) {
      try copy(stream, to: descriptor, limit: limit)
    } catch {
      close(descriptor)
      throw error
    }
    return try OpenFile(descriptor: descriptor, name: stream.name)
  }

  private static func copy(_ stream: any ByteStream, to descriptor: Int32, limit: Int) throws(SourceError) {
    var total = 0
    while let piece = try stream.next() {
      total += piece.count
      guard total <= limit else {
        throw SourceError(
          .limit, file: stream.name, message: "unpacks to more than \(limit) bytes",
          remedy: "unpack it yourself if you trust it")
      }
      var written = 0
      while written < piece.count {
        let count = write(descriptor, piece.baseAddress?.advanced(by: written), piece.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw OpenFile.unreadable(stream.name, errno) }
        written += count
      }
    }
  }
}
