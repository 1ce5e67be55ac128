public import CodingKnowledge

/// A General Equivalence Mapping between ICD-9-CM and ICD-10, in one of its four forms.
///
/// Source: CMS and NCHS, last published for fiscal year 2018. Lines of 19 columns: the source code, the destination code
/// and in 15-19 five flags: approximate, no map, combination, scenario, choice list. The ICD-10 code has the columns
/// 7-13 as destination and 1-7 as source, which tells the direction.
public struct GEMFile: SourceFormat {
  public let identifier: String
  let direction: Direction
  let isProcedures: Bool

  /// The four forms.
  public static let all: [GEMFile] = [
    GEMFile(.forward, isProcedures: false), GEMFile(.backward, isProcedures: false),
    GEMFile(.forward, isProcedures: true), GEMFile(.backward, isProcedures: true),
  ]

  /// - Parameters:
  ///   - direction: from ICD-9-CM (`forward`) or to it (`backward`).
  ///   - isProcedures: ICD-9-CM volume 3 and ICD-10-PCS, else the diagnoses.
  public init(_ direction: Direction, isProcedures: Bool) {
    self.direction = direction
    self.isProcedures = isProcedures
    switch (direction, isProcedures) {
    case (.forward, false): identifier = "gem-icd9cm-icd10cm"
    case (.backward, false): identifier = "gem-icd10cm-icd9cm"
    case (.forward, true): identifier = "gem-icd9pcs-icd10pcs"
    case (.backward, true): identifier = "gem-icd10pcs-icd9pcs"
    }
  }

  /// From ICD-9-CM to ICD-10, or back.
  public enum Direction: Sendable, Hashable {
    case forward, backward

    /// The direction of a line; nil where it is not of a GEM.
    init?(of line: UnsafeRawBufferPointer) {
      guard line.count == 19, line[13] == 0x20, line[14...].allSatisfy({ $0.isDigit }) else { return nil }
      if line[5] == 0x20, line[6] != 0x20 {
        self = .forward
      } else if line[7] == 0x20, line[8] != 0x20 {
        self = .backward
      } else {
        return nil
      }
    }

    var icd9: ClosedRange<Int> { self == .forward ? 1...5 : 9...13 }
    var icd10: ClosedRange<Int> { self == .forward ? 7...13 : 1...7 }
  }

  private var icd9: Scope { isProcedures ? .icd9pcs : .icd9cm }
  private var icd10: Scope { isProcedures ? .icd10pcs : .icd10cm }

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines(2_000)
    // A file with a damaged line near its beginning is a damaged file of this format and not one of another.
    let whole = lines.filter { $0.columns { Direction(of: $0) == direction } }
    guard whole.count * 2 > lines.count else { return false }
    // Codes of procedures all have 7 characters in ICD-10 and at most 4 in ICD-9-CM.
    let procedures = whole.allSatisfy { line in
      line.columns { line in
        let target = line.field(direction.icd10)
        return (target.count == 7 || target.text == "NoPCS") && line.field(direction.icd9).count <= 4
      }
    }
    return procedures == isProcedures
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let scope = direction == .forward ? icd9 : icd10
    let destination = direction == .forward ? icd10 : icd9
    let date = try ReleaseClues(head, hint).date()
    // No later mapping replaces the last one: it stays in use, so its period is open.
    let release = Release(
      scope: scope, version: String(date.year), effective: DayRange(from: Day(year: date.year - 1, month: 10, day: 1)))
    return SourceDescription(
      format: identifier, title: "General Equivalence Mapping, \(scope.name) to \(destination.name)",
      series: .crosswalk, release: release, licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var isEmpty = true
    while let line = try reader.next() {
      if line.bytes.isEmpty { continue }
      try emit(.crosswalk(try crosswalk(line, reader.name)))
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func crosswalk(_ line: LineReader.Line, _ file: String) throws(SourceError) -> Crosswalk {
    let bytes = line.bytes
    guard bytes.count == 19 else {
      throw .wrongColumn(min(bytes.count + 1, 20), line, "\(bytes.count) columns instead of 19", file: file)
    }
    guard Direction(of: bytes) == direction else {
      throw .wrongColumn(6, line, "the columns are not those of the lines before", file: file)
    }
    let source = direction == .forward ? bytes.field(direction.icd9) : bytes.field(direction.icd10)
    let destination = direction == .forward ? bytes.field(direction.icd10) : bytes.field(direction.icd9)
    guard source.isCodeText else { throw .wrongColumn(1, line, "not a code", file: file) }
    let hasNone = bytes[15] == UInt8(ascii: "1") || destination.starts(with: "No".utf8)
    // The published file has some ICD-9-CM codes in lower case (v5889).
    let key = CodeShape.key(destination.text)
    guard hasNone || Array(key.utf8).columns({ $0.isCodeText }) else {
      throw .wrongColumn(direction == .forward ? 7 : 9, line, "not a code", file: file)
    }
    let (sourceScope, destinationScope) = direction == .forward ? (icd9, icd10) : (icd10, icd9)
    return Crosswalk(
      Target(sourceScope, CodeShape.display(source.text, sourceScope)),
      hasNone ? nil : Target(destinationScope, CodeShape.display(key, destinationScope)),
      approximate: bytes[14] == UInt8(ascii: "1"), scenario: bytes[17] - 48, choice: bytes[18] - 48)
  }
}
