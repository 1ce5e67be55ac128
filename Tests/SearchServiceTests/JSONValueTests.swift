import CodeSearch
import SearchService
import Testing

@Suite struct JSONValueTests {
  @Test(
    arguments: [
      "null", "true", "0", "-17", "9223372036854775807", "1.5", "\"\"", "\"\\u0000 \\ud83d\\ude00 / ü\"", "[]",
      "{\"a\":[1,{\"b\":null}],\"c\":\"d\"}",
    ])
  func `What is written is what was read`(text: String) throws {
    let value = try JSONValue(json: text)
    #expect(try JSONValue(json: value.json) == value)
  }

  @Test func `Members are written in the order of their names`() throws {
    #expect(try JSONValue(json: "{\"b\": 1, \"a\": \"x/y\"}").json == "{\"a\":\"x/y\",\"b\":1}")
  }

  @Test(
    arguments: [
      "", " ", "nul", "{", "{\"a\":}", "\"a", "\"\\ud800\"", "\"a\u{0}b\"", "\u{0}", "1 2", "{\"a\" 1}", "NaN",
    ])
  func `What is no JSON is refused`(text: String) throws {
    let error = #expect(throws: CodeSearchError.self) { try JSONValue(json: text) }
    #expect(error?.code == .query)
  }

  @Test func `Bytes that are not UTF-8 are refused`() throws {
    for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      let error = #expect(throws: CodeSearchError.self) { try JSONValue(bytes: bytes) }
      #expect(error?.message == "the JSON is not UTF-8")
    }
  }

  @Test func `64 levels are read and 65 are refused, brackets in strings not counted`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "\"[[\\\"[[\"" + String(repeating: "]", count: depth)
    }
    #expect(try JSONValue(json: nested(64)).array != nil)
    for depth in [65, 100_000] {
      let error = #expect(throws: CodeSearchError.self) { try JSONValue(json: nested(depth)) }
      #expect(error?.message == "the JSON has more than 64 levels")
    }
  }

  @Test func `Text at the limit is read and a byte more is refused`() throws {
    let text = "\"" + String(repeating: "a", count: 98) + "\""
    #expect(try JSONValue(bytes: text.utf8, limit: 100).string?.utf8.count == 98)
    #expect(throws: CodeSearchError.self) { try JSONValue(bytes: text.utf8, limit: 99) }
  }
}
