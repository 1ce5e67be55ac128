public import CodingKnowledge

/// The ICD-10-CM Official Guidelines for Coding and Reporting, as the text of the published PDF or as Markdown.
///
/// Source: CMS and NCHS, one issue per fiscal year. Page 1 tells the release; pages end in a footer of three lines, the
/// last `Page 7 of 121`. Sections are numbered `Section I.`, `C.`, `4.`, `a.`, `1)`, `(a)`, `(i)` and known by
/// `I.C.4.a.1.a.i`, as the text itself refers to them.
public struct CodingGuidelines: SourceFormat {
  private static let title = "ICD-10-CM Official Guidelines for Coding and Reporting"

  public init() {}

  public var identifier: String { "icd10cm-guidelines" }

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.documentLines(6)
    return lines.first.map { $0.hasSuffix(Self.title) } == true && lines.contains { Self.year(in: $0) != nil }
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let lines = head.documentLines(6)
    guard let year = lines.lazy.compactMap(Self.year).first else {
      throw SourceError(
        .release, file: head.name, message: "the first page names no fiscal year", remedy: "get the file again")
    }
    // An update within the year says from which month on it holds: (April 1, 2025 - September 30, 2025).
    let start = lines.first { $0.hasPrefix("(") }.flatMap { ReleaseClues.date(in: String($0.prefix { $0 != "-" })) }
    let month = start?.month == 10 ? nil : start?.month
    let content = ReleaseClues.Date(year: year, month: month)
    return SourceDescription(
      format: identifier, title: Self.title, series: .documents,
      release: try ReleaseClues(head, hint).fiscalYear(.guideline, content: content), licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let document = try DocumentLines(stream)
    let outline = GuidelineOutline(
      Self.withoutFooters(document.lines), document: "\(Self.longName) FY \(description.release.version)")
    guard outline.sections.contains(where: { $0.target.identifier == "I" }) else {
      throw SourceError(
        .malformed, file: document.file, place: .line(document.lines.last?.number ?? 1),
        message: "\"Section I.\" was not found: the text is cut off", remedy: "get the file again")
    }
    for section in outline.sections { try section.emitAll(emit) }
  }

  private static let longName = "ICD-10-CM Official Guidelines"

  /// The year in `FY 2026 -- UPDATED October 1, 2025`.
  private static func year(in line: String) -> Int? {
    guard line.hasPrefix("FY "), let year = Int(line.dropFirst(3).prefix(4)), (2014...2099).contains(year) else {
      return nil
    }
    return year
  }

  /// The lines with the pages that the footers tell, and without the footers.
  private static func withoutFooters(_ lines: [DocumentLine]) -> [DocumentLine] {
    var kept: [DocumentLine] = []
    var pageStart = 0
    for line in lines {
      guard let page = pageNumber(line.text) else {
        kept.append(line)
        continue
      }
      while let last = kept.last?.text, last.isEmpty || last == title || (last.hasPrefix("FY ") && last.count == 7) {
        kept.removeLast()
      }
      for index in pageStart..<kept.count { kept[index].page = page }
      kept.append(DocumentLine(text: "", number: line.number, page: page))
      pageStart = kept.count
    }
    let last = kept.prefix(pageStart).last?.page
    for index in kept.indices.dropFirst(pageStart) { kept[index].page = last.map { $0 + 1 } }
    return kept
  }

  private static func pageNumber(_ line: String) -> Int? {
    let words = line.split(separator: " ")
    guard words.count == 4, words[0] == "Page", words[2] == "of", Int(words[3]) != nil else { return nil }
    return Int(words[1])
  }
}
