import CodeSearchWeb
import Testing

/// The pages in a real browser.
@Suite(
  .serialized,
  .enabled(if: Chromium.program != nil, "no Chromium is installed; on Debian: apt-get install chromium"))
struct BrowserTests {
  private static let first = "document.querySelector('.hit .code')?.textContent"

  @Test func `Typing shows results, the address follows, and Enter opens the first`() throws {
    let browser = try Chromium(Office.pages)
    try browser.open("/?on=2026-02-01")
    try browser.value("document.getElementById('q').focus()")
    try browser.type("sugar")
    try browser.wait("\(Self.first) === 'E11.9'")
    try browser.wait("location.search === '?q=sugar&on=2026-02-01'")
    try browser.wait("document.getElementById('announcement').textContent.includes('First: E11.9')")
    #expect(try browser.text("document.title") == "sugar · codesearch")
    #expect(try browser.text("document.activeElement.id") == "q")
    try browser.press("Enter")
    try browser.wait("location.pathname === '/code/icd10cm/E11.9' && document.readyState === 'complete'")
    try browser.value("history.back()")
    try browser.wait("location.search === '?q=sugar&on=2026-02-01' && \(Self.first) === 'E11.9'")
    #expect(try browser.text("document.getElementById('q').value") == "sugar")
    #expect(browser.complaints == [])
  }

  @Test func `The arrows walk through the results and back to the box, and c copies`() throws {
    let browser = try Chromium(Office.pages)
    try browser.call(
      "Browser.grantPermissions",
      ["origin": Chromium.origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
    try browser.open("/?q=diabetes&on=2026-02-01")
    try browser.press("/")
    try browser.value("document.getElementById('q').focus()")
    let codes = try browser.text("[...document.querySelectorAll('.hit .code')].map(e => e.textContent).join(' ')")
    let all = codes.split(separator: " ").map(String.init)
    try #require(all.count > 2)
    let focused = "document.activeElement.closest('.hit')?.dataset.code ?? document.activeElement.id"
    for code in all.prefix(2) {
      try browser.press("ArrowDown")
      #expect(try browser.text(focused) == code)
    }
    try browser.type("c")
    try browser.wait("document.getElementById('announcement').textContent === 'Copied \(all[1])'")
    #expect(try browser.text("navigator.clipboard.readText()") == all[1])
    try browser.type("C")
    try browser.press("ArrowUp")
    #expect(try browser.text(focused) == all[0])
    try browser.press("ArrowUp")
    #expect(try browser.text(focused) == "q")
    try browser.press("ArrowDown")
    try browser.press("Escape")
    #expect(try browser.text(focused) == "q")
    #expect(browser.complaints == [])
  }

  @Test func `A filter narrows at once, and back takes it off again`() throws {
    let browser = try Chromium(Office.pages)
    try browser.open("/?q=diabetes&on=2026-02-01")
    try browser.value("document.getElementById('f-guideline').click()")
    try browser.wait("\(Self.first) === 'I.A.1'")
    #expect(try browser.text("location.search") == "?q=diabetes&on=2026-02-01&kind=guideline")
    try browser.value("history.back()")
    try browser.wait("document.querySelectorAll('.group').length === 2")
    #expect(try browser.value("document.getElementById('f-guideline').checked") as? Bool == false)
  }

  @Test func `A search can begin on any page, and back leads to that page`() throws {
    let browser = try Chromium(Office.pages)
    try browser.open("/code/icd10cm/E10.9?on=2026-02-01")
    try browser.value("document.getElementById('q').focus()")
    try browser.type("cane")
    try browser.wait("\(Self.first) === 'E0100'")
    #expect(try browser.text("location.pathname + location.search").hasPrefix("/?"))
    try browser.value("history.back()")
    try browser.wait("document.querySelector('#card-title .code')?.textContent === 'E10.9'")
    #expect(browser.complaints == [])
  }

  @Test func `The theme is kept from page to page`() throws {
    let browser = try Chromium(Office.pages)
    try browser.open("/check")
    let ground = "getComputedStyle(document.body).backgroundColor"
    let light = try browser.text(ground)
    try browser.value("document.getElementById('theme').click(); document.getElementById('theme').click()")
    #expect(try browser.text(ground) != light)
    try browser.open("/browse")
    #expect(try browser.text(ground) != light)
    #expect(try browser.text("document.getElementById('theme').ariaLabel") == "Theme: dark")
  }

  @Test func `A line can be added to a claim, and the claim is checked`() throws {
    let browser = try Chromium(Office.pages)
    try browser.open("/check?on=2026-02-01")
    try browser.value("document.getElementById('add-line').click()")
    #expect(try browser.text("document.activeElement.ariaLabel") == "Code of line 5")
    try browser.type("10001")
    try browser.press("Enter")
    try browser.wait("document.querySelector('#report .echo .code')?.textContent === '10001'")
    #expect(browser.complaints == [])
  }

  @Test func `Hostile texts run nothing`() throws {
    let browser = try Chromium(Office.pages)
    for address in ["/?q=bold&on=2026-02-01", "/code/icd10cm/E11.8", "/code/icd10cm/E11", "/code/guideline/I.A.1"] {
      try browser.open(address)
      #expect(
        try browser.value("document.querySelectorAll('main img, main script, main b, main i').length") as? Int == 0)
    }
    try browser.value("document.getElementById('q').focus()")
    try browser.type(Office.hostile)
    try browser.wait("document.getElementById('results').textContent.includes('onerror')")
    #expect(try browser.value("document.querySelectorAll('main img, main script').length") as? Int == 0)
    #expect(browser.complaints == [])
  }
}
