import Glibc

/// Standard output, written through the C library's buffer, with an error that is noticed at the end.
enum Output {
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      _ = fwrite(bytes.baseAddress, 1, bytes.count, stdout)
    }
  }

  static func line(_ text: String = "") { write(text + "\n") }

  /// False where something could not be written.
  static func flush() -> Bool { fflush(stdout) == 0 && ferror(stdout) == 0 }
}

/// Text from files and queries, made safe to print: a terminal must not obey what a title says.
enum SafeText {
  /// Control characters, escapes and bidirectional controls become visible; line feeds and tabs stay.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: true
    default: false
    }
  }
}
