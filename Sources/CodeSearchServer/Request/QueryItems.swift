internal import HTTPTypes

/// The parameters of an address, decoded: `%20` and `+` are blanks, and what is not UTF-8 is refused.
struct QueryItems: Sendable {
  private(set) var items: [(name: String, value: String)] = []

  init() {}

  /// - Parameter text: what stands behind the question mark.
  init(_ text: some StringProtocol) throws(ServerFault) {
    for piece in text.split(separator: "&") {
      let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try QueryItems.decoded(parts[0], plusIsBlank: true)
      items.append((name, parts.count > 1 ? try QueryItems.decoded(parts[1], plusIsBlank: true) : ""))
    }
  }

  /// All values of that name, in order.
  func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  /// The only value of that name; nil where it is not given.
  func one(_ name: String) throws(ServerFault) -> String? {
    let values = all(name)
    guard values.count <= 1 else {
      throw ServerFault(.badRequest, "query", "\"\(name)\" is given \(values.count) times")
    }
    return values.first
  }

  static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = false) throws(ServerFault) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else {
          throw ServerFault(.badRequest, "request", "a percent sign in the address has no two digits behind it")
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self), !decoded.unicodeScalars.contains("\u{0}") else {
      throw ServerFault(.badRequest, "request", "the address is not UTF-8, or holds a NUL")
    }
    return decoded
  }

  /// A value as it may stand in an address.
  static func encoded(_ value: String) -> String {
    value.utf8.reduce(into: "") { result, byte in
      let character = Character(UnicodeScalar(byte))
      if byte < 128, character.isLetter || character.isNumber || "-._~".contains(character) {
        result.append(character)
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
