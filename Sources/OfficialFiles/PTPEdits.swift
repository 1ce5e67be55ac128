public import CodingKnowledge

/// The procedure-to-procedure edits of the NCCI program: the official table as text or workbook, or the short table of
/// active edits.
///
/// Source: CMS, `ccipra-vNNNrN-fN` (practitioner) and `ccioph-vNNNrN-fN` (outpatient hospital), Latin-1, tabs, headings
/// over several lines, seven columns; a set is four files. The short table has the columns `col1`, `col2`, `mod` and
/// `rat`, the last being the place of the rationale in ``PTPEdit/knownRationales``, a hexadecimal digit from 1.
public struct PTPEdits: SourceFormat {
  public let identifier: String
  let isShort: Bool

  /// Both forms.
  public static let all: [PTPEdits] = [PTPEdits(isShort: false), PTPEdits(isShort: true)]

  /// - Parameter isShort: the table of active edits with four columns.
  public init(isShort: Bool) {
    self.isShort = isShort
    identifier = isShort ? "ncci-ptp-active" : "ncci-ptp"
  }

  /// The headings must be among this many lines.
  private static let headingLines = 12

  public func recognises(_ head: SourceHead) -> Bool {
    head.lines(PTPEdits.headingLines).contains { $0.columns { layout(of: $0) != nil } }
  }

  /// How the lines are laid out that stand under the heading `line`; nil where it is none.
  private func layout(of line: UnsafeRawBufferPointer) -> PTPLineParser.Layout? {
    if isShort { return line.elementsEqual("col1\tcol2\tmod\trat".utf8) ? .short : nil }
    if line.starts(with: "Column 1\tColumn 2\t".utf8) { return .table(delimiter: 0x09) }
    return line.starts(with: "Column 1,Column 2,".utf8) ? .table(delimiter: UInt8(ascii: ",")) : nil
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let setting = try CareSetting.told(by: head)
    guard setting != .supplier else {
      throw SourceError(
        .release, file: head.name, message: "there are no PTP edits for suppliers", remedy: "correct the name")
    }
    return SourceDescription(
      format: identifier, title: "NCCI PTP edits, \(setting.name)\(isShort ? ", active ones" : "")",
      series: setting == .hospital ? .hospitalEdits : .practitionerEdits,
      release: try Quarter(head, hint).release(.cpt), licence: Licence.federalNamingCPT)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    let setting: CareSetting = description.series == .hospitalEdits ? .hospital : .practitioner
    guard let layout = try heading(reader) else { throw .noRecords(in: reader.name) }
    var parser = PTPLineParser(layout, setting, file: reader.name)
    var isEmpty = true
    while let line = try reader.next() {
      // The headings go on over several lines, all with an empty first column.
      if isEmpty, !isShort, PTPLineParser.isHeading(line.bytes) { continue }
      try emit(.ptpEdit(try parser.edit(line)))
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func heading(_ reader: LineReader) throws(SourceError) -> PTPLineParser.Layout? {
    while let line = try reader.next(), line.number <= PTPEdits.headingLines {
      if let layout = layout(of: line.bytes) { return layout }
    }
    return nil
  }
}
