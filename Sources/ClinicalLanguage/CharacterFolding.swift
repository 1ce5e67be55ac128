/// The character filter: case, accents, ligatures, Greek letters and Unicode punctuation fold to plain ASCII.
enum CharacterFolding {
  /// Writes the folded text and, for each of its bytes, the offset of the byte of `text` that it came from. One further
  /// origin marks the end.
  static func fold(_ text: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8], origin: inout [UInt32]) {
    folded.removeAll(keepingCapacity: true)
    origin.removeAll(keepingCapacity: true)
    if text.allSatisfy({ $0 < 0x80 }) {
      folded.append(contentsOf: text.lazy.map(plain))
      origin.append(contentsOf: 0..<UInt32(truncatingIfNeeded: text.count))
      origin.append(UInt32(truncatingIfNeeded: text.count))
      return
    }
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        folded.append(plain(byte))
        origin.append(UInt32(truncatingIfNeeded: index))
        index += 1
        continue
      }
      let (scalar, length) = decode(text, at: index)
      let start = UInt32(truncatingIfNeeded: index)
      if isMicro(scalar, before: index + length, in: text) {
        folded.append(contentsOf: [UInt8(ascii: "m"), UInt8(ascii: "c")])
        origin.append(contentsOf: [start, start])
      } else if let replacement = replacement(scalar) {
        for byte in replacement.utf8 {
          folded.append(byte)
          origin.append(start)
        }
      } else {
        for byte in fallback(scalar) {
          folded.append(byte)
          origin.append(start)
        }
      }
      index += length
    }
    origin.append(UInt32(truncatingIfNeeded: text.count))
  }

  /// True for the sign of `µg`, which is written `mcg` elsewhere.
  private static func isMicro(_ scalar: UInt32, before next: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard scalar == 0x00B5 || scalar == 0x03BC, next < text.count, text[next] | 0x20 == UInt8(ascii: "g") else {
      return false
    }
    return next + 1 >= text.count || !(text[next + 1] | 0x20).isLetter
  }

  /// An ASCII byte in lower case.
  private static func plain(_ byte: UInt8) -> UInt8 {
    byte &- 65 < 26 ? byte | 0x20 : byte == UInt8(ascii: "`") ? UInt8(ascii: "'") : byte
  }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let lead = text[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    guard length > 1, index + length <= text.count else { return (0xFFFD, 1) }
    var value = UInt32(lead) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for offset in 1..<length {
      let byte = text[index + offset]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }

  /// The ASCII spelling of a scalar; an empty string for marks that vanish; nil where there is no rule.
  private static func replacement(_ scalar: UInt32) -> StaticText? {
    switch scalar {
    case 0x00A0, 0x00AA, 0x00BA, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: " "
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0x0300...0x036F, 0x00AE, 0x2122: ""
    case 0x00B4, 0x2018, 0x2019, 0x201A, 0x201B, 0x02BC, 0x02B9, 0x2032, 0xFF07: "'"
    case 0x201C...0x201F, 0x2033, 0x00AB, 0x00BB: "\""
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: "-"
    case 0x2044, 0x2215: "/"
    case 0x2026: "..."
    case 0x00B2: "2"
    case 0x00B3: "3"
    case 0x00B9: "1"
    case 0x00BC: " 1/4"
    case 0x00BD: " 1/2"
    case 0x00BE: " 3/4"
    case 0x2080...0x2089: digit(scalar - 0x2080)
    case 0x2070, 0x2074...0x2079: digit(scalar - 0x2070)
    case 0x2160...0x216B: StaticText(roman[Int(scalar - 0x2160)])
    case 0x2170...0x217B: StaticText(roman[Int(scalar - 0x2170)])
    case 0x00B5: "mu"
    case 0x0391...0x03A9: StaticText(greek[Int(scalar - 0x0391)])
    case 0x03B1...0x03C9: StaticText(greek[Int(scalar - 0x03B1)])
    case 0x00C0...0x017F: StaticText(latin[Int(scalar - 0x00C0)])
    case 0x1E00...0x1EFF: nil
    case 0xFB00: "ff"
    case 0xFB01: "fi"
    case 0xFB02: "fl"
    case 0xFB03: "ffi"
    case 0xFB04: "ffl"
    default: nil
    }
  }

  private static func digit(_ value: UInt32) -> StaticText { StaticText(String(value)) }

  /// Fullwidth forms become ASCII, other letters keep their lower-case UTF-8, all else separates words.
  private static func fallback(_ value: UInt32) -> [UInt8] {
    if (0xFF01...0xFF5E).contains(value) {
      let byte = UInt8(value - 0xFF01 + 0x21)
      return [byte &- 65 < 26 ? byte | 0x20 : byte]
    }
    guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { return [0x20] }
    let lower = scalar.properties.lowercaseMapping
    if let first = lower.unicodeScalars.first, first.isASCII { return [UInt8(first.value)] }
    return Array(lower.utf8)
  }

  private static let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]

  private static let greek = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]

  /// U+00C0 to U+017F in order.
  private static let latin: [String] =
    ("a a a a a a ae c e e e e i i i i d n o o o o o x o u u u u y th ss a a a a a a ae c e e e e i i i i d n o o o o o "
    + "/ o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i "
    + "i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t "
    + "t u u u u u u u u u u u u w w y y y z z z z z z s").split(separator: " ").map(String.init)
}

/// A short replacement text; its own type so that the table above reads as text.
struct StaticText: ExpressibleByStringLiteral {
  var utf8: [UInt8]

  init(_ text: String) { utf8 = Array(text.utf8) }
  init(stringLiteral text: String) { self.init(text) }
}
