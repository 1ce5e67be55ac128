/// A line of a document, with the page that it stands on.
struct DocumentLine: Hashable {
  /// Without blanks at its ends, and with one between words.
  var text: String
  /// Counted from 1 within the whole text.
  var number: Int
  /// Nil where the document has no pages, or they are not told.
  var page: Int?
}

/// The lines of a document: UTF-8, else Windows-1252; form feeds part pages.
struct DocumentLines {
  static let sizeLimit = 64 << 20

  let file: String
  /// Blank lines are there too, as empty ones: they part paragraphs.
  let lines: [DocumentLine]

  /// - Throws: `SourceError` where the text is empty, too large, or not text.
  init(_ stream: any ByteStream) throws(SourceError) {
    lines = DocumentLines.lines(of: try DocumentLines.text(stream))
    file = stream.name
  }

  /// The lines of `text`. They have pages where form feeds part them.
  static func lines(of text: String) -> [DocumentLine] {
    var lines: [DocumentLine] = []
    let hasPages = text.utf8.contains(0x0C)
    var page = 1
    var number = 0
    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd) {
      number += 1
      for (index, piece) in raw.split(separator: "\u{0C}", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { page += 1 }
        lines.append(DocumentLine(text: String(piece).singleBlanked, number: number, page: hasPages ? page : nil))
      }
    }
    return lines
  }

  private static func isLineEnd(_ character: Character) -> Bool {
    character == "\n" || character == "\r\n" || character == "\r"
  }

  /// All of a stream as one text.
  static func text(_ stream: any ByteStream) throws(SourceError) -> String {
    var bytes: [UInt8] = []
    let stream = UnmarkedStream(stream)
    while let piece = try stream.next() {
      bytes += piece
      guard bytes.count <= sizeLimit else {
        throw SourceError(
          .limit, file: stream.name, message: "the text is longer than \(sizeLimit >> 20) MB",
          remedy: "divide it into several")
      }
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw SourceError(
        .malformed, file: stream.name, place: .byte(offset), message: "a NUL byte, which no text has",
        remedy: "get the file again, or save it as UTF-8")
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw SourceError(.malformed, file: stream.name, message: "the text is empty", remedy: "get the file again")
    }
    return TextDecoding.text(bytes)
  }
}

extension SourceHead {
  /// The first lines that are not blank, single-blanked; empty where the head is not text.
  func documentLines(_ count: Int) -> [String] {
    guard !bytes.contains(0) else { return [] }
    return TextDecoding.text(bytes.prefix(16_384)).split(whereSeparator: { $0.isNewline || $0 == "\u{0C}" }).lazy
      .map { String($0).singleBlanked }.filter { !$0.isEmpty }.prefix(count).map { $0 }
  }
}
