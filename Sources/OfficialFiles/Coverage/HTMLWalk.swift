internal import CLibXML

/// Walks a parsed document and gathers its lines.
struct HTMLWalk {
  private(set) var blocks: [TextBlock] = []
  private var line = ""
  private var letters = 0
  private var boldLetters = 0
  private var boldDepth = 0
  private var headingDepth = 0
  private var cellDepth = 0
  private var cells = 0
  /// For each open list the number of its next item; nil where items are not numbered.
  private var lists: [(next: Int?, style: Character)] = []
  /// What the next words of an item begin with.
  private var mark: String?
  private var isItem = false

  private static let blockElements: Set<String> = [
    "p", "div", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "hr", "dl",
    "dt",
    "dd", "pre", "section", "article", "caption",
  ]
  private static let silent: Set<String> = ["script", "style", "head", "title"]

  mutating func visit(_ node: xmlNodePtr) {
    if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE {
      if let content = node.pointee.content { add(String(cString: content)) }
      return
    }
    guard node.pointee.type == XML_ELEMENT_NODE, let name = node.pointee.name.map({ String(cString: $0) }),
      !HTMLWalk.silent.contains(name)
    else { return }
    begin(name, node)
    var child = node.pointee.children
    while let next = child {
      visit(next)
      child = next.pointee.next
    }
    end(name, node)
  }

  private mutating func begin(_ name: String, _ node: xmlNodePtr) {
    if HTMLWalk.blockElements.contains(name) { breakLine() }
    switch name {
    case "strong", "b": boldDepth += 1
    case "ul": lists.append((nil, "-"))
    case "ol":
      let start = attribute("start", of: node).flatMap { Int($0) } ?? 1
      lists.append((start, attribute("type", of: node)?.first ?? "1"))
    case "li": mark = nextMark()
    case "tr": cells = 0
    case "td", "th":
      if cells > 0 { line += " | " }
      cells += 1
      cellDepth += 1
    default: if isHeading(name, node) { headingDepth += 1 }
    }
  }

  private mutating func end(_ name: String, _ node: xmlNodePtr) {
    if name == "td" || name == "th" { cellDepth -= 1 }
    if HTMLWalk.blockElements.contains(name) || isHeading(name, node) { breakLine() }
    switch name {
    case "strong", "b": boldDepth -= 1
    case "ul", "ol": lists.removeLast()
    case "li": mark = nil
    default: if isHeading(name, node) { headingDepth -= 1 }
    }
  }

  /// Elements that say themselves that they are headings; the pages of the database mark them by a class.
  private func isHeading(_ name: String, _ node: xmlNodePtr) -> Bool {
    if name.utf8.count == 2, name.first == "h", name != "hr" { return true }
    return name == "span" && attribute("class", of: node)?.hasSuffix("subheader") == true
  }

  private func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    guard let value = xmlGetProp(node, name) else { return nil }
    defer { clibxml_free(value) }
    return String(cString: value)
  }

  private mutating func nextMark() -> String {
    guard let (next, style) = lists.last, let next else { return "- " }
    lists[lists.count - 1].next = next + 1
    guard style == "a" || style == "A", (1...26).contains(next) else { return "\(next). " }
    let letter = Character(Unicode.Scalar(UInt8(next - 1) + (style == "a" ? 97 : 65)))
    return "\(letter). "
  }

  private mutating func add(_ text: String) {
    for scalar in text.unicodeScalars {
      // Soft hyphens and marks without width.
      if scalar == "\u{AD}" || scalar == "\u{200B}" || scalar == "\u{FEFF}" { continue }
      if scalar.properties.isWhitespace || scalar == "\u{A0}" {
        if let last = line.unicodeScalars.last, last != " " { line += " " }
        continue
      }
      if let mark {
        line += mark
        isItem = true
        self.mark = nil
      }
      line.unicodeScalars.append(scalar)
      letters += 1
      if boldDepth > 0 { boldLetters += 1 }
    }
  }

  /// Ends the line, except in a table, where a row is one line.
  private mutating func breakLine() {
    if cellDepth == 0 {
      endLine()
    } else if let last = line.last, last != " " {
      line += " "
    }
  }

  mutating func endLine() {
    let text = line.trimmed
    if !text.isEmpty {
      let isMarked = headingDepth > 0 || boldLetters * 10 >= letters * 9
      var block = TextBlock(text: text)
      block.isHeading = !isItem && !text.contains(" | ") && (isMarked ? block.wordCount <= 15 : looksLikeHeading(block))
      blocks.append(block)
    }
    line = ""
    letters = 0
    boldLetters = 0
    isItem = false
  }

  private func looksLikeHeading(_ block: TextBlock) -> Bool {
    guard block.wordCount <= 8, let last = block.text.last, last != ".", last != ";", last != "," else { return false }
    // A small letter or two may follow an abbreviation: "MONITORS (CGMs)".
    let capitals = block.text.unicodeScalars.count { $0.properties.isUppercase }
    let small = block.text.unicodeScalars.count { $0.properties.isLowercase }
    if capitals >= 4, small * 8 <= capitals { return true }
    return block.text.prefixMatch(of: /[A-H]\. [A-Z]/) != nil
  }
}
