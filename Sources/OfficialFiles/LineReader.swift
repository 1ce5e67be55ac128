#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The lines of a text file, one at a time.
///
/// Lines end with LF or CR LF; the last one may lack its end. A byte order mark is dropped. A NUL byte is refused: it
/// means that the file is not text, or UTF-16.
public final class LineReader {
  /// A line without its end. `bytes` is valid until the next call.
  public struct Line {
    /// Counted from 1.
    public var number: Int
    public var bytes: UnsafeRawBufferPointer

    /// The whole line as text.
    public var text: String { TextDecoding.text(bytes) }
  }

  /// The most bytes of one line.
  public static let lengthLimit = 1 << 20

  public let name: String
  private let stream: any ByteStream
  private var piece = UnsafeRawBufferPointer(start: nil, count: 0)
  private var offset = 0
  /// The beginning of a line that began in an earlier piece.
  private let carry = CarriedBytes()
  private var carryIsHandedOut = false
  private var number = 0
  private var atEnd = false

  public init(_ stream: any ByteStream) {
    self.stream = stream
    name = stream.name
  }

  /// The next line; nil after the last.
  public func next() throws(SourceError) -> Line? {
    if carryIsHandedOut {
      carry.removeAll()
      carryIsHandedOut = false
    }
    while true {
      if offset == piece.count {
        guard !atEnd, let next = try stream.next() else {
          atEnd = true
          piece = UnsafeRawBufferPointer(start: nil, count: 0)
          offset = 0
          return carry.isEmpty ? nil : try handOutCarry()
        }
        piece = next
        offset = 0
        continue
      }
      let rest = UnsafeRawBufferPointer(rebasing: piece[offset...])
      guard let base = rest.baseAddress else { continue }
      guard let end = memchr(base, 0x0A, rest.count) else {
        carry.append(rest)
        offset = piece.count
        try checkLength(carry.count)
        continue
      }
      let length = base.distance(to: UnsafeRawPointer(end))
      offset += length + 1
      let slice = UnsafeRawBufferPointer(rebasing: rest[..<length])
      if carry.isEmpty { return try line(slice) }
      carry.append(slice)
      return try handOutCarry()
    }
  }

  private func handOutCarry() throws(SourceError) -> Line {
    carryIsHandedOut = true
    return try line(carry.bytes)
  }

  private func line(_ raw: UnsafeRawBufferPointer) throws(SourceError) -> Line {
    number += 1
    try checkLength(raw.count, line: number)
    var bytes = raw
    if bytes.last == 0x0D { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
    if number == 1, bytes.starts(with: TextDecoding.mark) {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(TextDecoding.mark.count))
    }
    if let base = bytes.baseAddress, let zero = memchr(base, 0, bytes.count) {
      throw SourceError(
        .malformed, file: name, place: .lineColumn(number, base.distance(to: UnsafeRawPointer(zero)) + 1),
        message: "a NUL byte: not a text file", remedy: "get the file again, or save it as UTF-8")
    }
    return Line(number: number, bytes: bytes)
  }

  private func checkLength(_ length: Int, line: Int? = nil) throws(SourceError) {
    guard length <= LineReader.lengthLimit else {
      throw SourceError(
        .limit, file: name, place: .line(line ?? number + 1),
        message: "a line of more than \(LineReader.lengthLimit) bytes", remedy: "check that this is the right file")
    }
  }
}

/// A growing run of bytes at an address that holds until the next change.
private final class CarriedBytes {
  private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 8)
  private(set) var count = 0

  deinit { storage.deallocate() }

  var isEmpty: Bool { count == 0 }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  func removeAll() { count = 0 }

  func append(_ piece: UnsafeRawBufferPointer) {
    if count + piece.count > storage.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(storage.count * 2, count + piece.count), alignment: 8)
      larger.copyMemory(from: bytes)
      storage.deallocate()
      storage = larger
    }
    UnsafeMutableRawBufferPointer(rebasing: storage[count...]).copyMemory(from: piece)
    count += piece.count
  }
}
