public import CodingKnowledge

/// The medically unlikely edits of the NCCI program, as CSV or workbook.
///
/// Source: CMS, `MCR_MUE_..._Eff_MM-DD-YYYY`: Latin-1, a notice in one quoted cell, then headings (the first with a line
/// feed in it, the second naming the setting) and four columns. The quarter stands in the name only.
public struct MUETable: SourceFormat {
  public let identifier = "ncci-mue"

  /// The headings must be among this many rows.
  private static let headingRows = 4

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    MUETable.heading(in: head) != nil
  }

  private static func heading(in head: SourceHead) -> [String]? {
    head.rows(headingRows, .titledCommas).first(where: isHeading)
  }

  private static func isHeading(_ cells: [String]) -> Bool {
    let names = cells.map { $0.lowercased().filter { !$0.isWhitespace } }
    return names.count == 4 && names[0] == "hcpcs/cptcode" && names[1].hasSuffix("muevalues")
      && names[2] == "mueadjudicationindicator" && names[3] == "muerationale"
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let setting = try CareSetting.told(
      by: head, content: MUETable.heading(in: head).flatMap { CareSetting(in: $0[1]) })
    let series: Series =
      switch setting {
      case .practitioner: .practitionerUnits
      case .hospital: .hospitalUnits
      case .supplier: .supplierUnits
      }
    return SourceDescription(
      format: identifier, title: "NCCI medically unlikely edits, \(setting.name)", series: series,
      release: try Quarter(head, hint).release(.cpt), licence: Licence.federalNamingCPT)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream, .titledCommas)
    let setting: CareSetting =
      switch description.series {
      case .hospitalUnits: .hospital
      case .supplierUnits: .supplier
      default: .practitioner
      }
    while let row = try reader.next(), !MUETable.isHeading(row.fields) {}
    var isEmpty = true
    while let row = try reader.next() {
      try emit(.mue(try limit(row, setting, reader.name)))
      isEmpty = false
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func limit(_ row: CSVReader.Row, _ setting: CareSetting, _ file: String) throws(SourceError) -> MUE {
    let fields = row.fields
    guard fields.count == 4 else { throw .wrongRow(row, "\(fields.count) columns instead of 4", file: file) }
    guard let scope = CodeShape.procedureScope(fields[0]) else {
      throw .wrongRow(row, "\"\(fields[0].prefix(20))\" is not a code of CPT or HCPCS", file: file)
    }
    guard Array(fields[1].utf8).columns({ $0.isDigits }), let units = Int(fields[1]), units <= 1_000_000 else {
      throw .wrongRow(row, "\(fields[0]): \"\(fields[1].prefix(20))\" is not a number of units", file: file)
    }
    guard let adjudication = MUETable.adjudications[fields[2]] else {
      throw .wrongRow(row, "\(fields[0]): unknown adjudication indicator \"\(fields[2].prefix(60))\"", file: file)
    }
    guard !fields[3].isEmpty else { throw .wrongRow(row, "\(fields[0]): the rationale is missing", file: file) }
    return MUE(
      Target(scope, fields[0]), setting: setting, units: units, adjudication: adjudication, rationale: fields[3])
  }

  private static let adjudications: [String: MUE.Adjudication] = [
    "1 Line Edit": .claimLine, "2 Date of Service Edit: Policy": .dateOfServicePolicy,
    "3 Date of Service Edit: Clinical": .dateOfServiceClinical,
  ]
}
