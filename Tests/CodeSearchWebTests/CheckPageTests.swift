import CodeSearchWeb
import Testing

struct CheckPageTests {
  @Test func `The form works by GET and by POST, and comes back as it was filled in`() throws {
    let sent = try Markup.read(try Office.text("/check", Office.claim))
    let posted = try Office.pages.response(to: WebRequest(method: "POST", path: "/check", form: Office.claim))
    #expect(String(decoding: posted.body, as: UTF8.self) == (try Office.text("/check", Office.claim)))
    let fields = sent.elements("input").filter { $0.ancestors.contains { $0["class"] == "claim" } }
    #expect(fields.first { $0["name"] == "dx" }?["value"] == "E11.9 E10.9 Z99.99")
    #expect(fields.filter { $0["name"] == "code" }.compactMap { $0["value"] } == ["10001", "10002", "", ""])
    #expect(fields.filter { $0["name"] == "units" }.compactMap { $0["value"] } == ["", "3", "", ""])
  }

  @Test func `Findings stand by severity, with rule, remedy, source and card`() throws {
    let report = try #require(
      try Markup.read(try Office.text("/check", Office.claim)).elements("section").first { $0["id"] == "report" })
    let headings = report.elements("h3").map(\.text)
    #expect(headings.first?.hasSuffix("errors") == true && headings.last == "Not checked")
    let rules = report.elements("span").filter { $0["class"] == "rule" }.map(\.text)
    #expect(rules.contains("excludes1") && rules.contains("ptp-edit") && rules.contains("unknown-code"))
    for finding in report.elements("li").filter({ $0["class"]?.hasPrefix("finding") == true }) {
      #expect(finding.text.contains("Remedy") && finding.text.contains("By "))
    }
  }

  @Test func `A claim of which nothing can be said is not praised`() throws {
    let report = try Markup.read(try Office.text("/check", "on=2026-02-01&dx=E10.9"))
    #expect(report.text.contains("Nothing found against it by the rules that are loaded"))
  }

  @Test func `What cannot be read is marked at its field, and nothing is checked`() throws {
    let response = try Office.get("/check", "on=soon&state=Texas&dx=E11.9&code=1&mod=toolong&units=many")
    let page = try Markup.read(String(decoding: response.body, as: UTF8.self))
    #expect(response.status == 400)
    let faulty = page.elements("input").filter { $0["aria-invalid"] == "true" }
    #expect(faulty.compactMap { $0["name"] } == ["on", "state", "code"])
    #expect(faulty.allSatisfy { field in page.all.contains { $0["id"] == field["aria-describedby"] } })
    #expect(!page.elements("section").contains { $0["id"] == "report" })
  }

  @Test func `An empty form is neither checked nor blamed`() throws {
    let response = try Office.get("/check", "on=2026-02-01&dx=&code=&mod=&units=")
    #expect(response.status == 200)
    #expect(!String(decoding: response.body, as: UTF8.self).contains("aria-invalid"))
  }

  @Test func `More lines than a claim can have are refused at the first that is too many`() throws {
    let lines = (0..<60).map { _ in "code=10001&mod=&units=" }.joined(separator: "&")
    let page = try Markup.read(try Office.text("/check", lines))
    let faulty = page.elements("input").filter { $0["aria-invalid"] == "true" }
    #expect(faulty.count == 10)
    #expect(faulty.first?["aria-describedby"] == "fault-51")
  }
}
