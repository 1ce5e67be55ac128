internal import CodingKnowledge

/// A section of a document while it is being read: what it is called, and its lines.
struct DocumentSection {
  var target: Target
  var title: String
  /// The identifier of the section above.
  var parent: String?
  var validity = DayRange.always
  /// What a passage is cited by, without its page.
  var citation: String
  /// What stands before the number of a page, for example `II-`.
  var pagePrefix = ""
  /// Blank lines part paragraphs.
  var lines: [DocumentLine] = []

  /// Hands on the section and its passages, each with the page on which it begins.
  func emitAll(_ emit: (KnowledgeValue) throws(SourceError) -> Void) throws(SourceError) {
    try emit(.code(Code(target, title: title, parent: parent, validity: validity)))
    let paragraphs = DocumentParagraph.all(of: lines)
    let pages = paragraphs.flatMap(\.pages)
    var word = 0
    for piece in PassageCut.pieces(of: paragraphs.map { TextBlock(text: $0.words.joined(separator: " ")) }) {
      let page = word < pages.count ? pages[word] : nil
      let place = page.map { "\(citation), page \(pagePrefix)\($0)" } ?? citation
      try emit(.passage(Passage(target, text: piece.text, citation: place, page: page)))
      word += piece.text.split(whereSeparator: \.isWhitespace).count
    }
  }
}

/// The words of a paragraph, and the page of each.
private struct DocumentParagraph {
  var words: [String] = []
  var pages: [Int?] = []

  /// Lines between blank ones make a paragraph; one that goes on over the page stays one.
  static func all(of lines: [DocumentLine]) -> [DocumentParagraph] {
    var all: [DocumentParagraph] = []
    var current = DocumentParagraph()
    var wasBlank = false
    for line in lines {
      if line.text.isEmpty {
        wasBlank = true
        continue
      }
      if wasBlank, !current.words.isEmpty, !(current.isOpen && current.pages.last != line.page) {
        all.append(current)
        current = DocumentParagraph()
      }
      wasBlank = false
      current.add(line)
    }
    return current.words.isEmpty ? all : all + [current]
  }

  /// True where no sentence has ended yet.
  private var isOpen: Bool { words.last?.last.map { !".:;!?”\")".contains($0) } ?? false }

  private mutating func add(_ line: DocumentLine) {
    for (index, word) in line.text.split(separator: " ").enumerated() {
      if index == 0, let last = words.last, DocumentParagraph.joins(last, word) {
        words[words.count - 1] = last + word
      } else {
        words.append(String(word))
        pages.append(line.page)
      }
    }
  }

  /// True where a line was broken behind a hyphen inside a word: `COVID-` and `19`, but not behind the dash of a code
  /// that lacks characters: `G20-` and `represents`.
  private static func joins(_ last: String, _ next: Substring) -> Bool {
    guard last.hasSuffix("-"), let before = last.dropLast().last, before.isLetter || before.isNumber,
      let first = next.first, first.isLetter || first.isNumber
    else { return false }
    let stem = last.dropLast().drop { !$0.isLetter && !$0.isNumber }
    return !isCodeLike(stem) || isCodeLike(next)
  }

  private static func isCodeLike(_ word: Substring) -> Bool {
    let bytes = Array(word.utf8.prefix(3))
    return bytes.count == 3 && bytes[0].isCapital && bytes[1].isDigit && (bytes[2].isDigit || bytes[2].isCapital)
  }
}
