import CodeSearchWeb
import Testing

/// Accessibility as the browser computes it: names, contrast, sizes, focus, width.
@Suite(
  .serialized,
  .enabled(if: Chromium.program != nil, "no Chromium is installed; on Debian: apt-get install chromium"))
struct BrowserAccessibilityTests {
  private static let addresses = [
    "/", "/?q=diabetes&on=2026-02-01&why=yes", "/?q=zzzqqq", "/code/icd10cm/E11.9?on=2026-02-01",
    "/code/icd10cm/S30.1XXA?on=2026-02-01", "/code/cpt/10001?on=2026-02-01", "/browse", "/check?\(Office.claim)",
    "/check?on=x&dx=E11.9&code=%3C&state=1",
  ]

  @Test(arguments: [(1280, false), (1280, true), (390, false), (390, true)])
  func `Every text on every page can be read against its ground`(width: Int, dark: Bool) throws {
    let browser = try Chromium(Office.pages, width: width, dark: dark)
    for address in Self.addresses {
      try browser.open(address)
      try browser.value("document.querySelectorAll('details').forEach(each => { each.open = true })")
      let found = try browser.text(Self.unreadable)
      #expect(found == "", "\(address)")
    }
  }

  @Test(arguments: [1280, 390])
  func `Pages are no wider than the window, and what is pressed is large enough`(width: Int) throws {
    let browser = try Chromium(Office.pages, width: width)
    for address in Self.addresses {
      try browser.open(address)
      let excess = try browser.value("document.documentElement.scrollWidth - document.documentElement.clientWidth")
      let small = try browser.text(Self.tooSmall)
      #expect(excess as? Int == 0, "\(address)")
      #expect(small == "", "\(address)")
    }
  }

  @Test func `A screen reader is given a name for everything that can be used`() throws {
    let browser = try Chromium(Office.pages)
    let used: Set<String> = [
      "link", "button", "textbox", "searchbox", "checkbox", "combobox", "radio", "DisclosureTriangle",
    ]
    for address in Self.addresses {
      try browser.open(address)
      let nodes = try browser.accessibilityTree()
      #expect(nodes.filter { used.contains($0.role) && $0.name.isEmpty }.map(\.role) == [], "\(address)")
      #expect(Set(nodes.map(\.role)).isSuperset(of: ["banner", "main", "contentinfo", "search", "navigation"]))
    }
    try browser.open("/?q=sugar&on=2026-02-01")
    let names = try browser.accessibilityTree().filter { $0.role == "link" }.map(\.name)
    #expect(names.contains("E11.9 Type 2 diabetes mellitus without complications"))
  }

  @Test func `The keyboard reaches everything in the order of the page, and its place can be seen`() throws {
    let browser = try Chromium(Office.pages)
    try browser.open("/?q=diabetes&on=2026-02-01")
    try browser.value("document.activeElement.blur(); window.seen = []")
    for _ in 0..<24 {
      try browser.press("Tab")
      try browser.value(Self.recordFocus)
    }
    #expect(try browser.text("window.seen[0].name") == "Skip to content")
    let unseen = try browser.text("window.seen.filter(each => !each.isVisible).map(each => each.name).join()")
    #expect(unseen == "")
    let isOrdered = """
      window.seen.every((each, place) => place === 0
        || window.seen[place - 1].element.compareDocumentPosition(each.element) & Node.DOCUMENT_POSITION_FOLLOWING)
      """
    #expect(try browser.value("Boolean(\(isOrdered))") as? Bool == true)
  }

  private static let recordFocus = """
    (() => {
      const element = document.activeElement;
      // The parts of a date are one field.
      if (element === window.seen.at(-1)?.element) return;
      const outlined = [element, element.closest(".hit")].filter(Boolean)
        .some(each => getComputedStyle(each).outlineStyle !== "none");
      window.seen.push({ element, name: element.textContent.trim() || element.id, isVisible: outlined });
    })()
    """

  /// Texts with less contrast than 4.5 to 1, or 3 to 1 where they are large.
  private static let unreadable = """
    (() => {
      const parse = text => {
        const numbers = text.match(/[\\d.]+/g).map(Number);
        return { rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1 };
      };
      const luminance = rgb => rgb.map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
      const ground = element => {
        for (let each = element; each; each = each.parentElement) {
          const color = parse(getComputedStyle(each).backgroundColor);
          if (color.alpha === 1) return color.rgb;
        }
        return [255, 255, 255];
      };
      const found = new Set();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".hidden, option")) continue;
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
        const [low, high] = [luminance(parse(style.color).rgb), luminance(ground(element))].sort((a, b) => a - b);
        const contrast = (high + 0.05) / (low + 0.05);
        if (contrast < (isLarge ? 3 : 4.5)) found.add(`${contrast.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 40)}`);
      }
      return [...found].join("; ");
    })()
    """

  /// Controls smaller than 24 by 24 pixels, which WCAG 2.2 asks for (2.5.8); links within text are excepted.
  private static let tooSmall = """
    (() => {
      const found = [];
      for (const element of document.querySelectorAll("button, input, select, summary, nav a, .hit, .level, .choice")) {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".hidden")) continue;
        if (element.type === "hidden" || element.closest(".choice") && !element.matches(".choice")) continue;
        const style = getComputedStyle(element);
        if (style.clipPath !== "none") continue;
        const box = element.getBoundingClientRect();
        if (box.width < 24 || box.height < 23.9) found.push(`${element.tagName} ${element.className} ${box.width}x${box.height}`);
      }
      return found.join("; ");
    })()
    """
}
