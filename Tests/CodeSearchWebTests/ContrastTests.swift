import CodeSearchWeb
import Testing

/// The colours of the style sheet, in both themes, against the contrast that WCAG 2.2 AA asks for.
struct ContrastTests {
  private static let text: [(ink: String, ground: String)] = [
    ("ink", "ground"), ("ink", "paper"), ("ink", "raised"), ("ink", "mark"), ("ink", "accent-wash"),
    ("quiet", "ground"), ("quiet", "paper"), ("quiet", "raised"), ("quiet", "accent-wash"), ("accent", "ground"),
    ("accent", "paper"), ("accent", "raised"), ("accent", "accent-wash"), ("accent", "bad-wash"),
    ("accent-ink", "accent"), ("good", "paper"), ("good", "good-wash"), ("bad", "paper"), ("bad", "bad-wash"),
    ("wait", "paper"), ("wait", "wait-wash"), ("ink", "bad-wash"), ("ink", "wait-wash"),
  ]

  @Test(arguments: text)
  func `Text stands out from its ground`(ink: String, ground: String) throws {
    try expect(ink, ground, atLeast: 4.5)
  }

  @Test(arguments: ["ground", "paper", "raised"])
  func `The edges of fields and the mark of the focus stand out from their ground`(ground: String) throws {
    try expect("edge", ground, atLeast: 3)
    try expect("accent", ground, atLeast: 3)
  }

  private func expect(_ ink: String, _ ground: String, atLeast limit: Double) throws {
    let colors = try Self.colors()
    let inks = try #require(colors[ink])
    let grounds = try #require(colors[ground])
    #expect(Self.contrast(inks.light, grounds.light) >= limit, "light \(Self.contrast(inks.light, grounds.light))")
    #expect(Self.contrast(inks.dark, grounds.dark) >= limit, "dark \(Self.contrast(inks.dark, grounds.dark))")
  }

  /// `--name: light-dark(#aabbcc, #ddeeff);` as luminances.
  private static func colors() throws -> [String: (light: Double, dark: Double)] {
    var colors: [String: (light: Double, dark: Double)] = [:]
    let style = try Office.text("/assets/codesearch.css", "")
    for match in style.matches(of: /--([a-z-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)/) {
      colors[String(match.1)] = (luminance(match.2), luminance(match.3))
    }
    return colors
  }

  private static func luminance(_ hex: Substring) -> Double {
    let value = Int(hex, radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// To the power of 2.4, by five-fold roots found with Newton's method.
  private static func power(_ value: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - value * value) / (5 * root * root * root * root) }
    return value * value * root
  }

  private static func contrast(_ left: Double, _ right: Double) -> Double {
    (max(left, right) + 0.05) / (min(left, right) + 0.05)
  }
}
