internal import CodingKnowledge

/// Finds the sections and rules of the NCCI Policy Manual. As in other documents a line is a heading where its letter or
/// number is the next one; lists inside a rule begin anew at 1.
struct NCCIOutline {
  private(set) var sections: [DocumentSection] = []
  private let edition: String
  private var chapter = ""
  private var letter: Character?
  /// The last rule; 0 before the first.
  private var rule = 0
  /// The last rule headed by a letter, in a section that counts them so.
  private var letteredRule: Character?
  /// The last number of a list inside a rule; 0 outside of one.
  private var item = 0
  private var sectionTitle = ""
  private var page = NCCIPage(chapter: "", number: 0, revised: "", lines: [])
  /// Lines that stand for a paragraph each, as in the text made from the PDF, need a blank between them.
  private let linesAreParagraphs: Bool

  /// The longest step between two rules: where the text is damaged some have lost their numbers.
  private static let longestStep = 7

  init(_ pages: [NCCIPage], edition: String) {
    self.edition = edition
    let lengths = pages.flatMap(\.lines).map(\.text.utf8.count)
    linesAreParagraphs = lengths.contains { $0 > 400 }
    for page in pages {
      self.page = page
      if page.chapter != chapter { openChapter() }
      if page.isContents || (page.number == 1 && page.lines.contains { $0.text == "FOR" || $0.text == "INTRODUCTION" })
      {
        continue
      }
      for line in page.number == 3 ? withoutTitle(page.lines) : page.lines { add(line) }
    }
  }

  private mutating func add(_ line: DocumentLine) {
    if let (heading, text) = headingAtEnd(of: line) {
      append(text)
      add(heading)
      return
    }
    guard let (mark, rest) = NCCIOutline.mark(line.text), let first = mark.first else { return append(line) }
    if mark.count == 1, first.isUppercase {
      guard isNext(first, after: letter), rest.utf8.count <= 100 else { return append(line) }
      letter = first
      (rule, letteredRule, item) = (0, nil, 0)
      sectionTitle = String(rest)
      open("\(chapter).\(first)", sectionTitle, parent: chapter)
    } else if let letter, let number = Int(mark) {
      guard isRule(number) else { return append(line) }
      rule = number
      open("\(chapter).\(letter).\(number)", "\(sectionTitle), rule \(number)", parent: "\(chapter).\(letter)")
      append(DocumentLine(text: String(rest), number: line.number, page: line.page))
    } else if let letter, rule == 0, first.isLowercase, isNext(first, after: letteredRule) {
      letteredRule = first
      let parts = rest.split(separator: ":", maxSplits: 1)
      let name = parts.count == 2 && parts[0].utf8.count <= 60 ? String(parts[0]) : "\(sectionTitle), \(first)"
      open("\(chapter).\(letter).\(first)", name, parent: "\(chapter).\(letter)")
      append(DocumentLine(text: String(rest), number: line.number, page: line.page))
    } else {
      append(line)
    }
  }

  private mutating func append(_ line: DocumentLine) {
    let index = sections.count - 1
    sections[index].lines.append(line)
    if linesAreParagraphs { sections[index].lines.append(DocumentLine(text: "", number: line.number, page: line.page)) }
  }

  /// True where the number is the next rule's, and not that of a list inside one.
  private mutating func isRule(_ number: Int) -> Bool {
    if letteredRule != nil { return false }
    if number == 1, rule > 0 {
      item = 1
      return false
    }
    if item > 0, number == item + 1 {
      item = number
      return false
    }
    item = 0
    return number > rule && number - rule <= (rule == 0 ? 1 : NCCIOutline.longestStep)
  }

  private func isNext(_ letter: Character, after last: Character?) -> Bool {
    guard let value = letter.asciiValue else { return false }
    guard let last = last?.asciiValue else { return letter == "A" || letter == "a" || isExtractStart }
    return value == last + 1
  }

  /// An extract begins with any section.
  private var isExtractStart: Bool { letter == nil && page.number > 3 }

  // MARK: Opening

  private mutating func openChapter() {
    chapter = page.chapter
    (letter, rule, letteredRule, item) = (nil, 0, nil, 0)
    if chapter == "Intro" {
      open("Introduction", "Introduction", parent: nil)
    } else {
      open(chapter, chapterTitle ?? "Chapter \(chapter)", parent: nil)
    }
  }

  private mutating func open(_ name: String, _ title: String, parent: String?) {
    let place = name == chapter ? "chapter \(name)" : name == "Introduction" ? "introduction" : "section \(name)"
    sections.append(
      DocumentSection(
        target: Target(.manual, "NCCI \(name)"), title: title, parent: parent.map { "NCCI \($0)" },
        citation: "\(edition), \(place) (revised \(page.revised))", pagePrefix: "\(page.chapter)-"))
  }

  /// The title on the first page of a chapter, between `CHAPTER II` and the codes that it is about.
  private var chapterTitle: String? {
    let lines = page.lines.map(\.text).filter { !$0.isEmpty }
    guard lines.first == "CHAPTER \(chapter)" else { return nil }
    let title = lines.dropFirst().prefix { line in
      line != "FOR" && !line.uppercased().hasPrefix("CPT CODES") && !line.uppercased().hasPrefix("HCPCS LEVEL")
    }.joined(separator: " ")
    guard !title.contains(where: \.isLowercase) else { return title }
    let small: Set<String> = ["AND", "OF", "OR"]
    let words = title.replacing("/", with: " / ").split(separator: " ").map { word in
      small.contains(String(word)) ? word.lowercased() : String(word.prefix(1)) + word.dropFirst().lowercased()
    }
    return words.joined(separator: " ").replacing(" / ", with: "/")
  }

  /// The third page of a chapter repeats the title among its first lines, before or behind the first heading.
  private func withoutTitle(_ lines: [DocumentLine]) -> [DocumentLine] {
    guard chapter != "Intro", let start = lines.prefix(4).firstIndex(where: { $0.text.hasPrefix("Chapter \(chapter)") })
    else { return lines }
    let length = lines[start...].prefix(4).prefix { line in
      line.text.utf8.count <= 150 && !line.text.hasSuffix(".") && !line.text.hasPrefix("A. ")
    }.count
    return Array(lines[..<start] + lines[(start + length)...])
  }

  // MARK: Lines

  /// `B` and the rest for `B. Evaluation`, `12` and the rest for `12. If`.
  private static func mark(_ line: String) -> (Substring, Substring)? {
    guard let dot = line.prefix(4).firstIndex(of: "."), dot > line.startIndex else { return nil }
    let mark = line[..<dot]
    let rest = line[line.index(after: dot)...]
    guard rest.hasPrefix(" "), rest.contains(where: \.isLetter) else { return nil }
    guard mark.count == 1 && mark.allSatisfy({ $0.isASCII && $0.isLetter }) || mark.utf8.allSatisfy(\.isDigit) else {
      return nil
    }
    return (mark, rest.dropFirst())
  }

  /// A heading that was run into the end of the paragraph before it: `… in this chapter. B. Evaluation Services`.
  private func headingAtEnd(of line: DocumentLine) -> (DocumentLine, DocumentLine)? {
    guard linesAreParagraphs, let letter, let match = line.text.wholeMatch(of: /(.+\.) (([A-Z])\. [A-Z][^.]{3,80})/),
      let next = match.3.first, isNext(next, after: letter)
    else { return nil }
    return (
      DocumentLine(text: String(match.2), number: line.number, page: line.page),
      DocumentLine(text: String(match.1), number: line.number, page: line.page)
    )
  }
}
