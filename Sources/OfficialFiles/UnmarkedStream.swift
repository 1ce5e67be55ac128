/// A stream without the byte order mark that it may begin with, however it is cut.
final class UnmarkedStream: ByteStream {
  let name: String
  private let source: any ByteStream
  private var isAtStart = true
  /// Holds the first piece where it had to be put together.
  private var held: UnsafeMutableRawBufferPointer?

  init(_ source: any ByteStream) {
    self.source = source
    name = source.name
  }

  deinit { held?.deallocate() }

  func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    guard isAtStart else { return try source.next() }
    isAtStart = false
    guard let first = try source.next() else { return nil }
    if first.count >= TextDecoding.mark.count {
      return first.starts(with: TextDecoding.mark) ? UnsafeRawBufferPointer(rebasing: first.dropFirst(3)) : first
    }
    return try shortHead(first)
  }

  /// The first piece is shorter than a mark: pieces of a byte or two are put together until it is clear.
  private func shortHead(_ first: UnsafeRawBufferPointer) throws(SourceError) -> UnsafeRawBufferPointer? {
    var bytes = [UInt8](first)
    var rest: [UInt8] = []
    while bytes.count < TextDecoding.mark.count, let next = try source.next() {
      let missing = TextDecoding.mark.count - bytes.count
      bytes += next.prefix(missing)
      rest = [UInt8](next.dropFirst(missing))
    }
    let kept = (bytes == TextDecoding.mark ? [] : bytes) + rest
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, kept.count), alignment: 8)
    buffer.copyBytes(from: kept)
    held = buffer
    return UnsafeRawBufferPointer(rebasing: buffer[..<kept.count])
  }
}
