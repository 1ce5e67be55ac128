/// How the bytes of official text files become text: UTF-8 where they are, else Windows-1252.
public enum TextDecoding {
  /// The text of `bytes`. Never fails: each byte means something in Windows-1252.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    let array = Array(bytes)
    return array.withUnsafeBytes { text($0) }
  }

  /// The text of `bytes`.
  public static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes { text.unicodeScalars.append(scalar(byte)) }
    return text
  }

  /// What `byte` means in Windows-1252. The five bytes that it leaves open mean what they mean in Latin-1, as browsers
  /// read them.
  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    (0x80..<0xA0).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  private static let upper: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]

  /// The byte order mark of UTF-8.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
