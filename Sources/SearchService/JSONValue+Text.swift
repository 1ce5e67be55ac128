public import CodeSearch
internal import FoundationEssentials

extension JSONValue {
  /// The most bytes that ``init(bytes:limit:)`` reads unless told otherwise: 1 MB.
  public static let byteLimit = 1 << 20
  /// The most lists and objects within each other.
  public static let depthLimit = 64

  /// Reads JSON text in UTF-8.
  /// - Throws: `CodeSearchError` `.query` for text that is too large, too deep, not UTF-8 or not JSON.
  public init(bytes: some Collection<UInt8>, limit: Int = byteLimit) throws(CodeSearchError) {
    guard bytes.count <= limit else {
      throw CodeSearchError(.query, "the JSON has \(bytes.count) bytes", hint: "at most \(limit) are read")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw CodeSearchError(.query, "the JSON is not UTF-8", hint: "write it in UTF-8")
    }
    guard JSONValue.depth(of: bytes) <= JSONValue.depthLimit else {
      throw CodeSearchError(
        .query, "the JSON has more than \(JSONValue.depthLimit) levels", hint: "write it with fewer")
    }
    do {
      self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw CodeSearchError(.query, "the JSON cannot be read", hint: "check quotes, commas and brackets")
    }
  }

  /// Reads JSON text.
  /// - Throws: as ``init(bytes:limit:)``.
  public init(json text: String) throws(CodeSearchError) { try self.init(bytes: text.utf8) }

  /// The value as JSON text on one line, members in the order of their names.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Nothing in it can fail but a number that is not finite, which JSON text never holds.
    guard let encoded = try? encoder.encode(self) else { return "null" }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// How many brackets are open at once, at most; those in strings do not count.
  private static func depth(of bytes: some Collection<UInt8>) -> Int {
    var depth = 0
    var deepest = 0
    var isInString = false
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        isEscaped = false
      } else if isInString, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      } else if !isInString, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        depth += 1
        deepest = max(deepest, depth)
      } else if !isInString, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        depth -= 1
      }
    }
    return deepest
  }
}

extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let items = try? container.decode([JSONValue].self) {
      self = .array(items)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .number(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .array(let items): try container.encode(items)
    case .object(let members): try container.encode(members)
    }
  }
}
