internal import CodingKnowledge

/// A code or modifier of HCPCS Level II with all its columns, whichever form of the file it came from.
struct HCPCSRecord {
  /// The columns that are kept, by the headings of the Excel form.
  enum Column: String, CaseIterable {
    case code = "HCPC"
    case record = "RECID"
    case longDescription = "LONG DESCRIPTION"
    case shortDescription = "SHORT DESCRIPTION"
    case price1 = "PRICE1"
    case price2 = "PRICE2"
    case price3 = "PRICE3"
    case price4 = "PRICE4"
    case multiplePricing = "MULT_PI"
    case ncd1 = "CIM1"
    case ncd2 = "CIM2"
    case ncd3 = "CIM3"
    case manual1 = "MCM1"
    case manual2 = "MCM2"
    case manual3 = "MCM3"
    case statute = "STATUTE"
    case lab1 = "LABCERT1"
    case lab2 = "LABCERT2"
    case lab3 = "LABCERT3"
    case lab4 = "LABCERT4"
    case lab5 = "LABCERT5"
    case lab6 = "LABCERT6"
    case lab7 = "LABCERT7"
    case lab8 = "LABCERT8"
    case reference1 = "XREF1"
    case reference2 = "XREF2"
    case reference3 = "XREF3"
    case reference4 = "XREF4"
    case reference5 = "XREF5"
    case coverage = "COV"
    case processingNote = "PROCNOTE"
    case betos = "BETOS"
    case service1 = "TOS1"
    case service2 = "TOS2"
    case service3 = "TOS3"
    case service4 = "TOS4"
    case service5 = "TOS5"
    case added = "ADD DT"
    case actionEffective = "ACT EFF DT"
    case terminated = "TERM DT"
    case action = "ACTION CD"

    /// The key of the fact that the column becomes; nil for those that are part of the code itself.
    var factKey: String? {
      switch self {
      case .code, .record, .longDescription, .shortDescription, .added, .terminated: nil
      case .price1, .price2, .price3, .price4: "pricing"
      case .multiplePricing: "multiplePricing"
      case .ncd1, .ncd2, .ncd3: "ncdReference"
      case .manual1, .manual2, .manual3: "manualReference"
      case .statute: "statute"
      case .lab1, .lab2, .lab3, .lab4, .lab5, .lab6, .lab7, .lab8: "labCertification"
      case .reference1, .reference2, .reference3, .reference4, .reference5: "crossReference"
      case .coverage: "coverage"
      case .processingNote: "processingNote"
      case .betos: "betos"
      case .service1, .service2, .service3, .service4, .service5: "typeOfService"
      case .actionEffective: "actionEffective"
      case .action: "actionCode"
      }
    }
  }

  /// Where the record begins, for messages.
  var place: SourceError.Place
  /// The texts of the columns, in the order of ``Column``; empty where blank.
  var values = [String](repeating: "", count: Column.allCases.count)

  subscript(column: Column) -> String {
    get { values[HCPCSRecord.positions[column] ?? 0] }
    set { values[HCPCSRecord.positions[column] ?? 0] = newValue }
  }

  private static let positions: [Column: Int] = Dictionary(
    uniqueKeysWithValues: Column.allCases.enumerated().map { ($1, $0) })

  /// Goes on with the long description where a line ended: one blank between the parts.
  mutating func appendDescription(_ part: String) {
    if !part.isEmpty { self[.longDescription] += self[.longDescription].isEmpty ? part : " \(part)" }
  }

  /// Hands out the code, its facts and its crosswalks.
  func emit(in file: String, _ emit: (KnowledgeValue) throws(SourceError) -> Void) throws(SourceError) {
    let target = Target(self[.code].utf8.count == 2 ? .modifier : .hcpcs, self[.code])
    guard !self[.longDescription].isEmpty else { throw malformed("\(self[.code]) has no long description", file) }
    let validity = DayRange(from: try day(.added, file), through: try day(.terminated, file))
    try emit(
      .code(
        Code(
          target, title: self[.longDescription],
          shortTitle: self[.shortDescription].isEmpty ? nil : self[.shortDescription], billable: true,
          validity: validity)))
    for (index, column) in Column.allCases.enumerated() where !values[index].isEmpty {
      guard let key = column.factKey else { continue }
      try emit(.fact(Fact(target, key, try factValue(column, values[index], file))))
      if key == "crossReference", let destination = CodeShape.procedure(values[index]) {
        try emit(.crosswalk(Crosswalk(target, destination, approximate: true)))
      }
    }
  }

  private func factValue(_ column: Column, _ value: String, _ file: String) throws(SourceError) -> String {
    switch column {
    case .coverage: HCPCSRecord.coverages[value].map { "\(value) \($0)" } ?? value
    case .action: HCPCSRecord.actions[value].map { "\(value) \($0)" } ?? value
    case .actionEffective: try day(column, file)?.description ?? value
    default: value
    }
  }

  private func day(_ column: Column, _ file: String) throws(SourceError) -> Day? {
    let text = self[column]
    if text.isEmpty { return nil }
    guard let day = Day(digits: text) else {
      throw malformed("\(self[.code]): \(column.rawValue) \"\(text)\" is not a day", file)
    }
    return day
  }

  private func malformed(_ message: String, _ file: String) -> SourceError {
    SourceError(
      .malformed, file: file, place: place, message: message,
      remedy: "get the file again; it must be the published one, unchanged")
  }

  private static let coverages = [
    "C": "carrier judgment", "D": "special coverage instructions", "I": "not payable by Medicare",
    "M": "non-covered by Medicare", "S": "non-covered by statute",
  ]

  private static let actions = [
    "A": "add", "B": "change of administrative field and long description", "C": "change of long description",
    "D": "discontinue", "F": "change of administrative field", "N": "no maintenance", "P": "payment change",
    "R": "re-activate", "S": "change of short description", "T": "miscellaneous",
  ]
}

/// What both forms of the HCPCS file share in their description.
enum HCPCSRelease {
  /// The quarterly release that the clues name: `2025-10` from October 2025 on, `2020-01` where only a year is named.
  static func release(_ head: SourceHead, _ hint: ReleaseHint) throws(SourceError) -> Release {
    let date = try ReleaseClues(head, hint).date()
    let month = date.month ?? 1
    return Release(
      scope: .hcpcs, version: "\(date.year)-\(month < 10 ? "0" : "")\(month)",
      effective: DayRange(from: Day(year: date.year, month: month, day: 1)))
  }
}
