import CMinizip

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One reading position in an archive. minizip reads through the open descriptor, never through a path.
final class ZipHandle {
  let archive: unzFile
  private let reader: ZipFileReader

  /// Nil where minizip finds no central directory.
  init?(_ file: OpenFile) {
    let reader = ZipFileReader(file)
    self.reader = reader
    var functions = zlib_filefunc64_def()
    functions.opaque = Unmanaged.passUnretained(reader).toOpaque()
    functions.zopen64_file = { opaque, _, _ in opaque }
    functions.zread_file = { _, stream, buffer, size in
      guard let reader = ZipFileReader.of(stream), let buffer else { return 0 }
      return UInt(reader.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(size))))
    }
    functions.zwrite_file = { _, _, _, _ in 0 }
    functions.ztell64_file = { _, stream in UInt64(ZipFileReader.of(stream)?.offset ?? 0) }
    functions.zseek64_file = { _, stream, offset, origin in
      ZipFileReader.of(stream)?.seek(offset, from: origin) == true ? 0 : -1
    }
    functions.zclose_file = { _, _ in 0 }
    functions.zerror_file = { _, stream in ZipFileReader.of(stream)?.error == nil ? 0 : -1 }
    guard let archive = unzOpen2_64(file.name, &functions) else { return nil }
    self.archive = archive
  }

  deinit { unzClose(archive) }

  /// What kept the last call from reading, if that was the reason for its failure.
  var readError: SourceError? { reader.error }
}

/// The position that minizip moves about in the archive's bytes.
private final class ZipFileReader {
  let file: OpenFile
  var offset = 0
  var error: SourceError?

  init(_ file: OpenFile) { self.file = file }

  static func of(_ stream: UnsafeMutableRawPointer?) -> ZipFileReader? {
    stream.map { Unmanaged<ZipFileReader>.fromOpaque($0).takeUnretainedValue() }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    do throws(SourceError) {
      let count = try file.read(at: offset, into: buffer)
      offset += count
      return count
    } catch {
      self.error = error
      return 0
    }
  }

  func seek(_ distance: UInt64, from origin: Int32) -> Bool {
    let start =
      switch origin {
      case Int32(SEEK_CUR): offset
      case Int32(SEEK_END): file.length
      default: 0
      }
    guard let distance = Int(exactly: distance), distance <= Int.max - start else { return false }
    offset = start + distance
    return true
  }
}
