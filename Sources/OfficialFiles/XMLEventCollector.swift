internal import CExpat

/// The owner of an expat parser: turns its callbacks into a list of events. Used by `XMLReader` only.
final class XMLEventCollector {
  struct Place {
    var line: UInt32
    var column: UInt32
  }

  struct Failure {
    var reason: SourceError.Reason
    var place: Place
    var message: String
    var remedy: String

    func error(in file: String) -> SourceError {
      SourceError(
        reason, file: file, place: .lineColumn(Int(place.line), Int(place.column) + 1), message: message,
        remedy: remedy)
    }
  }

  private(set) var events: [XMLEvent] = []
  private(set) var places: [Place] = []
  private(set) var failure: Failure?

  private let parser: XML_Parser?
  private let keepsBlankText: Bool
  private var text: [UInt8] = []
  private var textPlace = Place(line: 1, column: 0)
  private var depth = 0
  private var names: [UInt64: String] = [:]
  private var fed = 0
  private var tokenStart = 0

  init(keepsBlankText: Bool) {
    self.keepsBlankText = keepsBlankText
    parser = XML_ParserCreate(nil)
    guard let parser else {
      failure = Failure(
        reason: .unreadable, place: textPlace, message: "no memory for an XML parser", remedy: "free some and try again"
      )
      return
    }
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let name, let attributes else { return }
        XMLEventCollector.of(context)?.start(name, attributes)
      },
      { context, name in
        guard let name else { return }
        XMLEventCollector.of(context)?.end(name)
      })
    XML_SetCharacterDataHandler(parser) { context, bytes, count in
      guard let bytes else { return }
      XMLEventCollector.of(context)?.characters(bytes, Int(count))
    }
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      XMLEventCollector.of(context)?.fail(
        .limit, "a document type declaration (<!DOCTYPE>) is not accepted",
        "delete the declaration, or take the file as its publisher issues it")
    }
  }

  deinit {
    if let parser { XML_ParserFree(parser) }
  }

  func removeAll() {
    events.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Parses one piece of the document, in slices that keep the list of events short.
  func parse(_ piece: UnsafeRawBufferPointer) {
    var offset = 0
    while offset < piece.count, failure == nil {
      let count = min(piece.count - offset, 65_536)
      let slice = UnsafeRawBufferPointer(rebasing: piece[offset..<offset + count])
      offset += count
      fed += count
      check(
        XML_Parse(parser, slice.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count), 0))
      let index = Int(XML_GetCurrentByteIndex(parser))
      if index > tokenStart { tokenStart = index }
      if failure == nil, fed - tokenStart > XMLReader.tokenLimit {
        fail(.limit, "a tag or comment is longer than 1 MB", "check that the file is what it says")
      }
    }
  }

  func finish() {
    guard failure == nil else { return }
    check(XML_Parse(parser, nil, 0, 1))
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLEventCollector? {
    context.map { Unmanaged<XMLEventCollector>.fromOpaque($0).takeUnretainedValue() }
  }

  private func check(_ status: XML_Status) {
    guard status == XML_STATUS_ERROR, failure == nil else { return }
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
    failure = Failure(
      reason: .malformed, place: current, message: "not well-formed XML: \(reason)",
      remedy: "the file is damaged or cut off; fetch it again")
  }

  private func fail(_ reason: SourceError.Reason, _ message: String, _ remedy: String) {
    guard failure == nil else { return }
    failure = Failure(reason: reason, place: current, message: message, remedy: remedy)
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private var current: Place {
    Place(
      line: UInt32(truncatingIfNeeded: XML_GetCurrentLineNumber(parser)),
      column: UInt32(truncatingIfNeeded: XML_GetCurrentColumnNumber(parser)))
  }

  private func start(_ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
    guard failure == nil else { return }
    flushText()
    depth += 1
    guard depth <= XMLReader.depthLimit else {
      fail(.limit, "elements nest deeper than \(XMLReader.depthLimit)", "check that the file is what it says")
      return
    }
    var element = XMLElement(interned(name))
    var index = 0
    while let key = attributes[index], let value = attributes[index + 1] {
      let bytes = Self.bytes(of: value)
      guard bytes.count <= XMLReader.attributeLimit else {
        fail(.limit, "an attribute is longer than 64 KB", "check that the file is what it says")
        return
      }
      element.attributes.append(.init(interned(key), String(decoding: bytes, as: UTF8.self)))
      index += 2
    }
    append(.start(element), current)
  }

  private func end(_ name: UnsafePointer<CChar>) {
    guard failure == nil else { return }
    flushText()
    depth -= 1
    append(.end(interned(name)), current)
  }

  private func characters(_ bytes: UnsafePointer<CChar>, _ count: Int) {
    guard failure == nil else { return }
    if text.isEmpty { textPlace = current }
    guard text.count + count <= XMLReader.textLimit else {
      fail(.limit, "a text is longer than 4 MB", "check that the file is what it says")
      return
    }
    text.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
  }

  private func flushText() {
    guard !text.isEmpty else { return }
    if keepsBlankText || !text.allSatisfy({ $0 == 32 || $0 == 10 || $0 == 9 || $0 == 13 }) {
      append(.text(String(decoding: text, as: UTF8.self)), textPlace)
    }
    text.removeAll(keepingCapacity: true)
  }

  private func append(_ event: XMLEvent, _ place: Place) {
    events.append(event)
    places.append(place)
  }

  /// Element and attribute names repeat all through a file: each is made a String once. Formats have some tens of them;
  /// past 1,024 (a hostile file) names are no longer kept.
  private func interned(_ name: UnsafePointer<CChar>) -> String {
    let bytes = Self.bytes(of: name)
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    if let known = names[hash], known.utf8.elementsEqual(bytes) { return known }
    let made = String(decoding: bytes, as: UTF8.self)
    if names.count < 1024 { names[hash] = made }
    return made
  }

  private static func bytes(of text: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
    var count = 0
    while text[count] != 0 { count += 1 }
    return UnsafeRawBufferPointer(start: text, count: count)
  }
}
