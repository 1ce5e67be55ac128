import CodeSearch
import CodingKnowledge
import Testing

/// A claim on the codes of ``Billing``, and everything that a check of it must find.
struct ClaimCase: Sendable, CustomTestStringConvertible {
  /// Diagnoses in order, a stroke, lines.
  var claim: String
  /// `severity rule code…` of each finding.
  var findings: Set<String>
  var setting: CareSetting
  var state: String?
  var day: Day

  init(
    _ claim: String, _ findings: String..., setting: CareSetting = .practitioner, state: String? = nil,
    on day: Day = Billing.today
  ) {
    self.claim = claim
    self.findings = Set(findings)
    self.setting = setting
    self.state = state
    self.day = day
  }

  var testDescription: String { "\(claim) \(setting.token) \(day)" }

  func report() throws -> ClaimReport {
    let halves = claim.split(separator: "/", omittingEmptySubsequences: false).map { $0.split(separator: " ") }
    var made = Claim(on: day, setting: setting, state: state)
    made.diagnoses = halves[0].map(String.init)
    made.lines = try halves[1].map { try Claim.Line(String($0)) }
    return try Billing.searcher.check(made)
  }
}

extension ClaimCase {
  static let clean: [ClaimCase] = [
    .init("I10 / 99213"), .init("C48.0 / 10001"), .init("E11.9 Z79.4 / 99213"), .init("e119 Z794 / 99213"),
    .init("G30.9 F02.80 / 99213"), .init("I11.0 I50.9 / 99213"), .init("K86.9 E08.9 / 99213"),
    .init("S52.501A W19.XXXA / 99213"), .init("J40 R05.9 / 99213"), .init("I10 / E0100", setting: .supplier),
  ]

  static let diagnoses: [ClaimCase] = [
    .init("E99.9 / 99213", "error unknown-code E99.9"), .init("E11.99 / 99213", "error unknown-code E11.99"),
    .init("S52.501 / 99213", "error missing-seventh-character S52.501"),
    .init("S52.5 / 99213", "error not-billable S52.5"), .init("R05 / 99213", "error not-billable R05"),
    .init("S30.1XXA / 99213", "error deleted-code S30.1XXA"),
    .init("S30.1XXA / ", on: Clinic.day("2025-09-30")),
    .init("S30.12XA / ", "error not-yet-valid S30.12XA", on: Clinic.day("2025-09-30")),
    .init("Z99.7 / 99213", "error not-yet-valid Z99.7"),
    .init("I10 I10 / 99213", "warning repeated-diagnosis I10"),
    .init("I10 i10 / 99213", "warning repeated-diagnosis I10"),
    // Its own category's note, and the same the other way round.
    .init("E11.9 Z79.4 E10.9 / 99213", "error excludes1 E11.9 E10.9"),
    .init("E10.9 E11.9 Z79.4 / 99213", "error excludes1 E11.9 E10.9"),
    .init("J40 J20.9 / 99213", "error excludes1 J40 J20.9"),
    // A range in the note of the chapter.
    .init("E11.9 Z79.4 P70.2 / 99213", "error excludes1 E11.9 P70.2"),
    .init("P70.2 E10.9 / 99213"),
    // A note that names one code with its dot.
    .init("K35.80 R10.9 / 99213", "error excludes1 R10.9 K35.80"),
    .init("F02.80 G30.9 / 99213", "error manifestation-first F02.80"),
    .init("F02.80 / 99213", "error manifestation-first F02.80"),
    .init("I10 F02.80 / 99213", "note code-first F02.80"),
    .init("D63.1 N18.9 / 99213", "warning code-first D63.1", "note code-first N18.9"),
    .init("E08.9 / 99213", "warning code-first E08.9"), .init("I50.9 / 99213", "note code-first I50.9"),
    .init("I50.9 I11.0 / 99213", "warning code-first I50.9"), .init("N18.9 / 99213", "note code-first N18.9"),
    .init("E11.9 / 99213", "note use-additional-code E11.9"),
    .init("W19.XXXA S52.501A / 99213", "error external-cause-first W19.XXXA"),
  ]

  static let pairs: [ClaimCase] = [
    .init("I10 / 10001 10002", "error ptp-edit 10001 10002"), .init("I10 / 10002 10001", "error ptp-edit 10001 10002"),
    .init("I10 / 10001 10002-59", "error ptp-edit 10001 10002"),
    .init("I10 / 10001 10003", "error ptp-edit 10001 10003"),
    .init("I10 / 10001 10003-59", "note ptp-edit-opened 10001 10003"),
    .init("I10 / 10001-XS 10003", "note ptp-edit-opened 10001 10003"),
    .init("I10 / 10001 10003-76", "error ptp-edit 10001 10003"),
    .init("I10 / 10001-LT 10001-RT 10003-59", "note ptp-edit-opened 10001 10003"),
    .init("I10 / 10001 10001-76 10002", "error ptp-edit 10001 10002"),
    .init("I10 / 10001 10004"), .init("I10 / 10001 10005"),
    .init("I10 / 10001 10005", "error ptp-edit 10001 10005", on: Clinic.day("2025-12-31")),
    .init("I10 / 10001 10006"), .init("I10 / 10001 10006", "error ptp-edit 10001 10006", on: Clinic.day("2026-03-01")),
    .init("I10 / 10001 10007", "error ptp-edit 10001 10007"),
    .init("I10 / 10001 10008-LT", "note ptp-edit-opened 10001 10008"),
    .init("I10 / 99213 10008", "error ptp-edit 99213 10008"), .init("I10 / 10002 10003"), .init("I10 / 10001 10009"),
    .init("I10 / 10001 10009", "error ptp-edit 10001 10009", setting: .hospital),
    .init("I10 / 10001 10003-59", "error ptp-edit 10001 10003", setting: .hospital),
    .init("I10 / 10001 10002", setting: .supplier),
    .init(
      "I10 / 10001 10002 10003", "error ptp-edit 10001 10002", "error ptp-edit 10001 10003"),
  ]

  static let units: [ClaimCase] = [
    .init("I10 / 30001x2"), .init("I10 / 30001x3", "error mue 30001"), .init("I10 / 30001x2 30001-76x2"),
    .init("I10 / 30002"), .init("I10 / 30002x2", "error mue 30002"),
    .init("I10 / 30002 30002-76", "error mue 30002"), .init("I10 / 30002x4", setting: .hospital),
    .init("I10 / 30002x5", "error mue 30002", setting: .hospital), .init("I10 / 30003x3"),
    .init("I10 / 30003x4", "warning mue 30003"), .init("I10 / 30003x2 30003x2", "warning mue 30003"),
    .init("I10 / 30004", "error mue 30004"), .init("I10 / E0100", "error mue E0100"),
    .init("I10 / E0100x2", "error mue E0100", setting: .supplier),
  ]

  static let lines: [ClaimCase] = [
    .init("I10 / 99999", "error unknown-code 99999"), .init("I10 / J9999", "error unknown-code J9999"),
    .init("I10 / G0999", "error deleted-code G0999"), .init("I10 / Q9999", "error not-yet-valid Q9999"),
    .init("I10 / 99213-ZZ", "warning unknown-modifier 99213"),
    .init("I10 / 20001 20002"), .init("I10 / 20006 20002"), .init("I10 / 20002", "error add-on-alone 20002"),
    .init("I10 / 10001 20002", "error add-on-alone 20002"),
    .init("I10 / 20003", "note add-on-by-contractor 20003"), .init("I10 / 20004", "warning add-on-alone 20004"),
    .init("I10 / 20001 20004"), .init("I10 / 20005"),
    .init("I10 / 20005", "error add-on-alone 20005", on: Clinic.day("2025-12-31")),
    .init("I10 / 60001-50", "error bilateral 60001"), .init("I10 / 60002-50", "error bilateral 60002"),
    .init("I10 / 60003-50"), .init("I10 / 60004-50"), .init("I10 / 40001-26"), .init("I10 / 40001-TC"),
    .init("I10 / 40002-26", "error component 40002"), .init("I10 / 40002-TC", "error component 40002"),
    .init("I10 / 40003-26"), .init("I10 / 60001-80", "error assistant 60001"),
    .init("I10 / 60002-AS", "error assistant 60002"), .init("I10 / 60003-80"), .init("I10 / 60004-80"),
    .init("I10 / 60001-62", "error co-surgeons 60001"), .init("I10 / 60003-62"),
    .init("I10 / 60001-66", "error team-surgery 60001"), .init("I10 / 60004-66"),
    .init("I10 / 99213 70001", "warning global-period 99213 70001"), .init("I10 / 99213-25 70001"),
    .init("I10 / 99205 70002", "warning global-period 99205 70002"),
    .init("I10 / 99213 70003", "warning global-period 99213 70003"), .init("I10 / 99213-57 70003"),
    .init("I10 / 99213 70001 70003", "warning global-period 99213 70003"), .init("I10 / 70001 70003"),
    .init("I10 / 50001", "warning fee-schedule-status 50001"),
    .init("I10 / 50002", "warning fee-schedule-status 50002"),
    .init("I10 / 50003", "note fee-schedule-status 50003"), .init("I10 / 50004", "warning fee-schedule-status 50004"),
    .init("I10 / 50005", "warning fee-schedule-status 50005"), .init("I10 / 50006"),
    .init("I10 / 50001", setting: .hospital),
  ]

  static let coverage: [ClaimCase] = [
    .init("C48.0 / 80001"), .init("I10 E11.9 Z79.4 / 80001"),
    .init("I10 / 80001", "warning coverage-unsupported 80001"),
    .init("E10.9 / 80001", "error coverage-excludes 80001 E10.9"),
    .init("C48.0 E10.9 / 80001", "error coverage-excludes 80001 E10.9"), .init("I10 / 80002"),
    .init("C48.0 / 80002", "warning coverage-unsupported 80002"),
    .init("R05.9 / 80002", "warning coverage-excludes 80002 R05.9"), .init(" / 80001"),
    .init("R05.9 / 80003", state: "TX"), .init("I10 / 80003", "warning coverage-unsupported 80003", state: "TX"),
    .init("I10 / 80004"), .init("I10 / 80003", state: "CA"), .init("I10 / 80003", "warning coverage-unsupported 80003"),
  ]
}
