public import CodingKnowledge

/// HCPCS Level II in the fixed-width form: lines of 320 columns, a long description going on over several.
///
/// Source: CMS, Alpha-Numeric HCPCS file (`HCPCyyyy_CONTR_ANWEB.txt`) with its record layout. Prose may stand before the
/// first record, and continuation lines may be cut.
public struct HCPCSRecords: SourceFormat {
  public let identifier = "hcpcs-records"

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    var found = 0
    for line in head.lines(400) {
      if line.columns({ Record.kind(of: $0) != nil }) {
        found += 1
        if found == 3 { return true }
      } else if found > 0 {
        return false
      }
    }
    return found > 0
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "HCPCS Level II, fixed-width file", series: .codes,
      release: try HCPCSRelease.release(head, hint), licence: Licence.hcpcs)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var current: HCPCSRecord?
    while let line = try reader.next() {
      guard let kind = Record.kind(of: line.bytes) else {
        if current == nil || line.bytes.field(from: 1).isEmpty { continue }
        throw .wrongColumn(1, line, "neither a code nor a modifier with its record number", file: reader.name)
      }
      let code = line.bytes.field(1...5).text
      switch kind {
      case .first:
        try current?.emit(in: reader.name, emit)
        current = record(line)
      case .continuation:
        guard code == current?[.code] else {
          throw .wrongColumn(1, line, "a continuation of \(code) without its first line", file: reader.name)
        }
        current?.appendDescription(line.bytes.field(12...91).text)
      }
    }
    guard let current else { throw .noRecords(in: reader.name) }
    try current.emit(in: reader.name, emit)
  }

  private func record(_ line: LineReader.Line) -> HCPCSRecord {
    var record = HCPCSRecord(place: .line(line.number))
    for (column, range) in Record.layout {
      let field = line.bytes.field(range)
      if !field.isEmpty { record[column] = field.text }
    }
    return record
  }
}

/// The layout of a line of the fixed-width file.
private enum Record {
  enum Kind {
    case first, continuation
  }

  /// First line or continuation, of a code (`A1234`) or a modifier (three blanks and two characters); nil for prose.
  static func kind(of line: UnsafeRawBufferPointer) -> Kind? {
    guard line.count >= 12 else { return nil }
    let isCode = line[0].isCapital && line[1..<5].allSatisfy { $0.isDigit }
    let isModifier = line[..<3].allSatisfy { $0 == 0x20 } && line[3..<5].allSatisfy { $0.isDigit || $0.isCapital }
    guard isCode || isModifier, line[5..<10].allSatisfy({ $0.isDigit }) else { return nil }
    switch line[10] {
    case UInt8(ascii: "3"): return isCode ? .first : nil
    case UInt8(ascii: "4"): return isCode ? .continuation : nil
    case UInt8(ascii: "7"): return isModifier ? .first : nil
    case UInt8(ascii: "8"): return isModifier ? .continuation : nil
    default: return nil
    }
  }

  static let layout: [(HCPCSRecord.Column, ClosedRange<Int>)] = [
    (.code, 1...5), (.record, 11...11), (.longDescription, 12...91), (.shortDescription, 92...119),
    (.price1, 120...121), (.price2, 122...123), (.price3, 124...125), (.price4, 126...127),
    (.multiplePricing, 128...128), (.ncd1, 129...134), (.ncd2, 135...140), (.ncd3, 141...146),
    (.manual1, 147...154), (.manual2, 155...162), (.manual3, 163...170), (.statute, 171...180),
    (.lab1, 181...183), (.lab2, 184...186), (.lab3, 187...189), (.lab4, 190...192), (.lab5, 193...195),
    (.lab6, 196...198), (.lab7, 199...201), (.lab8, 202...204), (.reference1, 205...209), (.reference2, 210...214),
    (.reference3, 215...219), (.reference4, 220...224), (.reference5, 225...229), (.coverage, 230...230),
    (.processingNote, 253...256), (.betos, 257...259), (.service1, 261...261), (.service2, 262...262),
    (.service3, 263...263), (.service4, 264...264), (.service5, 265...265), (.added, 269...276),
    (.actionEffective, 277...284), (.terminated, 285...292), (.action, 293...293),
  ]
}
