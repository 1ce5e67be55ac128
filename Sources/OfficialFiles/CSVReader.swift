/// The rows of a delimited file after RFC 4180: quotes around a field that holds delimiters, line ends or (doubled)
/// quotes. A quote inside an unquoted field is an ordinary character.
public final class CSVReader {
  /// How a file is delimited and what is asked of its rows.
  public struct Dialect: Sendable {
    /// The byte between fields.
    public var delimiter: UInt8
    /// Whether quotes have a meaning; in tab-separated files they often have none.
    public var quotes: Bool
    /// Whether every row must have as many fields as the first.
    public var evenRows: Bool

    public init(delimiter: UInt8 = UInt8(ascii: ","), quotes: Bool = true, evenRows: Bool = true) {
      self.delimiter = delimiter
      self.quotes = quotes
      self.evenRows = evenRows
    }

    public static let commas = Dialect()
    public static let tabs = Dialect(delimiter: 0x09, quotes: false)
  }

  public struct Row: Sendable, Hashable {
    /// Counted from 1, blank rows too.
    public var number: Int
    /// The line on which the row begins.
    public var line: Int
    public var fields: [String]
  }

  public static let fieldLimit = 1 << 20
  public static let columnLimit = 4_096

  public let name: String
  private let dialect: Dialect
  private var width: Int?
  private var scanner: CSVScanner

  public init(_ stream: any ByteStream, _ dialect: Dialect = .commas) {
    self.dialect = dialect
    name = stream.name
    scanner = CSVScanner(UnmarkedStream(stream), dialect)
  }

  /// The next row that is not blank; nil after the last.
  public func next() throws(SourceError) -> Row? {
    while try scanner.scanRow() {
      if scanner.isBlank { continue }
      let row = Row(number: scanner.rowNumber, line: scanner.rowLine, fields: scanner.fields)
      if dialect.evenRows {
        if let width, width != row.fields.count {
          throw scanner.malformed(
            "\(row.fields.count) fields, where the first row has \(width)", .row(row.number))
        }
        width = row.fields.count
      }
      return row
    }
    return nil
  }
}

/// Finds the fields of one row after another. A value and no class: memory that only one caller can reach needs no check at
/// every byte that nobody else is at it.
private struct CSVScanner {
  private let stream: any ByteStream
  private let dialect: CSVReader.Dialect
  private var piece = UnsafeRawBufferPointer(start: nil, count: 0)
  private var offset = 0
  private var line = 1
  private(set) var rowLine = 1
  private(set) var rowNumber = 0
  /// The bytes of the row's fields without delimiters and quotes, and where each field ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(_ stream: any ByteStream, _ dialect: CSVReader.Dialect) {
    self.stream = stream
    self.dialect = dialect
  }

  var isBlank: Bool { ends.count == 1 && bytes.isEmpty }

  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted
  }

  /// Scans one row into `bytes` and `ends`; false at the end of the file.
  mutating func scanRow() throws(SourceError) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    rowNumber += 1
    rowLine = line
    var state = State.fieldStart
    var isEmpty = true
    var quoteLine = line
    while let byte = try nextByte() {
      isEmpty = false
      switch (state, byte) {
      case (_, 0):
        throw malformed("a NUL byte: not a text file", .line(line))
      case (.quoted, UInt8(ascii: "\"")):
        state = .quoteInQuoted
      case (.quoted, _):
        if byte == 0x0A { line += 1 }
        try append(byte)
      case (.fieldStart, UInt8(ascii: "\"")) where dialect.quotes:
        state = .quoted
        quoteLine = line
      case (.quoteInQuoted, UInt8(ascii: "\"")):
        try append(byte)
        state = .quoted
      case (_, dialect.delimiter):
        try endField()
        state = .fieldStart
      case (_, 0x0A):
        line += 1
        dropCarriageReturn(state)
        try endField()
        return true
      case (.quoteInQuoted, 0x0D):
        break
      case (.quoteInQuoted, _):
        throw malformed("text after the closing quote of a field", .row(rowNumber))
      default:
        try append(byte)
        state = .plain
      }
    }
    if state == .quoted { throw malformed("the quote opened here is never closed", .line(quoteLine)) }
    guard !isEmpty else { return false }
    dropCarriageReturn(state)
    try endField()
    return true
  }

  private mutating func append(_ byte: UInt8) throws(SourceError) {
    bytes.append(byte)
    guard bytes.count - (ends.last ?? 0) <= CSVReader.fieldLimit else {
      throw SourceError(
        .limit, file: stream.name, place: .row(rowNumber),
        message: "a field of more than \(CSVReader.fieldLimit) bytes", remedy: "check for a missing quote")
    }
  }

  private mutating func endField() throws(SourceError) {
    ends.append(bytes.count)
    guard ends.count <= CSVReader.columnLimit else {
      throw SourceError(
        .limit, file: stream.name, place: .row(rowNumber), message: "more than \(CSVReader.columnLimit) columns",
        remedy: "check that this is the right file")
    }
  }

  private mutating func dropCarriageReturn(_ state: State) {
    if state == .plain, bytes.last == 0x0D { bytes.removeLast() }
  }

  /// The texts of the row's fields.
  var fields: [String] {
    bytes.withUnsafeBytes { all in
      var start = 0
      return ends.map { end in
        defer { start = end }
        return start == end ? "" : TextDecoding.text(UnsafeRawBufferPointer(rebasing: all[start..<end]))
      }
    }
  }

  @inline(__always)
  private mutating func nextByte() throws(SourceError) -> UInt8? {
    if offset == piece.count, try !refill() { return nil }
    defer { offset += 1 }
    return piece[offset]
  }

  private mutating func refill() throws(SourceError) -> Bool {
    repeat {
      guard let next = try stream.next() else {
        piece = UnsafeRawBufferPointer(start: nil, count: 0)
        offset = 0
        return false
      }
      piece = next
      offset = 0
    } while piece.isEmpty
    return true
  }

  func malformed(_ message: String, _ place: SourceError.Place) -> SourceError {
    SourceError(
      .malformed, file: stream.name, place: place, message: message, remedy: "get the file again or correct it")
  }
}
