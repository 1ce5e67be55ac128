/// The lines of a text file that people write: UTF-8, read whole, of bounded size.
struct KnowledgeText {
  static let sizeLimit = 16 << 20

  let file: String
  /// Without line ends; `lines[0]` is line 1.
  let lines: [String]

  init(_ stream: any ByteStream) throws(SourceError) {
    var bytes: [UInt8] = []
    while let piece = try stream.next() {
      guard bytes.count + piece.count <= Self.sizeLimit else {
        throw SourceError(
          .limit, file: stream.name, message: "the file is larger than 16 MB", remedy: "divide it into several")
      }
      bytes.append(contentsOf: piece)
    }
    try self.init(bytes, file: stream.name)
  }

  init(_ bytes: [UInt8], file: String) throws(SourceError) {
    self.file = file
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var lines: [String] = []
    var number = 0
    for piece in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece
      guard let decoded = String(validating: line, as: UTF8.self), !line.contains(0) else {
        throw SourceError(
          .malformed, file: file, place: .line(number), message: "the line is not UTF-8 text",
          remedy: "save the file as UTF-8")
      }
      lines.append(decoded)
    }
    self.lines = lines
  }

  /// An error at a line, counted from 1.
  func error(_ line: Int, _ message: String, remedy: String) -> SourceError {
    SourceError(.malformed, file: file, place: .line(line), message: message, remedy: remedy)
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }
}
