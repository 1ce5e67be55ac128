import Foundation
import Testing

@Suite("Rules")
struct RuleCommandTests {
  private let rules: RuleFixture

  init() throws { rules = try RuleFixture() }

  private func golden(_ run: CommandRun, _ name: String, status: Int32 = 0) throws {
    #expect(run.status == status, "\(run.errors)")
    let text = (run.output + (run.errors.isEmpty ? "" : "--- messages\n" + run.errors))
      .replacingOccurrences(of: CommandRun.packageRoot, with: "PACKAGE")
      .replacingOccurrences(of: rules.folder, with: "FOLDER")
    try Golden.expect(text, name)
  }

  @Test(
    "each of twenty cards stands as recorded",
    arguments: [
      "99213", "45378", "38564", "E0100", "A0428", "J0120", "G0008", "E11.9", "I10", "C48.0", "R05", "S52.501A",
      "0DTJ4ZZ", "59", "25", "LT", "I.C.4.a", "II.A", "280.3", "A50001",
    ])
  func cards(code: String) throws {
    try golden(try rules.run("show", code), "rules-show-\(code)")
  }

  @Test("edits stand as recorded: of a code, of pairs in and out of force, and where there is none")
  func edits() throws {
    try golden(try rules.run("edits", "45378"), "rules-edits")
    try golden(try rules.run("edits", "99213", "45378", "38564", "E0100"), "rules-edits-pairs")
    try golden(try rules.run("edits", "A0428", "E0100"), "rules-edits-undated")
    try golden(try rules.run("edits", "--json", "45378", "99213"), "rules-edits-json")
    try golden(try rules.run("edits", "G0008", "38564"), "rules-edits-none", status: 1)
    try golden(try rules.run("edits", "--setting", "supplier", "E0100"), "rules-edits-supplier")
  }

  @Test("coverage stands as recorded: of a code, with diagnoses, by words, and where there is none")
  func coverage() throws {
    try golden(try rules.run("coverage", "45378"), "rules-coverage")
    try golden(try rules.run("coverage", "45378", "--with", "E11.9", "I10"), "rules-coverage-with")
    try golden(try rules.run("coverage", "looking into the bowel"), "rules-coverage-words")
    try golden(try rules.run("coverage", "J0120"), "rules-coverage-none", status: 1)
  }

  @Test("fees, crosswalks and guidelines stand as recorded")
  func others() throws {
    try golden(try rules.run("fee", "99213"), "rules-fee")
    try golden(try rules.run("fee", "--locality", "01112-05", "38564"), "rules-fee-locality")
    try golden(try rules.run("fee", "J0120"), "rules-fee-none", status: 1)
    let office = try rules.run("fee", "99213", "--setting", "office", "--json").output
    #expect(office.contains("\"nonFacilityTotal\"") && !office.contains("\"facilityTotal\""))
    try golden(try rules.run("crosswalk", "E11.9"), "rules-crosswalk")
    try golden(try rules.run("crosswalk", "LT"), "rules-crosswalk-none", status: 1)
    try golden(try rules.run("guideline", "I.C.4.a"), "rules-guideline")
    try golden(try rules.run("guideline", "diabetes", "combination"), "rules-guideline-words")
  }

  @Test("a check stands as recorded: with findings, without, and as JSON")
  func check() throws {
    let claim = ["--dx", "E11.9", "I10", "--code", "99213", "45378x3", "38564", "G0008-ZZ"]
    try golden(try run(["check"] + claim), "rules-check")
    try golden(try run(["check", "--json"] + claim), "rules-check-json")
    try golden(try rules.run("check", "--dx", "C48.0", "--code", "99213-25", "45378"), "rules-check-clean")
    let input = "{\"on\": \"2026-02-01\", \"diagnoses\": [\"C48.0\"], \"lines\": [\"99213-25\", {\"code\": \"45378\"}]}"
    let piped = try rules.run("check", "--claim", "-", input: input)
    #expect(piped.output == (try rules.run("check", "--dx", "C48.0", "--code", "99213-25", "45378")).output)
    let misnamed = try rules.run("check", "--claim", "-", input: "{\"dx\": [\"C48.0\"]}")
    #expect(misnamed.status == 2)
    #expect(misnamed.errors.contains("standard input: unknown field \"dx\" of a claim"))
  }

  @Test("check never promises that a claim is paid")
  func advice() throws {
    let output = try rules.run("check", "--dx", "C48.0", "--code", "99213").output
    #expect(!output.contains("will be paid") && output.contains("Not checked"))
  }

  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun.of(arguments + ["--index", rules.index, "--on", "2026-02-01"])
  }

  @Test(
    "a wrong argument is status 2 and is named",
    arguments: [
      (["check"], "nothing to check"), (["check", "--claim", "x.json", "--dx", "I10"], "either --claim"),
      (["check", "--code", "99213x0"], "99213x0 is no claim line"),
      (["check", "--code", "99213-255"], "99213-255 is no claim line"),
      (["check", "--code", "99213", "--setting", "home"], "home"),
      (["check", "--code", "99213", "--on", "2026-02-30"], "2026-02-30 is not a date"),
      (["edits"], "code"), (["edits", "Q0000"], "no CPT or HCPCS code Q0000 is loaded"),
      (["edits", "99213", "E11.9"], "no CPT or HCPCS code E11.9 is loaded"),
      (["coverage"], "words"), (["coverage", "45378", "--with", "Q99.9"], "no ICD-10-CM code Q99.9 is loaded"),
      (["fee", "Q0000"], "no CPT or HCPCS code Q0000 is loaded"),
      (["fee", "99213", "--locality", "Nowhere"], "no locality Nowhere is loaded"),
      (["fee", "99213", "--locality", "CA"], "2 localities match CA"), (["crosswalk"], "code"),
      (["guideline"], "words"),
    ])
  func wrong(arguments: [String], message: String) throws {
    let options = arguments.contains("--on") ? [] : ["--on", "2026-02-01"]
    let run = try CommandRun.of(arguments + ["--index", rules.index] + options)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("a claim that cannot be read, and one that is no claim, are told apart by status")
  func unreadable() throws {
    let missing = try rules.run("check", "--claim", rules.folder + "/missing.json")
    #expect(missing.status == 6 && missing.errors.contains("missing.json"), "\(missing.status) \(missing.errors)")
    for text in [
      "", "no JSON", "[]", "{\"lines\": [{\"units\": 1}]}", "{\"lines\": [{\"code\": \"99213\", \"units\": 0}]}",
    ] {
      let run = try rules.run("check", "--claim", "-", input: text)
      #expect(run.status == 2 && run.errorLines.count <= 3, "\(text): \(run.errors)")
    }
  }

  @Test("a code that no list has is a finding and not an error of the command")
  func unknownCode() throws {
    let run = try rules.run("check", "--code", "99999")
    #expect(run.status == 0 && run.output.contains("unknown-code"))
  }
}
