import CodingKnowledge
import Glibc

/// What standard output is, and how text for people is to look on it.
struct Terminal {
  var isInteractive: Bool
  var usesColor: Bool
  var width: Int
  var height: Int

  /// Standard output as it is: colour on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  static func current() -> Terminal {
    let isInteractive = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let hasSize = isInteractive && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let columns = environment("COLUMNS").flatMap { Int($0) }
    let noColor = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return Terminal(
      isInteractive: isInteractive, usesColor: isInteractive && !noColor && environment("TERM") != "dumb",
      width: max(40, columns ?? (hasSize ? Int(size.ws_col) : 100)), height: hasSize ? Int(size.ws_row) : 0)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case match = "1;33"
  }

  func styled(_ text: String, _ style: Style) -> String {
    usesColor && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// `text` broken at blanks so that no line is longer than the width, each line after the first indented. A no-break
  /// space keeps its place and is printed as a blank.
  func wrapped(_ text: String, indent: Int, firstIndent: Int? = nil) -> String {
    var lines: [String] = []
    var line = String(repeating: " ", count: firstIndent ?? indent)
    var length = firstIndent ?? indent
    var isEmpty = true
    for word in text.split(separator: " ") {
      let count = Terminal.columns(word)
      if !isEmpty, length + 1 + count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        length = indent
        isEmpty = true
      }
      if !isEmpty {
        line += " "
        length += 1
      }
      line += String(word)
      length += count
      isEmpty = false
    }
    lines.append(line)
    // Few texts have what the last line looks for.
    let wrapped = lines.plainlyJoined("\n")
    guard wrapped.utf8.contains(0xA0) else { return wrapped }
    return String(wrapped.map { $0 == "\u{A0}" ? " " : $0 })
  }

  /// Visible characters: escape sequences take no place.
  static func columns(_ text: some StringProtocol) -> Int {
    var count = 0
    var isEscape = false
    for character in text {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { count += 1 }
      if isEscape, character == "m" { isEscape = false }
    }
    return count
  }

  /// Prints text, through a pager where it is longer than the screen.
  func show(_ text: String) {
    let lines = text.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    guard isInteractive, height > 0, lines >= height else {
      Output.write(text)
      return
    }
    let pager = Terminal.environment("PAGER") ?? "less -FRX"
    guard !pager.isEmpty, pager != "cat", let pipe = popen(pager, "w") else {
      Output.write(text)
      return
    }
    fputs(text, pipe)
    pclose(pipe)
  }
}
