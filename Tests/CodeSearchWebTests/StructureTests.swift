import CodeSearchWeb
import Testing

/// What a screen reader needs of every page.
struct StructureTests {
  @Test(arguments: Office.everyPage)
  func `A page has a language, a title, its landmarks and one first heading`(path: String, query: String) throws {
    let page = try Markup.read(try Office.text(path, query))
    #expect(page.elements("html").first?["lang"] == "en")
    #expect(page.elements("title").first?.text.hasSuffix("codesearch") == true)
    #expect(page.elements("main").count == 1)
    #expect(page.elements("header").first?.parent?.name == "body")
    #expect(page.all.count { $0["role"] == "search" } == 1)
    #expect(page.all.count { $0["role"] == "status" } == 1)
    #expect(page.elements("h1").count == 1)
    #expect(page.elements("a").first?["href"] == "#main")
    #expect(page.elements("nav").allSatisfy { $0["aria-label"]?.isEmpty == false })
  }

  @Test(arguments: Office.everyPage)
  func `Headings leave no level out`(path: String, query: String) throws {
    var level = 0
    for heading in try Markup.read(try Office.text(path, query)).elements("h1", "h2", "h3") {
      let next = Int(heading.name.dropFirst()) ?? 0
      #expect(next <= level + 1, "\(heading.name) \(heading.text) after a heading of level \(level)")
      level = next
    }
  }

  @Test(arguments: Office.everyPage)
  func `Every control and link has a name`(path: String, query: String) throws {
    let page = try Markup.read(try Office.text(path, query))
    let labelled = Set(page.elements("label").compactMap { $0["for"] })
    for field in page.elements("input", "select") where field["type"] != "hidden" {
      let isNamed =
        field["aria-label"]?.isEmpty == false || labelled.contains(field["id"] ?? "-")
        || field.ancestors.contains { $0.name == "label" }
      #expect(isNamed, "\(field.attributes)")
    }
    for element in page.elements("a", "button", "summary", "legend", "option") {
      let name = (element["aria-label"] ?? element.text).filter { !$0.isWhitespace }
      #expect(!name.isEmpty, "<\(element.name)> \(element.attributes)")
    }
  }

  @Test(arguments: Office.everyPage)
  func `Identifiers are there once, and what refers to one finds it`(path: String, query: String) throws {
    let page = try Markup.read(try Office.text(path, query))
    let identifiers = page.all.compactMap { $0["id"] }
    #expect(Dictionary(grouping: identifiers) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
    for element in page.all {
      let named = ["for", "form", "aria-labelledby", "aria-describedby"].compactMap { element[$0] }
      let fragments = element["href"].map { $0.hasPrefix("#") ? [String($0.dropFirst())] : [] } ?? []
      for reference in named + fragments { #expect(identifiers.contains(reference), "\(reference)") }
    }
  }

  @Test(arguments: Office.everyPage)
  func `Tables have headings, and lists hold items`(path: String, query: String) throws {
    let page = try Markup.read(try Office.text(path, query))
    for table in page.elements("table") { #expect(table.elements("th").allSatisfy { $0["scope"] != nil }) }
    for list in page.elements("ul", "ol") { #expect(list.children.allSatisfy { $0.name == "li" }) }
    #expect(page.all.allSatisfy { (Int($0["tabindex"] ?? "0") ?? 1) <= 0 })
  }
}
