internal import CodingKnowledge

/// A line of the relative value file, whichever form it came from.
struct RelativeValueRecord {
  let place: SourceError.Place
  let file: String
  /// The text of a column, without blanks around it.
  private let text: (RelativeValueColumn) -> String

  init(place: SourceError.Place, file: String, text: @escaping (RelativeValueColumn) -> String) {
    self.place = place
    self.file = file
    self.text = text
  }

  func entry() throws(SourceError) -> FeeScheduleEntry {
    let code = text(.code)
    guard let scope = CodeShape.procedureScope(code) else {
      throw malformed("\"\(code.prefix(20))\" is not a code of CPT or HCPCS")
    }
    let modifier = text(.modifier)
    guard modifier.isEmpty || Array(modifier.utf8).columns({ $0.count == 2 && $0.isCodeText }) else {
      throw malformed("\(code): \"\(modifier.prefix(20))\" is not a modifier")
    }
    var entry = FeeScheduleEntry(Target(scope, code), modifier: modifier, status: try sign(.status, "status"))
    entry.work = try number(.work, 100)
    entry.nonFacilityPracticeExpense = try number(.nonFacility, 100)
    entry.facilityPracticeExpense = try number(.facility, 100)
    entry.malpractice = try number(.malpractice, 100)
    entry.isNotNonFacility = try flag(.nonFacilityFlag)
    entry.isNotFacility = try flag(.facilityFlag)
    entry.preoperative = try number(.preoperative, 100)
    entry.intraoperative = try number(.intraoperative, 100)
    entry.postoperative = try number(.postoperative, 100)
    entry.conversionFactor = try number(.conversionFactor, 10_000)
    try setIndicators(of: &entry)
    return entry
  }

  private func setIndicators(of entry: inout FeeScheduleEntry) throws(SourceError) {
    entry.componentIndicator = try sign(.component, "PC/TC indicator")
    entry.globalDays = text(.globalDays)
    guard Array(entry.globalDays.utf8).columns({ $0.count == 3 && $0.isCodeText }) else {
      throw malformed("\(text(.code)): \"\(entry.globalDays.prefix(20))\" is not an indicator of global days")
    }
    entry.multipleProcedures = try sign(.multiple, "multiple procedure indicator")
    entry.bilateralSurgery = try sign(.bilateral, "bilateral surgery indicator")
    entry.assistantAtSurgery = try sign(.assistant, "assistant at surgery indicator")
    entry.coSurgeons = try sign(.coSurgeons, "co-surgeon indicator")
    entry.teamSurgery = try sign(.team, "team surgery indicator")
    entry.supervision = text(.supervision)
    guard Array(entry.supervision.utf8).columns({ $0.count == 2 && $0.isCodeText }) else {
      throw malformed("\(text(.code)): \"\(entry.supervision.prefix(20))\" is not an indicator of supervision")
    }
    entry.endoscopicBase = text(.endoscopicBase)
    guard entry.endoscopicBase.isEmpty || CodeShape.procedureScope(entry.endoscopicBase) != nil else {
      throw malformed("\(text(.code)): the endoscopic base \"\(entry.endoscopicBase.prefix(20))\" is not a code")
    }
  }

  /// An indicator of one sign.
  private func sign(_ column: RelativeValueColumn, _ name: String) throws(SourceError) -> String {
    let text = text(column)
    guard Array(text.utf8).columns({ $0.count == 1 && $0.isCodeText }) else {
      throw malformed("\(self.text(.code)): \"\(text.prefix(20))\" is not a \(name)")
    }
    return text
  }

  private func flag(_ column: RelativeValueColumn) throws(SourceError) -> Bool {
    let text = text(column)
    guard text.isEmpty || text == "NA" else {
      throw malformed("\(self.text(.code)): \"\(text.prefix(20))\" is neither NA nor empty")
    }
    return text == "NA"
  }

  /// A decimal number as a count of its last place.
  private func number(_ column: RelativeValueColumn, _ scale: Int) throws(SourceError) -> Int {
    let text = text(column)
    guard let number = FixedPoint.number(text, scale) else {
      throw malformed("\(self.text(.code)): \"\(text.prefix(20))\" is not a number in 1/\(scale)")
    }
    return number
  }

  private func malformed(_ message: String) -> SourceError {
    SourceError(
      .malformed, file: file, place: place, message: message,
      remedy: "get the file again; it must be the published one, unchanged")
  }
}

/// Decimal numbers as whole counts of their last place.
enum FixedPoint {
  /// `number("17.70", 100) == 1770`. Nil where `text` is not digits with at most one point, is not a whole count of
  /// 1/`scale`, or is above 1,000,000. Worksheets hold 1.1 as 1.1000000000000001, which is 1.1 here too.
  static func number(_ text: String, _ scale: Int) -> Int? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    guard isPlain, let value = Double(text), value <= 1_000_000 else { return nil }
    let scaled = value * Double(scale)
    let whole = scaled.rounded()
    return abs(scaled - whole) < 1e-4 ? Int(whole) : nil
  }
}
