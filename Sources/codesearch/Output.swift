import Glibc
import Synchronization

/// Standard output and standard error, written at once; a failure is remembered and decides the exit status.
enum Output {
  private static let failed = Atomic<Bool>(false)

  static func write(_ text: String) { write(text, to: STDOUT_FILENO) }

  static func line(_ text: String = "") { write(text + "\n") }

  /// A message for people, made safe to print.
  static func message(_ text: String) { write("codesearch: \(SafeText.visible(text))\n", to: STDERR_FILENO) }

  /// False where something could not be written to standard output.
  static var isWhole: Bool { !failed.load(ordering: .relaxed) }

  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          if descriptor == STDOUT_FILENO { failed.store(true, ordering: .relaxed) }
          return
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
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
