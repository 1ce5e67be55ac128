internal import CExpat

/// A start tag: the element's name and its attributes in the order of the file.
public struct XMLElement: Sendable, Hashable {
  public var name: String
  public var attributes: [Attribute]

  public struct Attribute: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(_ name: String, _ attributes: [Attribute] = []) {
    self.name = name
    self.attributes = attributes
  }

  /// The value of the attribute called `name`, or nil.
  public subscript(name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }
}

/// One step through an XML document.
public enum XMLEvent: Sendable, Hashable {
  case start(XMLElement)
  /// All the text between two tags, entities resolved, as one piece.
  case text(String)
  case end(String)
}

/// Reads XML from a stream, one event at a time, in memory bounded by the limits below.
///
/// What a hostile file could use is refused: document type declarations (and with them entities and anything external),
/// deep nesting, huge attributes, texts, tags and comments. Comments and processing instructions are skipped.
///
/// ```swift
/// let reader = XMLReader(stream)
/// while let event = try reader.next() { … }
/// ```
public final class XMLReader {
  /// Elements may nest this deep.
  public static let depthLimit = 64
  /// Bytes of one attribute's value.
  public static let attributeLimit = 65_536
  /// Bytes of text between two tags.
  public static let textLimit = 4 << 20
  /// Bytes of one tag, comment or processing instruction.
  public static let tokenLimit = 1 << 20

  /// The name of the file, for error messages.
  public let file: String
  /// Where the event that `next` returned last begins.
  public private(set) var place = SourceError.Place.lineColumn(1, 1)

  private let stream: any ByteStream
  private let collector: XMLEventCollector
  private var position = 0
  private var finished = false

  /// - Parameter keepsBlankText: false drops text of nothing but white space, which official files have between any
  ///   two tags.
  public init(_ stream: any ByteStream, keepsBlankText: Bool = false) {
    self.stream = stream
    file = stream.name
    collector = XMLEventCollector(keepsBlankText: keepsBlankText)
  }

  /// The next event; nil after the end of the document.
  /// - Throws: `SourceError` with line and column when the document is not well formed or passes a limit.
  public func next() throws(SourceError) -> XMLEvent? {
    while position == collector.events.count {
      if let failure = collector.failure { throw failure.error(in: file) }
      if finished { return nil }
      collector.removeAll()
      position = 0
      if let piece = try stream.next() {
        collector.parse(piece)
      } else {
        finished = true
        collector.finish()
      }
    }
    defer { position += 1 }
    let start = collector.places[position]
    place = .lineColumn(Int(start.line), Int(start.column) + 1)
    return collector.events[position]
  }

  /// An error at the event that `next` returned last.
  public func error(_ message: String, remedy: String) -> SourceError {
    SourceError(.malformed, file: file, place: place, message: message, remedy: remedy)
  }
}

extension XMLReader {
  /// The start tag of the next child of the element that the reader stands in; nil when that element ends, whose end
  /// tag is then consumed. Text between the children is passed over.
  public func nextChild() throws(SourceError) -> XMLElement? {
    while let event = try next() {
      switch event {
      case .start(let element): return element
      case .end: return nil
      case .text: continue
      }
    }
    return nil
  }

  /// Passes over the rest of the element that the reader stands in, its end tag included.
  public func skipElement() throws(SourceError) {
    var depth = 1
    while depth > 0, let event = try next() {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: continue
      }
    }
  }

  /// All text in the element that the reader stands in, that of its children included, with each run of white space and
  /// each tag made one blank. The end tag is consumed.
  public func elementText() throws(SourceError) -> String {
    var text = ""
    var depth = 1
    while depth > 0, let event = try next() {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .text(let piece):
        if !text.isEmpty { text += " " }
        text += piece
      }
    }
    return text.singleBlanked
  }
}

extension String {
  /// Each run of white space made one blank, none at the ends.
  var singleBlanked: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
    var previousBlank = true
    var clean = true
    for byte in utf8 {
      let blank = isBlank(byte)
      if blank, previousBlank || byte != 32 {
        clean = false
        break
      }
      previousBlank = blank
    }
    if clean, !previousBlank || isEmpty { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      if !isBlank(byte) {
        bytes.append(byte)
      } else if let last = bytes.last, last != 32 {
        bytes.append(32)
      }
    }
    if bytes.last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
