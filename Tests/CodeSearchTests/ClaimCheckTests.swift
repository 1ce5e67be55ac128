import CodeSearch
import CodingKnowledge
import Testing

@Suite struct ClaimCheckTests {
  private func expect(_ row: ClaimCase) throws {
    let report = try row.report()
    let found = report.findings.map { (["\($0.severity)", $0.rule] + $0.codes).joined(separator: " ") }
    #expect(Set(found) == row.findings)
    #expect(found.count == row.findings.count, "said twice: \(found)")
    for finding in report.findings {
      #expect(!finding.message.isEmpty && !finding.source.isEmpty && !finding.remedy.isEmpty, "\(finding)")
    }
  }

  @Test(arguments: ClaimCase.clean)
  func `Nothing is found against a claim that keeps the rules`(row: ClaimCase) throws { try expect(row) }

  @Test(arguments: ClaimCase.diagnoses)
  func `Diagnoses are held against the notes of the tabular list`(row: ClaimCase) throws { try expect(row) }

  @Test(arguments: ClaimCase.pairs)
  func `Pairs of codes are held against the edits of the day and setting`(row: ClaimCase) throws { try expect(row) }

  @Test(arguments: ClaimCase.units)
  func `Units are held against the limit as its indicator counts them`(row: ClaimCase) throws { try expect(row) }

  @Test(arguments: ClaimCase.lines)
  func `Lines are held against add-on edits and the fee schedule`(row: ClaimCase) throws { try expect(row) }

  @Test(arguments: ClaimCase.coverage)
  func `Diagnoses are held against the lists of coverage texts`(row: ClaimCase) throws { try expect(row) }

  @Test func `Sixty claims at least are in the tables, and every rule is among what they find`() {
    let all =
      ClaimCase.clean + ClaimCase.diagnoses + ClaimCase.pairs + ClaimCase.units + ClaimCase.lines + ClaimCase.coverage
    #expect(all.count >= 60)
    let rules = Set(all.flatMap(\.findings).compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) })
    #expect(
      rules == [
        "unknown-code", "deleted-code", "not-yet-valid", "not-billable", "missing-seventh-character",
        "repeated-diagnosis", "excludes1", "manifestation-first", "code-first", "use-additional-code",
        "external-cause-first", "ptp-edit", "ptp-edit-opened", "mue", "add-on-alone", "add-on-by-contractor",
        "unknown-modifier", "bilateral", "component", "assistant", "co-surgeons", "team-surgery", "global-period",
        "fee-schedule-status", "coverage-excludes", "coverage-unsupported",
      ])
  }

  @Test func `A finding names its table and quarter, the card, and a way out`() throws {
    let pair = try #require(try ClaimCase("I10 / 10001 10003").report().findings.first)
    #expect(pair.source == "NCCI PTP edits, practitioner, 2026-01; Rationale of a test")
    #expect(pair.card == Target(.cpt, "10001"))
    #expect(pair.remedy.contains("59") && pair.message.contains("indicator 1"))
    let opened = try #require(try ClaimCase("I10 / 10001-LT 10001 10003-59").report().findings.first)
    #expect(opened.message == "the edit of 10001 with 10003 (indicator 1) is opened by 10001-LT, 10003-59")
    let units = try #require(try ClaimCase("I10 / 30003x4").report().findings.first)
    #expect(units.message == "30003: 4 units on the day against an MUE of 3 (MAI 3)")
    let note = try #require(try ClaimCase("E11.9 Z79.4 P70.2 / ").report().findings.first)
    #expect(note.source.contains("Chapter 4") && note.card == Target(.icd10cm, "Chapter 4"))
    let deleted = try #require(try ClaimCase(" / G0999").report().findings.first)
    #expect(deleted.remedy == "in its place now: G0998" && deleted.message.contains("2019-12-31"))
    let contusion = try #require(try ClaimCase("S30.1XXA / ").report().findings.first)
    #expect(contusion.remedy == "in its place now: S30.12XA" && contusion.message.contains("2025-09-30"))
    let header = try #require(try ClaimCase("S52.501 / ").report().findings.first)
    #expect(header.remedy.contains("S52.501A"))
  }

  @Test(arguments: [("E11.99", "E11.9"), ("E01.00", "E"), ("99214", "99213"), ("E0109", "E0100")])
  func `An unknown code is told the nearest of its own kind`(code: String, nearest: String) throws {
    let isDiagnosis = code.contains(".")
    let report = try ClaimCase(isDiagnosis ? "\(code) / " : " / \(code)").report()
    let remedy = try #require(report.findings.first).remedy
    #expect(nearest == "E" ? remedy == "check the spelling" : remedy == "the nearest code is \(nearest)")
  }

  @Test func `The worst comes first`() throws {
    let severities = try ClaimCase("E11.9 / 30003x4 10001 10002").report().findings.map(\.severity)
    #expect(severities == [.error, .warning, .note])
  }

  @Test func `What rests on no table, or on another quarter's, is said`() throws {
    let codesOnly = try Clinic.searcher.check(
      {
        var claim = Claim(on: Clinic.today)
        claim.lines = [Claim.Line(code: "99213", modifiers: [], units: 1)]
        return claim
      }())
    #expect(codesOnly.basis.isEmpty)
    let named = codesOnly.gaps.map(\.why)
    for file in ["ccipra", "MCR_MUE_Practitioner", "AOC_V", "PPRRVU"] {
      #expect(named.contains { $0.contains(file) }, "\(file)")
    }
    let later = try ClaimCase("I10 / 99213", on: Clinic.day("2026-08-01")).report()
    #expect(later.gaps.contains { $0.what.contains("2026-08-01") && $0.why.contains("2026-01") })
    let current = try ClaimCase("I10 / 99213").report()
    #expect(!current.gaps.contains { $0.why.contains("not loaded") }, "\(current.gaps)")
    #expect(current.basis.contains { $0.version == "2026-01" && $0.isOfTheDay })
    let early = try ClaimCase("I10 / ", on: Clinic.day("2028-02-01")).report()
    #expect(early.gaps.contains { $0.what == "codes of ICD-10-CM on 2028-02-01" }, "\(early.gaps)")
    let anywhere = try ClaimCase("R05.9 / 80003").report().gaps.map(\.what)
    #expect(anywhere.contains("local coverage of the place of service"))
    let texas = try ClaimCase("R05.9 / 80003", state: "TX").report().gaps.map(\.what)
    #expect(!texas.contains("local coverage of the place of service"))
    let supplier = try ClaimCase(" / E0100", setting: .supplier).report()
    #expect(supplier.gaps.contains { $0.why.contains("no PTP edits for DME suppliers") })
  }
}
