internal import CodingKnowledge

/// Finds the sections of the coding guidelines. A line is a heading where its number is the one that comes next at its
/// level; so numbers inside the text do not count.
struct GuidelineOutline {
  private(set) var sections: [DocumentSection] = []
  private let document: String
  /// The number reached at each open level: section, letter, number, letter, number, letter, roman number.
  private var numbers: [Int] = []
  private var marks: [String] = []

  init(_ lines: [DocumentLine], document: String) {
    self.document = document
    open("Introduction", "Introduction", parent: nil)
    let body = GuidelineOutline.bodyStart(lines)
    let contents = lines[..<body].firstIndex { GuidelineOutline.isLeader($0.text) } ?? body
    // The first line of the contents is the document's own title.
    sections[0].lines = Array(lines[..<contents])
    var index = body
    while index < lines.count {
      if lines[index].text == "Appendix I" {
        index = openAppendix(lines, index)
      } else if let heading = heading(lines[index].text) {
        let (title, next) = GuidelineOutline.title(heading.title, lines, index + 1)
        open(heading, title)
        index = next
      } else {
        sections[sections.count - 1].lines.append(lines[index])
        index += 1
      }
    }
  }

  // MARK: Places

  /// The first line after the table of contents: `Section I.` without dots to a page number.
  private static func bodyStart(_ lines: [DocumentLine]) -> Int {
    lines.indices.first { index in
      lines[index].text.hasPrefix("Section I. ")
        && !lines[index...].prefix(3).contains { isLeader($0.text) }
    } ?? lines.count
  }

  private static func isLeader(_ line: String) -> Bool { line.contains(".....") }

  private mutating func open(_ identifier: String, _ title: String, parent: String?) {
    let place = identifier == "Introduction" ? "introduction" : "section \(identifier)"
    sections.append(
      DocumentSection(
        target: Target(.guideline, identifier), title: title, parent: parent, citation: "\(document), \(place)"))
  }

  private mutating func open(_ heading: Heading, _ title: String) {
    numbers = Array(numbers.prefix(heading.level)) + [heading.number]
    marks = Array(marks.prefix(heading.level)) + [heading.mark]
    let parent = marks.count > 1 ? marks.dropLast().joined(separator: ".") : nil
    open(marks.joined(separator: "."), title, parent: parent)
  }

  /// The appendix goes on to the end of the document; its title is the next line.
  private mutating func openAppendix(_ lines: [DocumentLine], _ index: Int) -> Int {
    numbers = []
    marks = []
    let title = lines.indices.dropFirst(index + 1).first { !lines[$0].text.isEmpty } ?? index
    open("Appendix.I", lines[title].text, parent: nil)
    sections[sections.count - 1].citation = "\(document), appendix I"
    return title + 1
  }

  // MARK: Headings

  private struct Heading {
    /// 0 for sections to 6 for roman numbers.
    var level: Int
    var number: Int
    /// As it goes into the identifier.
    var mark: String
    var title: Substring
  }

  private func heading(_ line: String) -> Heading? {
    let candidates = GuidelineOutline.candidates(line)
    // `(i)` may be the ninth letter or the first roman number: the letter where an `(h)` came before.
    return candidates.first { candidate in
      if candidate.level < numbers.count { return candidate.number == numbers[candidate.level] + 1 }
      return candidate.level == numbers.count && candidate.number == 1
    }
  }

  /// What the beginning of a line may number.
  private static func candidates(_ line: String) -> [Heading] {
    if line.hasPrefix("Section "), let dot = line.firstIndex(of: ".") {
      let mark = line[line.index(line.startIndex, offsetBy: 8)..<dot]
      let title = line[line.index(after: dot)...]
      guard title.hasPrefix(" "), let number = romans.firstIndex(of: mark.lowercased()) else { return [] }
      return [Heading(level: 0, number: number + 1, mark: String(mark), title: title.dropFirst())]
    }
    guard let blank = line.firstIndex(of: " ") else { return [] }
    let sign = line[..<blank]
    let title = line[line.index(after: blank)...]
    guard let end = sign.last, end == "." || end == ")", !title.isEmpty else { return [] }
    let isEnclosed = sign.first == "("
    let mark = String(sign.dropFirst(isEnclosed ? 1 : 0).dropLast())
    var headings: [Heading] = []
    func add(_ level: Int, _ number: Int?) {
      if let number { headings.append(Heading(level: level, number: number, mark: mark, title: title)) }
    }
    switch (isEnclosed, end) {
    case (true, ")"):
      add(5, letter(mark, "a"))
      add(6, romans.firstIndex(of: mark).map { $0 + 1 })
    case (false, ")"): add(4, number(mark))
    case (false, "."):
      add(1, letter(mark, "A"))
      add(2, number(mark))
      add(3, letter(mark, "a"))
    default: break
    }
    return headings
  }

  private static let romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]

  private static func letter(_ mark: String, _ first: Unicode.Scalar) -> Int? {
    guard mark.utf8.count == 1, let byte = mark.utf8.first, byte.isLetter else { return nil }
    let number = Int(byte) - Int(first.value) + 1
    return (1...26).contains(number) ? number : nil
  }

  private static func number(_ mark: String) -> Int? {
    mark.utf8.count <= 2 && mark.utf8.allSatisfy(\.isDigit) ? Int(mark) : nil
  }

  // MARK: Titles over several lines

  /// The words that no title ends with.
  private static let open: Set<String> = [
    "a", "an", "and", "as", "by", "due", "for", "from", "in", "of", "on", "or", "other", "that", "the", "to", "with",
    "without",
  ]

  /// The whole title, and the index of the line behind it.
  private static func title(_ start: Substring, _ lines: [DocumentLine], _ next: Int) -> (String, Int) {
    var title = String(start)
    var index = next
    while index < min(next + 2, lines.count), goesOn(title, lines, index) {
      title += (title.hasSuffix("-") ? "" : " ") + lines[index].text
      index += 1
    }
    return (title, index)
  }

  private static func goesOn(_ title: String, _ lines: [DocumentLine], _ index: Int) -> Bool {
    let line = lines[index].text
    guard let first = line.first, candidates(line).isEmpty, !title.hasSuffix("."), !line.hasPrefix("See ") else {
      return false
    }
    if title.hasSuffix("-") || title.hasSuffix(",") { return true }
    if let last = title.split(separator: " ").last, open.contains(last.lowercased()) { return true }
    if first.isLowercase || first == "(" { return true }
    // A title that fills its line goes on in a short one: `… Coronary Microvascular` and `Dysfunction`. What goes on in
    // the line after that is a sentence.
    let next = index + 1 < lines.count ? lines[index + 1].text.first : nil
    return next?.isLowercase != true && title.utf8.count >= 45 && line.utf8.count <= 55 && !line.hasSuffix(".")
      && !line.hasSuffix(":")
      && line.contains(where: \.isLowercase) && !line.contains("eserved for ")
  }
}
