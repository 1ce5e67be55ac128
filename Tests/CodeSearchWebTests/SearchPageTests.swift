import CodeSearchWeb
import Testing

struct SearchPageTests {
  private func results(_ query: String) throws -> Markup {
    try Markup.read(try Office.text("/", query + "&fragment=results"))
  }

  private func codes(_ query: String) throws -> [String] {
    try results(query).elements("li").compactMap { $0["data-code"] }
  }

  @Test(arguments: [
    ("di", "E11.9"), ("suga", "E11.9"), ("e119", "E11.9"), ("fractu radi", "S52.501A"), ("E0100", "E0100"),
  ])
  func `The first keystrokes find it`(typed: String, code: String) throws {
    #expect(try codes("on=2026-02-01&q=" + FormText.encoded(typed)).contains(code))
  }

  @Test func `A blank ends the word that is typed`() throws {
    #expect(try Set(codes("q=fall&on=2026-02-01")) == ["W19", "N83"])
    #expect(try codes("q=fall+&on=2026-02-01") == ["W19"])
  }

  @Test func `Filters narrow by system, kind, billing and validity`() throws {
    #expect(try codes("q=diabetes&kind=guideline&on=2026-02-01") == ["I.A.1"])
    #expect(try codes("q=diabetes&billable=yes&system=icd10cm&on=2026-02-01").contains("E11") == false)
    #expect(try codes("q=contusion&status=deleted&on=2026-02-01") == ["S30.1XXA"])
    #expect(try codes("q=contusion&status=active&on=2025-02-01").contains("S30.1XXA"))
  }

  @Test func `Results stand in groups, the kind of the best one first, each with a way to all of its kind`() throws {
    let page = try results("q=diabetes&on=2026-02-01")
    #expect(page.elements("h2").map(\.text) == ["Diagnoses", "Guidelines and manuals"])
    let narrow = try results("q=diabetes&on=2026-02-01&system=icd10cm")
    #expect(narrow.elements("h2").map(\.text) == ["Diagnoses"])
    #expect(narrow.elements("a").allSatisfy { $0["class"] != "more" })
  }

  @Test func `Reasons show on request, and without request where the words are others`() throws {
    #expect(try results("q=diabetes&on=2026-02-01").all.contains { $0["class"] == "hit-more why" } == false)
    #expect(try results("q=diabetes&on=2026-02-01&why=yes").text.contains("same word"))
  }

  @Test func `An answer without results says what was searched, and how to widen it`() throws {
    let page = try results("q=zzzqqq&system=cpt&on=2026-02-01")
    #expect(page.text.contains("Nothing found for “zzzqqq”"))
    #expect(page.text.contains("Searched: CPT, as of 2026-02-01."))
    #expect(page.elements("a").first?["href"] == "/?q=zzzqqq&on=2026-02-01")
  }

  @Test func `A fault is shown at its place in what was typed, also where a filter is set`() throws {
    for query in ["q=title%3A", "q=title%3A&status=active"] {
      let response = try Office.get("/", query + "&fragment=results")
      #expect(response.status == 400)
      let page = try Markup.read(String(decoding: response.body, as: UTF8.self))
      #expect(page.elements("pre").first?.text.hasPrefix("title:\n") == true)
    }
  }

  @Test func `A notice is shown`() throws {
    #expect(try results("q=diabetes&on=2031-02-01").text.contains("is not loaded; answered from"))
  }

  @Test func `A deleted code names what stands in its place, and its date`() throws {
    let text = try results("q=S30.1XXA&on=2026-02-01").text
    #expect(text.contains("Deleted after 2025-09-30") && text.contains("S30.12XA"))
  }

  @Test func `The day is carried along on links and in forms of other pages`() throws {
    let page = try Markup.read(try Office.text("/code/icd10cm/E11.9"))
    #expect(page.elements("input").first { $0["type"] == "hidden" }?["value"] == "2026-02-01")
    let links = page.elements("a").compactMap { $0["href"] }.filter { $0.hasPrefix("/code/") }
    #expect(!links.isEmpty && links.allSatisfy { $0.contains("on=2026-02-01") })
  }

  @Test func `Several pages of one kind follow each other without gap or repetition`() throws {
    let first = try codes("q=procedure&system=cpt&on=2026-02-01")
    #expect(Set(first) == ["10001", "10002", "10003"])
    #expect(try codes("q=procedure&system=cpt&on=2026-02-01&page=2").isEmpty)
    #expect(try codes("q=procedure&system=cpt&on=2026-02-01&page=-7") == first)
  }
}
