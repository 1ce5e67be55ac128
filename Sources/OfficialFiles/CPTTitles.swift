public import CodingKnowledge

/// The descriptors of CPT from the AMA's text files, as an AMA licence holder has them: long (tab-separated or fixed
/// columns), medium and short.
///
/// Source: layouts as published about the AMA CPT Data Files. After a copyright notice and a blank line: code (5), then a
/// tab and the descriptor (`LONGULT`, `LONGUT`); code, sequence number in 6-7 and text from 9, going on over lines
/// (`LONGULF`, `LONGUF`); code, blank, text from 7 (`MEDU`, `SHORTU`).
public struct CPTTitles: SourceFormat {
  /// The shape of a file's lines.
  public enum Form: String, Sendable, CaseIterable {
    case longTab = "cpt-long"
    case longFixed = "cpt-long-fixed"
    case medium = "cpt-medium"
    case short = "cpt-short"
  }

  public var identifier: String { form.rawValue }
  let form: Form

  public init(_ form: Form) { self.form = form }

  /// The four forms.
  public static let all: [CPTTitles] = Form.allCases.map { CPTTitles($0) }

  /// Short descriptors are cut to this many characters.
  private static let shortLimit = 28

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines()
    guard let notice = CPTNotice(lines) else { return false }
    let records = lines.dropFirst(notice.lineCount).filter { !$0.isEmpty }.prefix(200)
    guard let first = records.first, first.columns({ CPTColumns.startsWithCode($0) }) else { return false }
    if first[5] == 0x09 { return form == .longTab }
    if first.columns({ Self.isSequenced($0) }) { return form == .longFixed }
    guard first[5] == 0x20 else { return false }
    return form == (records.contains { $0.count > 6 + Self.shortLimit } ? .medium : .short)
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let title =
      switch form {
      case .longTab, .longFixed: "CPT long descriptors"
      case .medium: "CPT medium descriptors"
      case .short: "CPT short descriptors"
      }
    return SourceDescription(
      format: identifier, title: title, series: form == .longTab || form == .longFixed ? .codes : .descriptors,
      release: try CPTRelease.release(head, hint, .cpt), licence: Licence.cpt)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var current: (code: String, text: String)?
    var afterBlank = false
    while let line = try reader.next() {
      if line.bytes.field(from: 1).isEmpty {
        afterBlank = true
        continue
      }
      guard CPTColumns.startsWithCode(line.bytes) else {
        if current == nil { continue }
        throw .wrongColumn(1, line, "not a CPT code of five characters", file: reader.name)
      }
      if current == nil, !afterBlank { continue }
      let (text, continues) = try self.text(of: line, reader.name)
      let code = line.bytes.field(1...5).text
      if continues {
        guard current?.code == code else {
          throw .wrongColumn(6, line, "a continuation of \(code) without its first line", file: reader.name)
        }
        current?.text += " \(text)"
      } else {
        if let current { try emit(value(current.code, current.text)) }
        current = (code, text)
      }
    }
    guard let current else { throw .noRecords(in: reader.name) }
    try emit(value(current.code, current.text))
  }

  private func text(of line: LineReader.Line, _ file: String) throws(SourceError) -> (String, continues: Bool) {
    let start: Int
    var continues = false
    switch form {
    case .longTab:
      guard line.bytes[5] == 0x09 else { throw .wrongColumn(6, line, "must be a tab", file: file) }
      start = 7
    case .longFixed:
      guard Self.isSequenced(line.bytes) else {
        throw .wrongColumn(6, line, "must be a line number of two digits and a blank", file: file)
      }
      continues = !line.bytes[5..<7].elementsEqual("01".utf8)
      start = 9
    case .medium, .short:
      guard line.bytes[5] == 0x20 else { throw .wrongColumn(6, line, "must be blank", file: file) }
      start = 7
    }
    let text = line.bytes.field(from: start).text
    guard !text.isEmpty else { throw .wrongColumn(start, line, "the descriptor is missing", file: file) }
    return (text, continues)
  }

  private func value(_ code: String, _ text: String) -> KnowledgeValue {
    let target = Target(.cpt, code)
    switch form {
    case .longTab, .longFixed: return .code(Code(target, title: text, billable: true))
    case .medium, .short: return .wording(Wording(target, .shortTitle, text))
    }
  }

  private static func isSequenced(_ line: UnsafeRawBufferPointer) -> Bool {
    line.count > 8 && line[5].isDigit && line[6].isDigit && line[7] == 0x20
  }
}

/// The release of an AMA file: a calendar year.
enum CPTRelease {
  static func release(_ head: SourceHead, _ hint: ReleaseHint, _ scope: Scope) throws(SourceError) -> Release {
    let content = CPTNotice(head.lines())?.year.map { ReleaseClues.Date(year: $0) }
    let year = try ReleaseClues(head, hint).date(content: content).year
    return Release(
      scope: scope, version: String(year),
      effective: DayRange(from: Day(year: year, month: 1, day: 1), through: Day(year: year, month: 12, day: 31)))
  }
}
