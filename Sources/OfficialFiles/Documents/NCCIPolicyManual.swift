public import CodingKnowledge

/// The Medicare NCCI Policy Manual, whole or in part, as the text of the published PDF.
///
/// Source: CMS, one edition per calendar year. Pages end in `Revision Date (Medicare): 1/1/2025 II-5`, which tells the
/// chapter; letters head sections, numbers (in section I.E letters) head rules. Sections are known by `NCCI II.B.3`.
public struct NCCIPolicyManual: SourceFormat {
  static let title = "Medicare NCCI Policy Manual"
  static let footer = "Revision Date (Medicare):"
  private static var datedFooter: Regex<(Substring, Substring, Substring, Substring)> {
    /Revision Date \(Medicare\): +([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})/
  }

  public init() {}

  public var identifier: String { "ncci-policy-manual" }

  public func recognises(_ head: SourceHead) -> Bool {
    guard !head.bytes.contains(0) else { return false }
    // Other texts speak of the footer; a page of the manual has it with its date.
    return head.bytes.firstRange(of: Array(Self.footer.utf8)) != nil
      && head.bytes.firstRange(of: Array("NCCI".utf8)) != nil
      && TextDecoding.text(head.bytes).contains(Self.datedFooter)
  }

  /// An edition holds for its calendar year: the next one replaces it on January 1, so that its end is known.
  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let text = TextDecoding.text(head.bytes)
    let dates = text.matches(of: Self.datedFooter)
    guard let content = dates.compactMap({ Int($0.3) }).max() else {
      throw SourceError(
        .release, file: head.name, message: "no page tells its revision date", remedy: "get the file again")
    }
    let year = try ReleaseClues(head, hint).date(content: ReleaseClues.Date(year: content)).year
    let period = DayRange(from: Day(year: year, month: 1, day: 1), through: Day(year: year, month: 12, day: 31))
    // A part of an edition stands beside the whole ones: what it leaves out has not ended.
    let isWhole = text.contains("Table of Contents")
    return SourceDescription(
      format: identifier, title: isWhole ? Self.title : "\(Self.title) (extract)", series: .documents,
      release: Release(scope: .manual, version: String(year), effective: period),
      licence: "US Government work (CMS); CPT wording quoted in it is the American Medical Association's")
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let document = try DocumentLines(stream)
    let pages = NCCIPage.all(of: document.lines)
    guard !pages.isEmpty else {
      throw SourceError(
        .malformed, file: document.file, place: .line(document.lines.last?.number ?? 1),
        message: "no page ends in \"\(Self.footer)\" and its number", remedy: "get the file again")
    }
    let outline = NCCIOutline(pages, edition: "\(Self.title) \(description.release.version)")
    for section in outline.sections { try section.emitAll(emit) }
  }
}

/// A page of the manual.
struct NCCIPage {
  /// `I` to `XIII`, or `Intro`.
  var chapter: String
  /// Counted from 1 in each chapter.
  var number: Int
  /// As printed, for example `2/28/2025`.
  var revised: String
  var lines: [DocumentLine]

  /// The numbered pages; those of the table of contents in front have none.
  static func all(of lines: [DocumentLine]) -> [NCCIPage] {
    var pages: [NCCIPage] = []
    var current: [DocumentLine] = []
    var revised: String?
    for line in lines {
      var rest = line.text[...]
      if let mark = rest.firstRange(of: NCCIPolicyManual.footer) {
        let words = rest[mark.upperBound...].split(separator: " ")
        revised = words.first.map(String.init) ?? ""
        rest = words.count > 1 ? words[1] : ""
      }
      if let date = revised {
        if let (chapter, number) = label(rest) {
          pages.append(NCCIPage(chapter: chapter, number: number, revised: date, lines: numbered(current, number)))
          current = []
          revised = nil
        }
      } else if line.text.hasPrefix("Page "), line.text.dropFirst(5).allSatisfy(\.isNumber) {
        current = []
      } else {
        current.append(line)
      }
    }
    if let last = pages.last, current.contains(where: { !$0.text.isEmpty }) {
      let lines = numbered(current, last.number + 1)
      pages.append(NCCIPage(chapter: last.chapter, number: last.number + 1, revised: last.revised, lines: lines))
    }
    return pages
  }

  private static func numbered(_ lines: [DocumentLine], _ page: Int) -> [DocumentLine] {
    // A line of the text is a paragraph; in a PDF blank lines part them.
    lines.map { DocumentLine(text: $0.text, number: $0.number, page: page) }
  }

  private static func label(_ text: Substring) -> (String, Int)? {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let number = Int(parts[1]) else { return nil }
    guard parts[0] == "Intro" || parts[0].allSatisfy({ "IVX".contains($0) }) else { return nil }
    return (String(parts[0]), number)
  }

  var isContents: Bool {
    lines.first { !$0.text.isEmpty }?.text == "Table of Contents" || lines.contains { $0.text.contains("......") }
  }
}
