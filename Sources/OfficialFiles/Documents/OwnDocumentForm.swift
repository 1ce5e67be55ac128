/// The form that a document of the user's own is written in.
enum OwnDocumentForm {
  case html, markdown, text

  struct Line {
    var line: DocumentLine
    var isHeading: Bool
    var text: String { line.text }
  }

  /// Nil where neither the content nor the name tells that it is a document.
  init?(_ name: String, _ text: String) {
    let start = text.prefix(1_024).lowercased().drop { $0.isWhitespace }
    let ending = name.lowercased().split(separator: ".").last ?? ""
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") || ending == "html" || ending == "htm" {
      self = .html
    } else if ending == "md" || ending == "markdown" {
      self = .markdown
    } else if ["txt", "text", "pdf"].contains(ending) {
      self = .text
    } else {
      return nil
    }
  }

  /// The file's name without its ending.
  static func bareName(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The title that the document gives itself: its first heading, in HTML before that its `title`.
  func title(of text: String) -> String? {
    if self == .html, let title = HTMLDocument(text)?.title { return title }
    return lines(of: text).first(where: \.isHeading)?.text
  }

  func lines(of text: String) -> [Line] {
    switch self {
    case .html:
      HTMLText.blocks(of: text).flatMap { block in
        let line = Line(line: DocumentLine(text: block.text, number: 1), isHeading: block.isHeading)
        return [line, Line(line: DocumentLine(text: "", number: 1), isHeading: false)]
      }
    case .markdown: OwnDocumentForm.plain(text).map(OwnDocumentForm.withoutMarks)
    case .text: OwnDocumentForm.withTitle(OwnDocumentForm.plain(text))
    }
  }

  private static func plain(_ text: String) -> [Line] {
    DocumentLines.lines(of: text).map { Line(line: $0, isHeading: false) }
  }

  /// Headings by their `#`; the signs for bold and code left out.
  private static func withoutMarks(_ line: Line) -> Line {
    var line = line
    let marks = line.text.prefix { $0 == "#" }.count
    if (1...6).contains(marks), line.text.dropFirst(marks).first == " " {
      line.isHeading = true
      line.line.text = String(line.text.dropFirst(marks + 1))
    }
    line.line.text = line.text.replacing("**", with: "").filter { $0 != "`" }
    return line
  }

  /// A first line that stands by itself and is no sentence is the title.
  private static func withTitle(_ lines: [Line]) -> [Line] {
    var lines = lines
    guard let first = lines.firstIndex(where: { !$0.text.isEmpty }), first + 1 < lines.count,
      lines[first + 1].text.isEmpty, lines[first].text.utf8.count <= 100, lines[first].text.last != "."
    else { return lines }
    lines[first].isHeading = true
    return lines
  }
}
