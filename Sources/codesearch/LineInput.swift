import Glibc

/// Lines of a file or of standard input, one at a time, as they come.
struct LineInput {
  private let descriptor: Int32
  /// The most bytes that are kept of a line. Of a longer one a byte more is given, so that it can be told.
  private let limit: Int
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// Nil where the file cannot be opened; `-` is standard input.
  init?(_ path: String, limit: Int = 1 << 20) {
    self.limit = limit
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  init(standardInputLimitedTo limit: Int) {
    self.limit = limit
    descriptor = STDIN_FILENO
  }

  /// The next line without its line feed; nil at the end.
  mutating func next() -> String? {
    nextBytes().map { String(decoding: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0[...], as: UTF8.self) }
  }

  /// The bytes of the next line without its line feed, at most one more than the limit; nil at the end.
  mutating func nextBytes() -> [UInt8]? {
    var line: [UInt8] = []
    var hasBegun = false
    while position < buffer.count || fill() {
      let rest = buffer[position...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      line += rest[..<(end ?? rest.endIndex)].prefix(limit + 1 - line.count)
      position = end.map { $0 + 1 } ?? rest.endIndex
      if end != nil { return line }
      hasBegun = true
    }
    return hasBegun ? line : nil
  }

  /// False at the end.
  private mutating func fill() -> Bool {
    if isAtEnd { return false }
    position = 0
    buffer = [UInt8](repeating: 0, count: 65_536)
    var count = read(descriptor, &buffer, buffer.count)
    while count < 0, errno == EINTR { count = read(descriptor, &buffer, buffer.count) }
    buffer.removeLast(buffer.count - max(count, 0))
    isAtEnd = count <= 0
    return !isAtEnd
  }
}
