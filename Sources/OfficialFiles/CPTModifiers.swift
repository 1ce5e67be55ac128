public import CodingKnowledge

/// The modifiers of CPT as running text (`MODUL`).
///
/// Source: layout as published about the AMA CPT Data Files. After the copyright notice come sections; an entry begins
/// with the modifier's two characters and goes on to the next blank line. Its title ends at the first colon.
public struct CPTModifiers: SourceFormat {
  public let identifier = "cpt-modifiers"

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines(400)
    guard !lines.contains(where: { $0.columns(CPTColumns.startsWithCode) }) else { return false }
    let paragraphs = lines.split { $0.columns { $0.field(from: 1).isEmpty } }
    guard let first = paragraphs.firstIndex(where: { Self.isEntry($0) }), first > 0 else { return false }
    let notice = paragraphs[..<first].joined().map { TextDecoding.text($0) }.joined(separator: " ").lowercased()
    let marks = ["cpt", "american medical association", "copyright", "modifier"]
    return marks.allSatisfy { notice.contains($0) } && paragraphs[first...].count(where: { Self.isEntry($0) }) > 1
  }

  private static func isEntry(_ paragraph: ArraySlice<[UInt8]>) -> Bool {
    paragraph.first?.columns { modifier(in: $0) != nil } == true
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "CPT modifiers", series: .codes,
      release: try CPTRelease.release(head, hint, .modifier), licence: Licence.cpt)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var current: (code: String, text: String)?
    var afterBlank = false
    var isEmpty = true
    while let line = try reader.next() {
      if line.bytes.field(from: 1).isEmpty {
        if let entry = current { try self.emit(entry, emit) }
        current = nil
        afterBlank = true
      } else if current != nil {
        current?.text += " \(line.bytes.field(from: 1).text)"
      } else if afterBlank, let code = Self.modifier(in: line.bytes) {
        current = (code, line.bytes.field(from: 3).text)
        isEmpty = false
      }
    }
    if let entry = current { try self.emit(entry, emit) }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func emit(
    _ entry: (code: String, text: String), _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let target = Target(.modifier, entry.code)
    let parts = entry.text.split(separator: ":", maxSplits: 1)
    let title = parts.first.map(String.init) ?? entry.text
    try emit(.code(Code(target, title: title, billable: true)))
    if parts.count == 2 {
      let text = String(parts[1].drop { $0 == " " })
      if !text.isEmpty { try emit(.passage(Passage(target, text: text))) }
    }
  }

  /// The modifier that a line begins with: two characters, one of them a digit or both capitals, then a blank.
  private static func modifier(in line: UnsafeRawBufferPointer) -> String? {
    guard line.count > 4, line[0].isDigit || line[0].isCapital, line[1].isDigit || line[1].isCapital,
      line[2] == 0x20 || line[2] == 0x09, !line.field(from: 3).isEmpty
    else { return nil }
    return line.field(1...2).text
  }
}
