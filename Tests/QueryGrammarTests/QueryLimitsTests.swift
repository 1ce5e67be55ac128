import QueryGrammar
import Testing

/// A limit, and texts that go up to it: `text(limit)` must be read, `text(limit + 1)` must give the error.
struct LimitRow: Sendable, CustomTestStringConvertible {
  let code: QueryError.Code
  let limit: Int
  let text: @Sendable (Int) -> String

  init(_ code: QueryError.Code, _ limit: Int, _ text: @escaping @Sendable (Int) -> String) {
    self.code = code
    self.limit = limit
    self.text = text
  }

  var testDescription: String { "\(code) \(text(2))" }
}

private func times(_ count: Int, _ text: String, _ separator: String = " ") -> String {
  Array(repeating: text, count: max(0, count)).joined(separator: separator)
}

@Suite struct QueryLimitsTests {
  @Test(
    "a query at a limit is read, one beyond it is refused with that limit's error",
    arguments: [
      LimitRow(.tooManyWords, 64) { times($0, "a") },
      LimitRow(.tooManyWords, 64) { times($0, "a", " OR ") },
      LimitRow(.tooManyWords, 64) { times($0, "title:a") },
      LimitRow(.tooManyWords, 64) { times($0, "\"a\"") },
      LimitRow(.tooManyWords, 64) { times($0, "E10-E14") },
      LimitRow(.tooManyWords, 64) { "\"" + times(32, "a") + "\" " + times($0 - 32, "a") },
      LimitRow(.tooManyWords, 64) { "title:(" + times($0, "a") + ")" },
      LimitRow(.tooDeep, 16) { times($0, "(", "") + "a" + times($0, ")", "") },
      LimitRow(.tooDeep, 16) { times($0, "(", "") + "a" },
      LimitRow(.tooDeep, 16) { times($0, "(a ", "") + times($0, ")", "") },
      LimitRow(.tooDeep, 16) { "title:" + times($0, "(", "") + "a" + times($0, ")", "") },
      LimitRow(.tooManyNegations, 8) { "a " + times($0, "-b") },
      LimitRow(.tooManyNegations, 8) { "a " + times($0, "NOT", " ") + " b" },
      LimitRow(.tooManyNegations, 8) { "a " + times($0, "NOT (b ", "") + times($0, ")", "") },
      LimitRow(.tooManyPrefixes, 4) { times($0, "abc*") },
      LimitRow(.tooManyPrefixes, 4) { times($0, "E1*") },
      LimitRow(.phraseTooLong, 32) { "\"" + times($0, "a") + "\"" },
      LimitRow(.phraseTooLong, 32) { "=\"" + times($0, "a") },
      LimitRow(.wordTooLong, 200) { times($0, "x", "") },
      LimitRow(.wordTooLong, 200) { "=" + times($0, "9", "") },
      LimitRow(.wordTooLong, 200) { "\"a " + times($0, "x", "") + "\"" },
      LimitRow(.wordTooLong, 200) { times($0, "x", "") + "*" },
      LimitRow(.wordTooLong, 200) { "title:" + times($0, "x", "") },
      LimitRow(.tooLong, 1_024) { "a" + times($0 - 1, " ", "") },
      LimitRow(.tooLong, 1_024) { "é" + times($0 - 2, " ", "") },
    ])
  func limits(row: LimitRow) {
    for count in [row.limit - 1, row.limit] { #expect(failure(row.text(count))?.code == nil) }
    #expect(failure(row.text(row.limit + 1))?.code == row.code)
  }

  @Test("prefixes need three characters, or one with a digit")
  func prefixLength() {
    #expect(failure("ab*")?.code == .prefixTooShort)
    #expect(failure("abc*") == nil)
    #expect(failure("é\u{301}à*")?.code == .prefixTooShort)
    #expect(failure("9*") == nil)
  }

  @Test("the caller moves the length limit, but not beyond the hard one")
  func textLimit() {
    let text = { (length: Int) in "a" + times(length - 1, " ", "") }
    #expect(failure(text(10), maximumBytes: 10) == nil)
    #expect(failure(text(11), maximumBytes: 10)?.message == "the query is 11 bytes long; the limit is 10")
    #expect(failure(text(4_096), maximumBytes: 4_096) == nil)
    #expect(failure(text(4_096), maximumBytes: .max) == nil)
    #expect(failure(text(4_097), maximumBytes: .max)?.message == "the query is 4097 bytes long; the limit is 4096")
    #expect(failure("a", maximumBytes: -1) == nil)
    #expect(failure("ab", maximumBytes: 0)?.range == 1..<2)
  }

  @Test(
    "huge texts are refused by their length, and their carets stay in the window",
    arguments: [
      "x", "heart ", "(", "(a AND ", "NOT (", "\"", ")", "* ", "title:", "\u{301}", "\u{200D}", "❤", "-", "=", "a* ",
    ])
  func hugeTexts(piece: String) throws {
    let text = String(repeating: piece, count: 10_000_000 / piece.utf8.count + 1)
    let error = try #require(failure(text, maximumBytes: .max))
    #expect(error.code == .tooLong)
    #expect(error.caretDescription(of: text).unicodeScalars.count <= 400)
  }

  @Test(
    "as much of the same as fits is read or refused, never a crash",
    arguments: [
      "x", "heart ", "(", "(a AND ", "NOT (", "NOT ", "-", "-(", "\"", "\"a", ")", "a)", "* ", "title:", "title:(",
      "a:", "=",
      "()", "(s)", "a(", "a(s)", "OR ", "a OR ", "AND OR ", ",", ".", "..", "E10-", "E1*", "\u{301}", "❤", "\0", "[",
      "a-",
    ])
  func fullTexts(piece: String) {
    for length in [1_023, 1_024, 4_095, 4_096] {
      let text = String(repeating: piece, count: length / piece.utf8.count)
      if let error = failure(text, maximumBytes: .max) {
        #expect(error.range.upperBound <= text.utf8.count)
        #expect(!error.caretDescription(of: text).isEmpty)
      }
    }
  }
}
