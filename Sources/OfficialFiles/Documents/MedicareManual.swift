public import CodingKnowledge

/// A chapter of a Medicare internet-only manual as text, with or without line ends.
///
/// Source: CMS. The text begins `Medicare Benefit Policy Manual Chapter 8 - Title`, then the table of contents; a section
/// begins `20.2.1 - Title (Rev. 161, Issued: …, Effective: …, Implementation: …)` and is known by `100-02 8 20.2.1`.
public struct MedicareManual: SourceFormat {
  public init() {}

  public var identifier: String { "medicare-manual" }

  public func recognises(_ head: SourceHead) -> Bool {
    Self.opening(head) != nil && TextDecoding.text(head.bytes).contains("(Rev. ")
  }

  /// A chapter has no period: each section says since when it holds. The release is the day of its latest transmittal.
  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let text = TextDecoding.text(head.bytes)
    guard let opening = Self.opening(head), let start = text.firstRange(of: "(Rev"),
      let revision = ManualRevision(text[start.lowerBound...].prefix { $0 != ")" }),
      let issued = revision.issued ?? revision.effective
    else {
      throw SourceError(
        .release, file: head.name, message: "the head does not tell the publication and its latest revision",
        remedy: "get the file again")
    }
    return SourceDescription(
      format: identifier, title: opening.title, series: .documents,
      release: Release(scope: .manual, version: issued.description, effective: .always),
      licence: ManualPublication.licence)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let text = try DocumentLines.text(stream)
    guard let opening = Self.opening(text), !opening.number.isEmpty else {
      throw SourceError(.malformed, file: stream.name, message: "no manual's title", remedy: "get the file again")
    }
    let headings = ManualHeading.all(in: text)
    guard !headings.isEmpty else {
      throw SourceError(
        .malformed, file: stream.name, message: "no section with its revision (\"10 - Title (Rev. …)\") was found",
        remedy: "the text is cut off; get the file again")
    }
    let prefix = "\(opening.number) \(opening.chapter)"
    let book = "\(opening.name) (\(opening.number)), chapter \(opening.chapter)"
    try emit(.code(Code(Target(.manual, prefix), title: opening.title)))
    for (index, heading) in headings.enumerated() {
      let end = index + 1 < headings.count ? headings[index + 1].start : text.endIndex
      let above = heading.number.split(separator: ".").dropLast().joined(separator: ".")
      var section = DocumentSection(
        target: Target(.manual, "\(prefix) \(heading.number)"), title: heading.title,
        parent: above.isEmpty ? prefix : "\(prefix) \(above)", validity: DayRange(from: heading.revision.effective),
        citation: "\(book), section \(heading.number) (\(heading.revision.citation))")
      section.lines = Self.lines(text[heading.bodyStart..<end])
      try section.emitAll(emit)
    }
  }

  /// Line ends part paragraphs, and so do two blanks where there are no lines.
  private static func lines(_ body: Substring) -> [DocumentLine] {
    let hasLines = body.contains(where: \.isNewline)
    let paragraphs =
      hasLines ? body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) : body.split(separator: "  ")
    return paragraphs.flatMap { paragraph in
      let line = DocumentLine(text: String(paragraph).singleBlanked, number: 1)
      return hasLines ? [line] : [line, DocumentLine(text: "", number: 1)]
    }
  }

  struct Opening {
    var name: String
    var number: String
    var chapter: String
    var title: String
  }

  private static func opening(_ head: SourceHead) -> Opening? {
    head.bytes.contains(0) ? nil : opening(TextDecoding.text(head.bytes.prefix(1_024)))
  }

  /// The publication and chapter that the first words name.
  private static func opening(_ text: String) -> Opening? {
    let start = String(text.prefix(600)).singleBlanked
    guard
      let match = start.prefixMatch(
        of: /(Medicare [A-Za-z ]{4,60} Manual) Chapter ([0-9]{1,2}) [-–] (.{3,200}?) (?:Table of Contents|\(Rev)/),
      let number = ManualPublication.number(of: match.1)
    else { return nil }
    return Opening(
      name: String(match.1), number: number, chapter: String(match.2),
      title: "\(match.1), chapter \(match.2): \(match.3)")
  }
}

/// The heading of a section, found by the revision behind it.
struct ManualHeading {
  var number: String
  var title: String
  var revision: ManualRevision
  /// Where the heading begins and where the section's text begins.
  var start: String.Index
  var bodyStart: String.Index

  /// The longest heading.
  private static let longest = 220

  /// All headings of `text`. The first revision is that of the table of contents.
  static func all(in text: String) -> [ManualHeading] {
    var headings: [ManualHeading] = []
    var previous = text.startIndex
    for match in text.matches(of: /\(Rev\.? *[0-9][^)]{0,160}\)/) {
      defer { previous = match.range.upperBound }
      guard let revision = ManualRevision(text[match.range]) else { continue }
      let from = text.index(match.range.lowerBound, offsetBy: -longest, limitedBy: previous) ?? previous
      // The number may stand in the sentence before, too: the last one that a dash follows begins the heading.
      guard
        let found = text[from..<match.range.lowerBound].matches(of: /([0-9]{1,3}(?:\.[0-9]{1,2})*)\.?\s+[-–]\s+/).last
      else { continue }
      headings.append(
        ManualHeading(
          number: String(found.1), title: String(text[found.range.upperBound..<match.range.lowerBound]).singleBlanked,
          revision: revision, start: found.range.lowerBound, bodyStart: match.range.upperBound))
    }
    // The contents give no revisions, so that the last of their lines looks like the first heading's.
    if headings.first?.title.contains("Table of Contents") == true { headings.removeFirst() }
    return headings
  }
}
