/// The text of a PDF, by poppler's `pdftotext`, with a form feed behind each page.
///
/// The program reads the file from an open descriptor, so that no name of the user's becomes an argument.
enum PDFText {
  /// How words become lines.
  enum Order: Hashable, Sendable {
    /// As they stand on the page: numbers stay beside their headings, tables keep their columns.
    case asLaidOut
    /// As they are read: one column after the other.
    case asRead
  }

  static let mark = Array("%PDF".utf8)
  private static let program = "pdftotext"
  private static let textLimit = 64 << 20
  private static let seconds = 120
  /// Every PDF ends with this, in its last kilobyte.
  private static let end = Array("%%EOF".utf8)

  /// The text of the PDF in `file`.
  /// - Throws: `SourceError` where the program is missing, and where the PDF is encrypted, damaged or without text.
  static func text(of file: OpenFile, order: Order) throws(SourceError) -> [UInt8] {
    let tail = try file.bytes(at: max(0, file.length - 1_024), count: 1_024)
    guard tail.firstRange(of: end) != nil else {
      throw SourceError(
        .malformed, file: file.name, place: .byte(file.length), message: "the PDF is cut off: its end mark is missing",
        remedy: "get the file again")
    }
    let child = ChildProgram(
      name: program, arguments: ["-enc", "UTF-8"] + (order == .asLaidOut ? ["-layout"] : []) + ["-", "-"],
      outputLimit: textLimit, seconds: seconds)
    let outcome: ChildProgram.Outcome
    do throws(ChildProgram.Failure) {
      outcome = try child.run(input: file.descriptor)
    } catch {
      throw refusal(error, file.name)
    }
    guard outcome.status == 0 else { throw refusal(outcome, file.name) }
    guard outcome.output.contains(where: { $0 > 0x20 }) else {
      throw SourceError(
        .malformed, file: file.name, message: "the PDF holds no text, only pictures of pages",
        remedy: "have a text layer put on it (ocrmypdf), then index the result")
    }
    return outcome.output
  }

  private static func refusal(_ failure: ChildProgram.Failure, _ file: String) -> SourceError {
    switch failure {
    case .missing:
      SourceError(
        .unreadable, file: file, message: "reading a PDF needs the program pdftotext, which is not installed",
        remedy: "apt-get install poppler-utils")
    case .tooLong:
      SourceError(
        .limit, file: file, message: "the text of the PDF is longer than \(textLimit >> 20) MB",
        remedy: "divide it into several")
    case .tooSlow:
      SourceError(
        .limit, file: file, message: "pdftotext did not finish within \(seconds) seconds",
        remedy: "save the PDF anew with another program, or give its text")
    case .system(let number): OpenFile.unreadable(file, number)
    }
  }

  private static func refusal(_ outcome: ChildProgram.Outcome, _ file: String) -> SourceError {
    let isEncrypted = outcome.status == 3 || outcome.complaints.contains("password")
    return SourceError(
      .malformed, file: file, message: isEncrypted ? "the PDF is encrypted" : "the PDF is damaged",
      remedy: isEncrypted ? "save it without a password, then index it" : "get the file again")
  }
}

/// The text of a PDF as a stream. It is made when it is first asked for.
final class PDFStream: ByteStream {
  let name: String
  private let source: any ByteStream
  private let order: PDFText.Order
  private let limit: Int
  private var text: MemoryStream?

  /// - Parameters:
  ///   - source: the bytes of the PDF.
  ///   - limit: the most bytes of the PDF.
  init(_ source: any ByteStream, order: PDFText.Order, limit: Int) {
    self.source = source
    self.order = order
    self.limit = limit
    name = source.name
  }

  func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    if text == nil {
      let file = try TemporaryFile.holding(source, limit: limit)
      text = MemoryStream(try PDFText.text(of: file, order: order), name: name)
    }
    return try text?.next()
  }
}
