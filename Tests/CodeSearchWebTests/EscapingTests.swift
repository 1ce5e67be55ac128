import CodeSearchWeb
import Testing

/// Nothing that was typed or indexed may become markup.
struct EscapingTests {
  /// Every element that the templates write.
  private static let elements: Set<String> = [
    "", "html", "head", "meta", "title", "link", "script", "body", "a", "header", "span", "form", "label", "input",
    "kbd",
    "button", "nav", "main", "p", "footer", "div", "details", "summary", "fieldset", "legend", "select", "option",
    "section", "h1", "h2", "h3", "ol", "ul", "li", "mark", "strong", "dl", "dt", "dd", "table", "thead", "tbody", "tr",
    "th", "td", "caption", "pre", "article",
  ]

  private static let typed = FormText.encoded(Office.hostile)

  @Test(arguments: Office.everyPage)
  func `A page has only elements and attributes that its templates write`(path: String, query: String) throws {
    try expectTame(try Markup.read(try Office.text(path, query)))
  }

  @Test(arguments: [
    ("/", "q=\(typed)"), ("/", "q=%22\(typed)"), ("/", "q=a&on=\(typed)"), ("/", "q=a&system=\(typed)&status=\(typed)"),
    ("/code/icd10cm/\(typed)", ""), ("/code/\(typed)/E11.9", ""), ("/code/icd10cm/E11.9", "on=\(typed)"),
    ("/browse/\(typed)", ""), ("/browse/icd10cm/\(typed)", ""), ("/\(typed)", ""), ("/assets/\(typed)", ""),
    ("/check", "dx=\(typed)&code=\(typed)&mod=\(typed)&units=\(typed)&state=\(typed)&setting=\(typed)&on=\(typed)"),
    ("/", "q=diabetes%00%ff%c3%28&fragment=\(typed)"), ("/", "%zz=%&&=&q=%4"),
  ])
  func `What was typed stays text, wherever it was typed`(path: String, query: String) throws {
    try expectTame(try Markup.read(try Office.text(path, query)))
  }

  @Test func `A hostile title, note, wording and guideline are shown as they are written`() throws {
    let title = try Markup.read(try Office.text("/code/icd10cm/E11.8"))
    #expect(title.elements("h1").first?.text.contains(Office.hostile) == true)
    let results = try Markup.read(try Office.text("/", "q=bold&on=2026-02-01"))
    #expect(results.text.contains("onerror=") && results.text.contains("{{query}}"))
    let note = try Markup.read(try Office.text("/code/icd10cm/E11"))
    #expect(note.text.contains("insulin resistant <i onmouseover='x'>diabetes</i> {{code}}"))
    let guideline = try Markup.read(try Office.text("/code/guideline/I.A.1"))
    #expect(guideline.elements("h1").first?.text.contains(Office.shortHostile) == true)
  }

  @Test func `A hostile query comes back in the box as it was typed`() throws {
    let page = try Markup.read(try Office.text("/", "q=\(Self.typed)"))
    #expect(page.elements("input").first { $0["id"] == "q" }?["value"] == Office.hostile)
  }

  private func expectTame(_ page: Markup) throws {
    for element in page.all {
      #expect(Self.elements.contains(element.name))
      for (attribute, value) in element.attributes {
        #expect(!attribute.hasPrefix("on") && attribute != "style" && attribute != "srcdoc", "<\(element.name)>")
        if ["href", "src", "action", "formaction"].contains(attribute) {
          #expect(value.hasPrefix("/") && !value.hasPrefix("//") || value.hasPrefix("#"), "\(attribute) \(value)")
        }
      }
    }
    for script in page.elements("script") {
      #expect(script.text.isEmpty && script["src"]?.hasPrefix("/assets/") == true)
    }
  }
}

/// Percent-encoding, apart from the code that is tested.
enum FormText {
  static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
  }
}
