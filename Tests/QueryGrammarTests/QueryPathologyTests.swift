import QueryGrammar
import Testing

@Suite struct QueryPathologyTests {
  @Test(
    "queries that broke other parsers have one defined reading",
    arguments: [
      TreeRow("", "!empty"),
      TreeRow("    ", "!empty"),
      TreeRow("\u{3000}\u{A0}\t", "!empty"),
      TreeRow("* * *", "!empty"),
      TreeRow("\"\" \"\"", "!empty"),
      TreeRow("()", "!empty"),
      TreeRow("\"", "!empty"),
      TreeRow("(", "!empty"),
      TreeRow("-", "!empty"),
      TreeRow("=", "!empty"),
      TreeRow("\0", "!empty"),
      TreeRow("\u{202E}\u{200D}", "!empty"),
      TreeRow(".*", "!empty"),
      TreeRow("/../", "!empty"),
      TreeRow("a* b* c* d* e* f* g*", "!prefixTooShort"),
      TreeRow("\"a b*\"", "\"a b\""),
      TreeRow("a\0b", "(all a b)"),
      TreeRow("a\u{202A}b\u{202B}c\u{202C}d\u{202D}e\u{202E}f", "(all a b c d e f)"),
      TreeRow("a\u{2066}b\u{2067}c\u{2068}d\u{2069}e", "(all a b c d e)"),
      TreeRow("a\u{200B}b\u{200C}c\u{200D}d\u{2060}e\u{FEFF}f", "(all a b c d e f)"),
      TreeRow("a\u{1B}]0;x\u{7}b", "(all a 0;x b)"),
      TreeRow("a\u{7F}b\u{80}c\u{9F}d", "(all a b c d)"),
      TreeRow("a\u{2028}b\u{2029}c", "(all a b c)"),
      TreeRow("a\u{FFFD}b", "a\u{FFFD}b"),
      TreeRow("\u{301}", "\u{301}"),
      TreeRow("👩‍⚕️ doctor", "(all 👩 ⚕️ doctor)"),
      TreeRow("x'); --", "x"),
      TreeRow("`rm -rf /`", "(all rm (not rf))"),
      TreeRow("[1,2,{\"a\":null}]", "(all 1,2 \"a\" null)"),
      TreeRow("<script>alert(1)</script>", "<script>alert(1)</script>"),
      TreeRow("^E11\\.[0-9]+$", "^E11\\.[0-9]+$"),
    ])
  func readings(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test("bytes that are no UTF-8 come in as replacement characters and are read")
  func invalidBytes() throws {
    for byte in UInt8(0x80)...0xFF {
      let text = String(decoding: [UInt8(ascii: "a"), byte, UInt8(ascii: "b")], as: UTF8.self)
      #expect(shape(text) == text)
    }
    for bytes: [UInt8] in [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80]] {
      #expect(failure(String(decoding: bytes, as: UTF8.self)) == nil)
    }
  }

  @Test("a word with as many combining marks as fit is read, with more refused")
  func combiningMarks() {
    #expect(failure("a" + String(repeating: "\u{301}", count: 99)) == nil)
    #expect(failure("a" + String(repeating: "\u{301}", count: 100))?.code == .wordTooLong)
    #expect(failure("a" + String(repeating: "\u{301}", count: 10_000))?.code == .tooLong)
  }

  @Test("single scalars of all kinds are read or refused, alone and within words")
  func singleScalars() {
    for value in Array(UInt32(0)...0x3100) + Array(0xFB00...0xFFFF) + Array(0x1F300...0x1F7FF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in [String(scalar), "a\(scalar)b"] {
        if let error = failure(text) {
          #expect(error.range.upperBound <= text.utf8.count)
        }
      }
    }
  }
}
