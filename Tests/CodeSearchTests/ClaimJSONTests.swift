import CodeSearch
import CodingKnowledge
import Foundation
import Testing

@Suite struct ClaimJSONTests {
  private func read(_ text: String) throws -> Claim { try Claim(json: text, today: Billing.today) }

  @Test func `A claim has its day, setting, state, diagnoses and lines`() throws {
    let claim = try read(
      """
      {"on": "2026-03-02", "setting": "hospital", "state": "tx", "diagnoses": ["E11.9", "Z79.4"],
       "lines": [{"code": "99213", "modifiers": ["25", "LT"], "units": 2}, "j0897x60", {"code": "20610"}]}
      """)
    #expect(claim.day == Clinic.day("2026-03-02") && claim.setting == .hospital && claim.state == "TX")
    #expect(claim.diagnoses == ["E11.9", "Z79.4"])
    #expect(
      claim.lines == [
        Claim.Line(code: "99213", modifiers: ["25", "LT"], units: 2), Claim.Line(code: "J0897", units: 60),
        Claim.Line(code: "20610"),
      ])
  }

  @Test func `What is left out is today, a practitioner, and nothing to bill`() throws {
    #expect(try read("{}") == Claim(on: Billing.today))
    #expect(try read("{\"on\": null, \"lines\": []}") == Claim(on: Billing.today))
  }

  @Test(arguments: [
    ("", "not JSON"), ("{", "not JSON"), ("[]", "of the wrong kind"), ("\"claim\"", "of the wrong kind"),
    ("{\"on\": \"2026-02-30\"}", "\"on\" is no date: 2026-02-30"),
    ("{\"on\": 20260301}", "\"on\" is of the wrong kind"),
    ("{\"dx\": [\"E11.9\"]}", "unknown field \"dx\" of a claim"),
    ("{\"lines\": [{\"code\": \"99213\", \"unit\": 2}]}", "unknown field \"unit\" of a line"),
    ("{\"setting\": \"home\"}", "\"setting\" is unknown: home"),
    ("{\"diagnoses\": \"E11.9\"}", "\"diagnoses\" is of the wrong kind"),
    ("{\"diagnoses\": [9]}", "is of the wrong kind"), ("{\"lines\": {}}", "\"lines\" is of the wrong kind"),
    ("{\"lines\": [{\"units\": 1}]}", "\"code\" is missing"), ("{\"lines\": [7]}", "is of the wrong kind"),
    ("{\"lines\": [{\"code\": 99213}]}", "is of the wrong kind"),
    ("{\"lines\": [{\"code\": \"99213\", \"units\": \"two\"}]}", "is of the wrong kind"),
    ("{\"lines\": [{\"code\": \"99213\", \"units\": 1.5}]}", ""),
    ("{\"lines\": [{\"code\": \"99213\", \"units\": 0}]}", "no claim line"),
    ("{\"lines\": [{\"code\": \"99213\", \"units\": -1}]}", "no claim line"),
    ("{\"lines\": [{\"code\": \"99213\", \"modifiers\": [\"259\"]}]}", "no claim line"),
    ("{\"lines\": [{\"code\": \"\"}]}", "no claim line"), ("{\"lines\": [\"99 213\"]}", "no claim line"),
  ])
  func `What is no claim is refused, and the error names the field`(text: String, message: String) {
    let error = #expect(throws: CodeSearchError.self) { try read(text) }
    #expect(error?.code == .query)
    #expect(message.isEmpty || error?.message.contains(message) == true, "\(String(describing: error?.message))")
    #expect(error?.message.contains("ClaimDocument") == false)
  }

  @Test(arguments: [
    ("99213", "99213"), ("99213-25", "99213-25"), ("20610-rt-59X2", "20610-RT-59x2"), ("J0897*60", "J0897x60"),
    ("E0100x1", "E0100"), ("0DTJ4ZZ", "0DTJ4ZZ"), ("99213x99999", "99213x99999"),
  ])
  func `A line is read in its short form and written the same way`(text: String, written: String) throws {
    let line = try Claim.Line(text)
    #expect(line.text == written)
    #expect(try Claim.Line(line.text) == line)
  }

  @Test(arguments: [
    "", "-", "99213-", "99213-2", "99213-255", "99213x0", "99213x-1", "99213x100000", "99213 25", "99", "-25", "x2",
    "99213-25x", "é9213",
  ])
  func `A text that is no line is refused`(text: String) {
    let error = #expect(throws: CodeSearchError.self) { try Claim.Line(text) }
    #expect(error?.code == .query)
  }

  @Test func `A report in JSON says what the report says`() throws {
    let report = try ClaimCase("E11.9 / 10001 10002-59", state: "TX").report()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
    #expect(object["format"] as? Int == 1 && object["on"] as? String == "2026-02-01")
    #expect(object["setting"] as? String == "practitioner" && object["state"] as? String == "TX")
    #expect(object["lines"] as? [String] == ["10001", "10002-59"] && object["diagnoses"] as? [String] == ["E11.9"])
    let findings = try #require(object["findings"] as? [[String: Any]])
    #expect(findings.map { $0["rule"] as? String } == ["ptp-edit", "use-additional-code"])
    #expect(findings.map { $0["severity"] as? String } == ["error", "note"])
    #expect(findings[0]["codes"] as? [String] == ["10001", "10002"])
    #expect((object["notChecked"] as? [Any])?.isEmpty == false && (object["basis"] as? [Any])?.isEmpty == false)
  }
}
