public import CodingKnowledge

/// The add-on code edits of the NCCI program, as workbook or text with tabs.
///
/// Source: CMS, `AOC_VyyyyQn-MCR` (a revision `AOC_VyyyyQn_01-MCR`): a notice, headings and eight columns; days are
/// `YYYYDDD`, and `CCCCC` stands for the primary codes that a contractor defines.
public struct AddOnEdits: SourceFormat {
  public let identifier: String
  private let dialect: CSVReader.Dialect

  /// Both forms.
  public static let all: [AddOnEdits] = [AddOnEdits(isWorkbook: true), AddOnEdits(isWorkbook: false)]

  /// - Parameter isWorkbook: the columns of a worksheet, else text with tabs, in which quotes have no meaning.
  public init(isWorkbook: Bool) {
    identifier = isWorkbook ? "ncci-add-on-workbook" : "ncci-add-on-text"
    dialect = isWorkbook ? .titledCommas : .titledTabs
  }

  private static let headings = [
    "AOC_Edit_Type", "Add-On_Code", "AOC_DelDT", "Primary_Code", "Primary_Code_DelDT", "AOC_Edit_EffDT",
    "AOC_Edit_DelDT", "Special_Instruction_Notes",
  ]

  /// The headings must be among this many rows.
  private static let headingRows = 12

  public func recognises(_ head: SourceHead) -> Bool {
    head.rows(AddOnEdits.headingRows, dialect).contains(AddOnEdits.headings)
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "NCCI add-on code edits", series: .addOnEdits,
      release: try Quarter(head, hint).release(.cpt), licence: Licence.federalNamingCPT)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream, dialect)
    while let row = try reader.next(), row.fields != AddOnEdits.headings {}
    var isEmpty = true
    while let row = try reader.next() {
      try emit(.addOn(try edit(row, reader.name)))
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func edit(_ row: CSVReader.Row, _ file: String) throws(SourceError) -> AddOnEdit {
    var fields = row.fields
    // A worksheet ends a row with its last cell that holds something, the effective day at the earliest.
    if identifier == "ncci-add-on-workbook" {
      while (6..<8).contains(fields.count) { fields.append("") }
    }
    guard fields.count == 8 else { throw .wrongRow(row, "\(fields.count) columns instead of 8", file: file) }
    guard let type = UInt8(fields[0]), (1...3).contains(type) else {
      throw .wrongRow(row, "the edit type \"\(fields[0].prefix(20))\" is not 1, 2 or 3", file: file)
    }
    let addOn = try target(fields[1], row, file)
    let primary = fields[3] == "CCCCC" ? nil : try target(fields[3], row, file)
    guard let effective = try day(fields[5], row, file) else {
      throw .wrongRow(row, "\(fields[1]): the effective day is missing", file: file)
    }
    // Where one of the two codes ends, so does what is said of them.
    let ends = [try day(fields[2], row, file), try day(fields[4], row, file), try day(fields[6], row, file)]
    let validity = DayRange(from: effective, through: ends.compactMap { $0 }.min())
    return AddOnEdit(addOn, primary: primary, AddOnEdit.Terms(type: type, validity: validity, note: fields[7]))
  }

  private func target(_ code: String, _ row: CSVReader.Row, _ file: String) throws(SourceError) -> Target {
    guard let scope = CodeShape.procedureScope(code) else {
      throw .wrongRow(row, "\"\(code.prefix(20))\" is not a code of CPT or HCPCS", file: file)
    }
    return Target(scope, code)
  }

  private func day(_ text: String, _ row: CSVReader.Row, _ file: String) throws(SourceError) -> Day? {
    if text.isEmpty { return nil }
    guard let day = Day(ordinal: text) else {
      throw .wrongRow(row, "\"\(text.prefix(20))\" is not a day (YYYYDDD)", file: file)
    }
    return day
  }
}
