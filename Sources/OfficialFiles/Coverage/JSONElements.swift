internal import FoundationEssentials

/// The elements of the array, or the members of the object, that a JSON file consists of, one at a time, so that an error
/// can say where in the file it is.
final class JSONElements {
  struct Element {
    /// The name of a member; empty in an array.
    var key: String
    var bytes: ArraySlice<UInt8>
    /// Counted from 1.
    var firstByte: Int
  }

  /// The most bytes of a file.
  static let lengthLimit = 256 << 20

  let name: String
  private let bytes: [UInt8]
  private var offset = 0
  private let isObject: Bool
  private var isEmpty = true

  init(_ stream: any ByteStream) throws(SourceError) {
    name = stream.name
    var bytes: [UInt8] = []
    let stream = UnmarkedStream(stream)
    while let piece = try stream.next() {
      bytes += piece
      guard bytes.count <= JSONElements.lengthLimit else {
        throw SourceError(
          .limit, file: name, message: "the file is larger than 256 MB", remedy: "check that this is the right file")
      }
    }
    self.bytes = bytes
    isObject = bytes.first { !JSONElements.isBlank($0) } == UInt8(ascii: "{")
    skipBlanks()
    guard offset < bytes.count, isObject || bytes[offset] == UInt8(ascii: "[") else {
      throw fault("neither an array nor an object begins here")
    }
    offset += 1
  }

  /// The next element; nil after the last.
  func next() throws(SourceError) -> Element? {
    skipBlanks()
    if take(isObject ? "}" : "]") {
      skipBlanks()
      guard offset == bytes.count else { throw fault("something follows the end") }
      return nil
    }
    if !isEmpty {
      guard take(",") else { throw fault("a comma or the end is missing") }
      skipBlanks()
    }
    isEmpty = false
    var key = ""
    if isObject {
      let start = offset
      try skipValue()
      key = try JSONElements.decode(String.self, from: bytes[start..<offset], .byte(start + 1), name)
      skipBlanks()
      guard take(":") else { throw fault("a colon is missing after the name") }
      skipBlanks()
    }
    let start = offset
    try skipValue()
    return Element(key: key, bytes: bytes[start..<offset], firstByte: start + 1)
  }

  func decode<Value: Decodable>(_ type: Value.Type, _ element: Element) throws(SourceError) -> Value {
    try JSONElements.decode(type, from: element.bytes, .byte(element.firstByte), name)
  }

  /// Decodes one value, with `names_like_this` as properties like `namesLikeThis`. A field that is missing or of the wrong
  /// kind is named.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: some Sequence<UInt8>, _ place: SourceError.Place, _ file: String
  ) throws(SourceError) -> Value {
    let message: String
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(type, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, _) {
      message = "no value for \(key.stringValue)"
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
      message = "\(context.codingPath.last?.stringValue ?? "the record") is not of the kind it should be"
    } catch {
      message = "not well-formed JSON"
    }
    throw SourceError(.malformed, file: file, place: place, message: message, remedy: "get the file again")
  }

  /// Passes over one value: to its closing bracket or quote, or to the next delimiter.
  private func skipValue() throws(SourceError) {
    var depth = 0
    var inText = false
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if inText {
        if byte == UInt8(ascii: "\\") {
          offset += 1
        } else if byte == UInt8(ascii: "\"") {
          inText = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): inText = true
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":"):
          if depth == 0 {
            guard offset > start else { throw fault("a value is missing") }
            return
          }
          if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
        default: break
        }
      }
      offset += 1
    }
    offset = bytes.count
    throw fault("the file ends in the middle of a value")
  }

  private func take(_ character: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private func skipBlanks() {
    while offset < bytes.count, JSONElements.isBlank(bytes[offset]) { offset += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private func fault(_ message: String) -> SourceError {
    SourceError(
      .malformed, file: name, place: .byte(offset + 1), message: message,
      remedy: "the file is damaged or cut off; get it again")
  }
}
