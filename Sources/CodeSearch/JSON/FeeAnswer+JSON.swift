internal import CodingKnowledge

extension FeeAnswer {
  /// The answer as JSON text.
  /// - Parameter setting: only the values and amounts of this place of service; nil for those of both.
  public func json(for setting: Setting? = nil, isPretty: Bool = true) -> String {
    JSONDocument.text(FeeDocument(self, setting), isPretty: isPretty)
  }
}

/// A line of the fee schedule as answers show it; relative values in units, amounts in dollars.
struct FeeLineDocument: Encodable {
  var modifier: String
  var status: String
  var statusMeaning: String
  var work: Double
  var nonFacilityPracticeExpense: Double?
  var facilityPracticeExpense: Double?
  var malpractice: Double
  var nonFacilityTotal: Double?
  var facilityTotal: Double?
  var nonFacilityAmount: Double?
  var facilityAmount: Double?
  var conversionFactor: Double
  var globalDays: String
  var indicators: [String: String]

  init(_ line: FeeAnswer.Line, _ setting: FeeAnswer.Setting? = nil) {
    let entry = line.entry
    let hasOffice = setting != .facility
    let hasFacility = setting != .office
    func hundredths(_ value: Int) -> Double { Double(value) / 100 }
    modifier = entry.modifier
    status = entry.status
    statusMeaning = entry.statusMeaning
    work = hundredths(entry.work)
    nonFacilityPracticeExpense =
      entry.isNotNonFacility || !hasOffice ? nil : hundredths(entry.nonFacilityPracticeExpense)
    facilityPracticeExpense = entry.isNotFacility || !hasFacility ? nil : hundredths(entry.facilityPracticeExpense)
    malpractice = hundredths(entry.malpractice)
    nonFacilityTotal = hasOffice ? line.nonFacilityTotal.map(hundredths) : nil
    facilityTotal = hasFacility ? line.facilityTotal.map(hundredths) : nil
    nonFacilityAmount = hasOffice ? line.nonFacilityAmount.map(hundredths) : nil
    facilityAmount = hasFacility ? line.facilityAmount.map(hundredths) : nil
    conversionFactor = Double(entry.conversionFactor) / 10_000
    globalDays = entry.globalDays
    indicators = [
      "component": entry.componentIndicator, "multipleProcedures": entry.multipleProcedures,
      "bilateralSurgery": entry.bilateralSurgery, "assistantAtSurgery": entry.assistantAtSurgery,
      "coSurgeons": entry.coSurgeons, "teamSurgery": entry.teamSurgery, "supervision": entry.supervision,
    ]
  }
}

private struct FeeDocument: Encodable {
  struct Place: Encodable {
    var locality: String
    var state: String
    var name: String
  }

  var format = JSONDocument.format
  var system: String
  var code: String
  var title: String
  var on: String
  var locality: Place?
  var lines: [FeeLineDocument]
  var basis: [BasisDocument]
  var notices: [NoticeDocument]

  init(_ fee: FeeAnswer, _ setting: FeeAnswer.Setting?) {
    system = fee.target.scope.token
    code = fee.target.identifier
    title = fee.title
    on = fee.day.description
    locality = fee.locality.map { Place(locality: $0.target.identifier, state: $0.state, name: $0.name) }
    lines = fee.lines.map { FeeLineDocument($0, setting) }
    basis = fee.basis.map(BasisDocument.init)
    notices = fee.notices.map(\.document)
  }
}
