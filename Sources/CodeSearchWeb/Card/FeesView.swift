internal import CodeSearch
internal import CodingKnowledge

/// The lines of the physician fee schedule, with national amounts.
struct FeesView {
  struct Line {
    var modifier: String
    var status: String
    var statusMeaning: String
    var global: String
    var work: String
    var malpractice: String
    var office: Place
    var facility: Place
  }

  /// Values where the service is done in the office, or in a facility.
  struct Place {
    var practiceExpense: String
    var total: String
    var amount: String
  }

  struct Indicator {
    var name: String
    var value: String
    var meaning: String
  }

  var lines: [Line]
  var indicators: [Indicator]

  /// Nil where the schedule has no line.
  init?(_ lines: [FeeAnswer.Line]) {
    guard let first = lines.first else { return nil }
    self.lines = lines.map(Line.init)
    let entry = lines.first { $0.entry.modifier.isEmpty }?.entry ?? first.entry
    let all = [
      Indicator(name: "Global", value: entry.globalDays, meaning: entry.globalMeaning),
      Indicator(name: "PC/TC", value: entry.componentIndicator, meaning: ""),
      Indicator(name: "Multiple procedures", value: entry.multipleProcedures, meaning: ""),
      Indicator(name: "Bilateral", value: entry.bilateralSurgery, meaning: entry.bilateralMeaning),
      Indicator(name: "Assistant", value: entry.assistantAtSurgery, meaning: ""),
      Indicator(name: "Co-surgeons", value: entry.coSurgeons, meaning: ""),
      Indicator(name: "Team", value: entry.teamSurgery, meaning: ""),
      Indicator(name: "Supervision", value: entry.supervision, meaning: ""),
    ]
    indicators = all.filter { !$0.value.isEmpty }
  }
}

extension FeesView.Line {
  fileprivate init(_ line: FeeAnswer.Line) {
    let entry = line.entry
    modifier = entry.modifier.isEmpty ? "–" : entry.modifier
    status = entry.status
    statusMeaning = entry.statusMeaning
    global = entry.globalDays
    work = entry.work.hundredths
    malpractice = entry.malpractice.hundredths
    office = .init(entry.nonFacilityPracticeExpense, line.nonFacilityTotal, line.nonFacilityAmount)
    facility = .init(entry.facilityPracticeExpense, line.facilityTotal, line.facilityAmount)
  }
}

extension FeesView.Place {
  /// Without a total the service is not done there.
  fileprivate init(_ practiceExpense: Int, _ total: Int?, _ amount: Int?) {
    self.practiceExpense = total == nil ? "–" : practiceExpense.hundredths
    self.total = total?.hundredths ?? "not done"
    self.amount = amount.map { "$" + $0.hundredths } ?? "–"
  }
}
