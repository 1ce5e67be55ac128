public import CodingKnowledge

/// The addenda of the order file or the codes file: what was added, deleted and revised since the last fiscal year.
///
/// Source: CMS, beside the order file. Columns 1-13 hold `Add:`, `Delete:`, `Revise from:` or `Revise to:`. Then follow,
/// from column 14, the columns of the order file from its flag on (ICD-10-CM), the same without flag (ICD-10-PCS), or
/// those of the codes file. Statistics end the file.
public struct ICD10Addenda: SourceFormat {
  public let identifier: String
  let scope: Scope

  /// Of diagnoses and of procedures.
  public static let all = [ICD10Addenda(.icd10cm), ICD10Addenda(.icd10pcs)]

  /// - Parameter scope: `.icd10cm` or `.icd10pcs`.
  public init(_ scope: Scope) {
    self.scope = scope
    identifier = "\(scope.token)-addenda"
  }

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines(400).prefix { !$0.isEmpty }
    guard let first = lines.first,
      first.columns({ ICD10Addenda.kind(of: $0) != nil && Layout(of: $0, scope) != nil })
    else { return false }
    let codes = lines.compactMap { line in
      line.columns { line in Layout(of: line, scope).map { [UInt8](line.field($0.code)) } }
    }
    return ICD10System.of(codes, name: head.name) == scope
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "\(scope.name) addenda", series: .addenda,
      release: try ReleaseClues(head, hint).fiscalYear(scope), licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var isEmpty = true
    while let line = try reader.next() {
      if line.bytes.field(from: 1).isEmpty {
        if isEmpty { continue }
        // The statistics begin.
        return try expectNoChanges(reader)
      }
      guard let kind = ICD10Addenda.kind(of: line.bytes) else {
        throw .wrongColumn(1, line, "not Add:, Delete:, Revise from: or Revise to:", file: reader.name)
      }
      guard let layout = Layout(of: line.bytes, scope) else {
        throw .wrongColumn(14, line, "neither a flag nor a code with its title", file: reader.name)
      }
      if let (column, message) = ICD10System.fault(
        line.bytes, layout.code.lowerBound, layout.code.upperBound, scope)
      {
        throw .wrongColumn(column, line, message, file: reader.name)
      }
      isEmpty = false
      let target = Target(scope, CodeShape.display(line.bytes.field(layout.code).text, scope))
      try emit(
        .change(
          CodeChange(
            target, kind, title: line.bytes.field(from: layout.title).text, billable: layout.billable(line.bytes),
            effective: description.release.effective.from)))
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func expectNoChanges(_ reader: LineReader) throws(SourceError) {
    while let line = try reader.next() {
      if ICD10Addenda.kind(of: line.bytes) == nil { continue }
      throw .wrongColumn(1, line, "a change after the blank line that begins the statistics", file: reader.name)
    }
  }

  static func kind(of line: UnsafeRawBufferPointer) -> CodeChange.Kind? {
    switch line.field(1...13).text {
    case "Add:": .added
    case "Delete:": .deleted
    case "Revise from:": .revisedFrom
    case "Revise to:": .revisedTo
    default: nil
    }
  }
}

/// Where a line of addenda has its parts.
private struct Layout {
  var flag: Int?
  var code: ClosedRange<Int>
  var title: Int

  /// Nil where the line fits none of the three layouts.
  init?(of line: UnsafeRawBufferPointer, _ scope: Scope) {
    guard line.count > 22, line.byte(14) != 0x20 else { return nil }
    if line.byte(15) == 0x20 {
      // Flag, code, short title of 60, long title.
      guard line[13] == 0x30 || line[13] == 0x31, line.byte(23) == 0x20, line.count >= 85 else { return nil }
      self.init(flag: 14, code: 16...22, title: 85)
    } else {
      guard line.byte(21) == 0x20, line.byte(22) != 0x20 else { return nil }
      // The order file's addenda of ICD-10-PCS have no flag; else no flag means the codes file.
      let isOrder = scope == .icd10pcs && Layout.hasShortTitle(line)
      self.init(flag: nil, code: 14...20, title: isOrder ? 83 : 22)
    }
  }

  private init(flag: Int?, code: ClosedRange<Int>, title: Int) {
    self.flag = flag
    self.code = code
    self.title = title
  }

  /// A short title is padded to column 81, or fills the columns up to it and the long title begins alike in 83.
  private static func hasShortTitle(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count >= 83, line.byte(82) == 0x20, line.byte(83) != 0x20 else { return false }
    return line.byte(81) == 0x20 || (line.byte(83) == line.byte(22) && line.byte(84) == line.byte(23))
  }

  func billable(_ line: UnsafeRawBufferPointer) -> Bool {
    if let flag { return line.byte(flag) == UInt8(ascii: "1") }
    // A table of ICD-10-PCS has 3 characters; the codes file lists valid codes only.
    return title == 22 || line.field(code).count == 7
  }
}
