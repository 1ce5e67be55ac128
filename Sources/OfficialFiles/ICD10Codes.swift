public import CodingKnowledge

/// The codes file of ICD-10-CM or ICD-10-PCS: valid codes only, with long titles.
///
/// Source: CMS, beside the order file. Columns: 1-7 code without dot, 8 blank, from 9 title.
public struct ICD10Codes: SourceFormat {
  public let identifier: String
  let scope: Scope

  /// Of diagnoses and of procedures.
  public static let all = [ICD10Codes(.icd10cm), ICD10Codes(.icd10pcs)]

  /// - Parameter scope: `.icd10cm` or `.icd10pcs`.
  public init(_ scope: Scope) {
    self.scope = scope
    identifier = "\(scope.token)-codes"
  }

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines(40)
    guard !lines.isEmpty, lines.prefix(5).allSatisfy({ $0.columns { ICD10Codes.fault(in: $0) == nil } }),
      !lines.prefix(1).allSatisfy({ $0.columns { GEMFile.Direction(of: $0) != nil } })
    else { return false }
    return ICD10System.of(lines.map { line in line.columns { [UInt8]($0.field(1...7)) } }, name: head.name) == scope
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "\(scope.name) codes file", series: .codes,
      release: try ReleaseClues(head, hint).fiscalYear(scope), licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var isEmpty = true
    while let line = try reader.next() {
      if line.bytes.isEmpty { continue }
      if let (column, message) = ICD10Codes.fault(in: line.bytes) ?? ICD10System.fault(line.bytes, 1, 7, scope) {
        throw .wrongColumn(column, line, message, file: reader.name)
      }
      isEmpty = false
      let target = Target(scope, CodeShape.display(line.bytes.field(1...7).text, scope))
      try emit(.code(Code(target, title: line.bytes.field(from: 9).text, billable: true)))
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private static func fault(in line: UnsafeRawBufferPointer) -> (Int, String)? {
    guard line.count >= 9 else { return (line.count + 1, "the line ends before the title in column 9") }
    guard line[7] == 0x20 else { return (8, "must be blank") }
    guard line[8] != 0x20 else { return (9, "the title does not begin here") }
    guard line.field(1...7).isCodeText else { return (1, "not a code") }
    return nil
  }
}
