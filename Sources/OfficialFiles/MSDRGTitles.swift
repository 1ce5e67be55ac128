public import CodingKnowledge

/// The titles of the MS-DRGs with their MDC and type: Appendix A of the definitions manual as text, or a file
/// `drg,mdc,type,title`.
///
/// Source: CMS, MS-DRG Definitions Manual. In the text, after a heading: columns 1-3 DRG, 5-6 MDC (may be blank), 9 type
/// (M medical, P surgical; may be blank), from 12 title.
public struct MSDRGTitles: SourceFormat {
  public let identifier: String
  let isTable: Bool

  /// Text and table.
  public static let all: [MSDRGTitles] = [MSDRGTitles(isTable: false), MSDRGTitles(isTable: true)]

  /// - Parameter isTable: the comma-separated form.
  public init(isTable: Bool) {
    self.isTable = isTable
    identifier = isTable ? "msdrg-table" : "msdrg-appendix"
  }

  private static let heading = "DRG MDC MS Description"
  private static let tableHeading = "drg,mdc,type,title"

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines(60).map(TextDecoding.text)
    return isTable
      ? lines.first?.lowercased() == MSDRGTitles.tableHeading
      : lines.contains { $0.hasPrefix(MSDRGTitles.heading) }
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let version = try MSDRGVersion(head, hint)
    return SourceDescription(
      format: identifier, title: "MS-DRG titles, version \(version.number)", series: .codes,
      release: try version.release(in: head.name), licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    if isTable { try readTable(stream, emit) } else { try readAppendix(stream, emit) }
  }

  private func readAppendix(
    _ stream: any ByteStream, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var inList = false
    var isEmpty = true
    while let line = try reader.next() {
      if !inList {
        inList = line.bytes.starts(with: MSDRGTitles.heading.utf8)
        continue
      }
      if line.bytes.field(from: 1).isEmpty { continue }
      guard line.bytes.field(1...3).count == 3, line.bytes.field(1...3).isDigits else {
        throw .wrongColumn(1, line, "not a DRG of three digits", file: reader.name)
      }
      for column in [4, 7, 8, 10, 11] where line.bytes.byte(column) != 0x20 {
        throw .wrongColumn(column, line, "must be blank", file: reader.name)
      }
      let title = line.bytes.field(from: 12).text
      guard !title.isEmpty else { throw .wrongColumn(12, line, "the title is missing", file: reader.name) }
      let fields = [line.bytes.field(1...3).text, line.bytes.field(5...6).text, line.bytes.field(9...9).text, title]
      try self.emit(fields, emit)
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func readTable(
    _ stream: any ByteStream, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream)
    var isEmpty = true
    guard try reader.next() != nil else { throw .noRecords(in: reader.name) }
    while let row = try reader.next() {
      let drg = Array(row.fields[0].utf8)
      guard row.fields.count == 4, drg.count == 3, drg.allSatisfy({ $0.isDigit }), !row.fields[3].isEmpty else {
        throw SourceError(
          .malformed, file: reader.name, place: .row(row.number), message: "not a DRG of three digits with its title",
          remedy: "get the file again or correct it")
      }
      try self.emit(row.fields, emit)
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  /// - Parameter fields: DRG, MDC, type, title.
  private func emit(
    _ fields: [String], _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let target = Target(.msdrg, fields[0])
    try emit(.code(Code(target, title: fields[3])))
    if !fields[1].isEmpty { try emit(.fact(Fact(target, "mdc", fields[1]))) }
    let type =
      switch fields[2] {
      case "M": "M medical"
      case "P": "P surgical"
      default: fields[2]
      }
    if !type.isEmpty { try emit(.fact(Fact(target, "drgType", type))) }
  }
}

/// The version of the grouper: `v43.1`, of which 43 tells the fiscal year and `.1` the April update.
private struct MSDRGVersion {
  /// Without the letter: `43.1`.
  var number: String

  init(_ head: SourceHead, _ hint: ReleaseHint) throws(SourceError) {
    let content = head.lines(12).lazy.compactMap { Self.version(in: TextDecoding.text($0), after: "version ") }.first
    let named = Self.version(in: head.name, after: "v")
    var hinted: String?
    if let version = hint.version {
      hinted = Self.version(in: "v" + version.drop { !$0.isNumber }, after: "v")
      if let year = Int(version), (2008...2099).contains(year) { hinted = String(year - 1983) }
      guard hinted != nil else {
        throw SourceError(
          .release, file: head.name, message: "the release \"\(version)\" is not a version of the MS-DRGs",
          remedy: "pass --release VERSION, for example 43.1")
      }
    }
    let clues = [content, named, hinted].compactMap { $0 }
    guard let number = clues.first else {
      throw SourceError(
        .release, file: head.name, message: "neither the name nor the text tells the version",
        remedy: "pass --release VERSION, for example 43.1")
    }
    guard clues.allSatisfy({ $0 == number }) else {
      throw SourceError(
        .release, file: head.name, message: "it says version \(number) and version \(clues.last ?? "")",
        remedy: "correct the name or --release")
    }
    self.number = number
  }

  func release(in file: String) throws(SourceError) -> Release {
    let parts = number.split(separator: ".").compactMap { Int($0) }
    guard let major = parts.first, (25...116).contains(major) else {
      throw SourceError(
        .release, file: file, message: "there is no MS-DRG version \(number)",
        remedy: "pass --release VERSION, for example 43.1")
    }
    var release = Release.fiscalYear(major + 1983, month: parts.count > 1 ? 4 : nil, .msdrg)
    release.version = "v\(number)"
    return release
  }

  /// The first number, such as `43` or `43.1`, that follows `marker` in `text`; `40.0` is `40`.
  private static func version(in text: String, after marker: String) -> String? {
    let lower = Array(text.lowercased().utf8)
    let mark = Array(marker.utf8)
    for start in lower.indices.dropLast(mark.count) where lower[start...].starts(with: mark) {
      if start > 0, lower[start - 1].isLetter { continue }
      let digits = lower[(start + mark.count)...].prefix { $0.isDigit }
      guard digits.count == 2 else { continue }
      let rest = lower[digits.endIndex...]
      if rest.first == UInt8(ascii: "."), let minor = rest.dropFirst().first, minor.isDigit, minor != UInt8(ascii: "0")
      {
        return String(decoding: digits, as: UTF8.self) + ".\(minor - 48)"
      }
      return String(decoding: digits, as: UTF8.self)
    }
    return nil
  }
}
