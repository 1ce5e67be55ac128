/// Text for people in sections of wrapped lines.
struct Sheet {
  let terminal: Terminal
  private var lines: [String] = []

  init(_ terminal: Terminal) { self.terminal = terminal }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// The first line, in bold up to its first double blank.
  mutating func head(_ code: String, _ rest: String...) {
    let head = ([terminal.styled(code, .bold).fixed] + rest.map { SafeText.visible($0) })
      .filter { !$0.isEmpty }.joined(separator: "\u{A0}\u{A0}")
    lines.append(terminal.wrapped(head, indent: 2, firstIndent: 0))
  }

  mutating func section(_ title: String) {
    lines.append("")
    lines.append(terminal.styled(title, .bold))
  }

  mutating func item(_ text: String, indent: Int = 4, first: Int = 2) {
    // A text of several lines keeps them, each below the first.
    for (number, line) in text.split(separator: "\n").enumerated() {
      lines.append(
        terminal.wrapped(SafeText.visible(String(line)), indent: indent, firstIndent: number == 0 ? first : indent))
    }
  }
}
