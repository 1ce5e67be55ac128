public import CodingKnowledge

/// The order file of ICD-10-CM or ICD-10-PCS: every code and header in tabular order, with short and long titles.
///
/// Source: CMS, "code descriptions in tabular order". Columns: 1-5 order number, 7-13 code without dot, 15 `1` for a
/// billable code or `0` for a header, 17-76 short title, from 78 long title; 6, 14, 16 and 77 are blank.
public struct ICD10Order: SourceFormat {
  public let identifier: String
  let scope: Scope

  /// Of diagnoses and of procedures.
  public static let all = [ICD10Order(.icd10cm), ICD10Order(.icd10pcs)]

  /// - Parameter scope: `.icd10cm` or `.icd10pcs`.
  public init(_ scope: Scope) {
    self.scope = scope
    identifier = "\(scope.token)-order"
  }

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines(40)
    guard let first = lines.first, first.columns({ OrderColumns.fault(in: $0) == nil }) else { return false }
    let codes = lines.map { line in line.columns { [UInt8]($0.field(7...13)) } }
    return ICD10System.of(codes) == scope
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "\(scope.name) order file", series: .codes,
      release: try ReleaseClues(head, hint).fiscalYear(scope), licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var last = 0
    while let line = try reader.next() {
      if line.bytes.isEmpty { continue }
      if let (column, message) = OrderColumns.fault(in: line.bytes) ?? ICD10System.fault(line.bytes, 7, 13, scope) {
        throw .wrongColumn(column, line, message, file: reader.name)
      }
      let number = line.bytes[..<5].reduce(0) { $0 * 10 + Int($1 - 48) }
      guard number > last else {
        throw .wrongColumn(1, line, "order number \(number) after \(last)", file: reader.name)
      }
      last = number
      try emit(.code(code(line.bytes)))
    }
    if last == 0 { throw .noRecords(in: reader.name) }
  }

  private func code(_ line: UnsafeRawBufferPointer) -> Code {
    Code(
      Target(scope, CodeShape.display(line.field(7...13).text, scope)), title: line.field(from: 78).text,
      shortTitle: line.field(17...76).text, billable: line[14] == UInt8(ascii: "1"))
  }
}

/// The layout of a line of an order file.
enum OrderColumns {
  /// The column and nature of the first fault, or nil.
  static func fault(in line: UnsafeRawBufferPointer) -> (Int, String)? {
    guard line.count >= 78 else { return (line.count + 1, "the line ends before the long title in column 78") }
    if let wrong = line[..<5].firstIndex(where: { !$0.isDigit }) {
      return (wrong + 1, "the order number in columns 1 to 5 is not a number")
    }
    for column in [6, 14, 16, 77] where line[column - 1] != 0x20 { return (column, "must be blank") }
    guard line[14] == 0x30 || line[14] == 0x31 else { return (15, "must be 0 (header) or 1 (code)") }
    guard !line.field(from: 78).isEmpty else { return (78, "the long title is missing") }
    return nil
  }
}

/// Which of the two systems a file lists. Diagnoses begin with a letter and have 3 to 7 characters; procedures
/// have 7 and their tables 3, and a list of them begins with a digit. Only a short list of changes may fit both.
enum ICD10System {
  /// The system of the codes `found`, all of one file; nil where none is of either. What is no code at all does not count here:
  /// reading will name its place.
  static func of(_ found: [[UInt8]], name: String = "") -> Scope? {
    let codes = found.filter { $0.columns { $0.isDiagnosisCode || $0.isProcedureCode } }
    guard !codes.isEmpty else { return nil }
    let diagnoses = codes.allSatisfy { $0.columns { $0.isDiagnosisCode } }
    let procedures = codes.allSatisfy { $0.columns { $0.isProcedureCode } }
    switch (diagnoses, procedures) {
    case (true, true): return name.lowercased().contains("pcs") ? .icd10pcs : .icd10cm
    case (true, false): return .icd10cm
    case (false, true): return .icd10pcs
    case (false, false): return nil
    }
  }

  /// What is wrong with the code between two columns, or nil.
  static func fault(_ line: UnsafeRawBufferPointer, _ first: Int, _ last: Int, _ scope: Scope) -> (Int, String)? {
    let code = line.field(first...last)
    let isRight = scope == .icd10cm ? code.isDiagnosisCode : code.isProcedureCode
    guard isRight, line.byte(first) != 0x20 else { return (first, "not an \(scope.name) code") }
    return nil
  }
}

extension SourceError {
  /// A fault in a column of a line.
  static func wrongColumn(_ column: Int, _ line: LineReader.Line, _ message: String, file: String) -> SourceError {
    SourceError(
      .malformed, file: file, place: .lineColumn(line.number, column), message: message,
      remedy: "get the file again; it must be the published one, unchanged")
  }

  /// A file of the right kind that holds nothing.
  static func noRecords(in file: String) -> SourceError {
    SourceError(.malformed, file: file, message: "the file holds no records", remedy: "get the file again")
  }
}
