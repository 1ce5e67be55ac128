public import ArgumentParser
public import CodeSearch
import CodingKnowledge

struct FeeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fee", abstract: "What the Medicare physician fee schedule says of a code.",
    discussion: """
      codesearch fee 71046-26 --locality 01112-05

      The amounts are relative values times the indices of the locality times the conversion factor. What Medicare pays \
      further depends on the claim. Exit status: 0 when the schedule has the code, 1 when it has not.
      """)

  @Argument(help: ArgumentHelp("A CPT or HCPCS code, alone or with a modifier: 71046-26.", valueName: "code"))
  var code: String

  @Option(help: ArgumentHelp("A payment locality: 01112-05, or words of its name.", valueName: "locality"))
  var locality: String?

  @Option(help: "Only the amounts of this place of service.")
  var setting: FeeAnswer.Setting?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let answer = try index.open().fee(of: code, locality: locality, on: on.value)
    if json {
      Output.line(answer.json(for: setting))
    } else {
      let terminal = Terminal.current()
      terminal.show(FeeRendering(answer, setting: setting, terminal: terminal).text)
      for notice in answer.notices { Output.message(notice.message) }
    }
    if answer.lines.isEmpty { throw ExitStatus.noHits }
  }
}
extension FeeAnswer.Setting: ExpressibleByArgument {
  public init?(argument: String) { self.init(spelling: argument) }
}

/// Fees as text.
struct FeeRendering {
  private var sheet: Sheet
  private let setting: FeeAnswer.Setting?

  init(_ fee: FeeAnswer, setting: FeeAnswer.Setting?, terminal: Terminal) {
    self.setting = setting
    sheet = Sheet(terminal)
    sheet.head(fee.target.identifier, fee.target.scope.name, fee.title)
    sheet.item(
      fee.locality.map { "amounts for \($0.name), \($0.state) (\($0.target.identifier))" } ?? "national amounts")
    if fee.lines.isEmpty { sheet.item("No line of the fee schedule in force on \(fee.day) has it.") }
    for line in fee.lines { add(line) }
    sheet.add(fee.basis)
  }

  var text: String { sheet.text }

  private mutating func add(_ line: FeeAnswer.Line) {
    let entry = line.entry
    sheet.section(entry.modifier.isEmpty ? "Whole service" : "With modifier \(entry.modifier)")
    sheet.item("status \(entry.status): \(entry.statusMeaning)")
    for amount in Sheet.amounts(line, at: setting) { sheet.item(amount) }
    sheet.item("global \(entry.globalDays): \(entry.globalMeaning)")
    sheet.addIndicators(entry)
  }
}

extension Sheet {
  /// The relative values and amounts of a line; one sentence where the schedule has none.
  static func amounts(_ line: FeeAnswer.Line, at place: FeeAnswer.Setting? = nil) -> [String] {
    let entry = line.entry
    if !entry.isPaidByRelativeValues, (line.nonFacilityTotal ?? 0) + (line.facilityTotal ?? 0) == 0 {
      return ["no relative values"]
    }
    let office = amount(
      "office", entry.nonFacilityPracticeExpense, line.nonFacilityTotal, line.nonFacilityAmount, entry)
    let facility = amount(
      "facility", entry.facilityPracticeExpense, line.facilityTotal, line.facilityAmount, entry)
    return (place == .facility ? [] : [office]) + (place == .office ? [] : [facility])
  }

  /// One setting's relative values and amount.
  private static func amount(
    _ name: String, _ practiceExpense: Int, _ total: Int?, _ amount: Int?, _ entry: FeeScheduleEntry
  ) -> String {
    guard let total else { return "\(name): not done there (NA)" }
    let parts =
      "work \(hundredths(entry.work)) + practice \(hundredths(practiceExpense)) + malpractice "
      + "\(hundredths(entry.malpractice)) = \(hundredths(total)) RVU"
    return "\(name): \(parts)" + (amount.map { ", $\(hundredths($0))" } ?? "")
  }

  mutating func addIndicators(_ entry: FeeScheduleEntry) {
    let indicators = [
      ("PC/TC", entry.componentIndicator), ("multiple", entry.multipleProcedures),
      ("bilateral", entry.bilateralSurgery),
      ("assistant", entry.assistantAtSurgery), ("co-surgeons", entry.coSurgeons), ("team", entry.teamSurgery),
      ("supervision", entry.supervision),
    ].filter { !$0.1.isEmpty }
    item("indicators: " + indicators.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    if !entry.bilateralMeaning.isEmpty { item("bilateral \(entry.bilateralSurgery): \(entry.bilateralMeaning)") }
  }

  /// 1234 reads 12.34.
  static func hundredths(_ value: Int) -> String {
    let rest = value % 100
    return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
