/// Names and values in the order in which a form sends them; a name may stand several times.
///
/// Source: the `application/x-www-form-urlencoded` serialisation of the WHATWG URL Standard.
public struct FormFields: Sendable {
  public var pairs: [(name: String, value: String)] = []

  public init() {}

  /// Reads `q=kidney+stone&system=cpt`. Bytes that are no UTF-8 become U+FFFD.
  public init(_ text: String) {
    for piece in text.split(separator: "&") {
      let mark = piece.firstIndex(of: "=") ?? piece.endIndex
      let value = mark == piece.endIndex ? "" : piece[piece.index(after: mark)...]
      pairs.append((FormFields.decoded(piece[..<mark]), FormFields.decoded(value)))
    }
  }

  /// The first value of that name that is not empty.
  subscript(name: String) -> String? { pairs.first { $0.name == name && !$0.value.isEmpty }?.value }

  /// All values of that name, empty ones too.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  mutating func append(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { pairs.append((name, value)) }
  }

  /// The fields as a query, with its question mark; empty where there are none.
  var query: String {
    let text = pairs.map { FormFields.encoded($0.name) + "=" + FormFields.encoded($0.value) }.joined(separator: "&")
    return text.isEmpty ? "" : "?" + text
  }

  static func decoded(_ text: Substring, plusIsBlank: Bool = true) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let high = digit(rest.first), let low = digit(rest.dropFirst().first) {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") && plusIsBlank ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Percent-encoded, for a query's value and for a segment of a path alike.
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case let byte? where byte >= 0x30 && byte <= 0x39: byte - 0x30
    case let byte? where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }
}
