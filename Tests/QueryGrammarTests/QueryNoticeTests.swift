import QueryGrammar
import Testing

@Suite struct QueryNoticeTests {
  /// Code, range and message of each notice, one a line.
  private func report(_ text: String) throws -> String {
    try Query(text, fields: testFields).notices
      .map { "\($0.code) \($0.range.lowerBound)-\($0.range.upperBound) \($0.message)" }.joined(separator: "\n")
  }

  @Test(
    "whatever is ignored or read otherwise is said once",
    arguments: [
      ErrorRow("heart attack", ""),
      ErrorRow("a\u{1}b\u{2}", "controlCharacters 1-2 control characters were read as blanks"),
      ErrorRow("a\0b", "controlCharacters 1-2 control characters were read as blanks"),
      ErrorRow("a\u{85}b", "controlCharacters 1-3 control characters were read as blanks"),
      ErrorRow("a\t\n\r b", ""),
      ErrorRow("a\u{202E}b\u{2066}", "bidiControls 1-4 controls of writing direction were read as blanks"),
      ErrorRow("\u{FEFF}a\u{200B}b\u{200D}", "zeroWidthCharacters 0-3 characters without width were read as blanks"),
      ErrorRow("a, b; c?", "punctuation 1-2 punctuation was ignored: , ; ?"),
      ErrorRow("a, b, c,", "punctuation 1-2 punctuation was ignored: ,"),
      ErrorRow("a & b", "punctuation 2-3 punctuation was ignored: &"),
      ErrorRow("a \"b", "unclosedQuote 2-3 the quote at byte 2 is never closed; read to the end"),
      ErrorRow("a \"\"", "emptyPhrase 2-4 the quotes at byte 2 hold no word; ignored"),
      ErrorRow("(a", "unclosedParenthesis 0-1 the parenthesis at byte 0 is never closed; read to the end"),
      ErrorRow("a)", "unopenedParenthesis 1-2 the parenthesis at byte 1 closes nothing; ignored"),
      ErrorRow("() a", "emptyParentheses 0-2 the parentheses at byte 0 hold nothing; ignored"),
      ErrorRow("OR a", "operatorAsWord 0-2 OR at byte 0 joins nothing; read as a word"),
      ErrorRow("a OR OR b", "doubledOperator 5-7 the operator at byte 5 follows another; ignored"),
      ErrorRow("NOT NOT a", "doubleNegation 0-3 the negation at byte 0 undoes another"),
      ErrorRow("ne*ro", "wildcardInside 2-3 a * counts only at the end of a word outside of quotes"),
      ErrorRow(
        "title: a",
        """
        fieldBeforeBlank 0-6 “title” was read as a word; to search the field, write the value right after the colon
        punctuation 5-6 punctuation was ignored: :
        """),
      ErrorRow(
        "a,\0,b \"c",
        """
        punctuation 1-2 punctuation was ignored: ,
        controlCharacters 2-3 control characters were read as blanks
        unclosedQuote 6-7 the quote at byte 6 is never closed; read to the end
        """),
    ])
  func notices(row: ErrorRow) throws { #expect(try report(row.text) == row.report) }

  @Test("a notice that comes up often counts its places")
  func counts() throws {
    let query = try Query("a () () OR b, c, () d OR", fields: testFields)
    #expect(
      query.notices.map { "\($0.code) \($0.range.lowerBound) \($0.count)" } == [
        "emptyParentheses 2 3", "punctuation 12 2", "operatorAsWord 22 1",
      ])
    let many = try Query("a " + String(repeating: "() ", count: 300), fields: testFields)
    #expect(many.notices.map(\.count) == [300])
  }

  @Test("words, phrases and fields know the bytes that they came from")
  func sourceRanges() throws {
    let query = try Query("né, -\"lymph node\" system:(a OR E10-E14) =x, neuro*", fields: testFields)
    #expect(
      query.root.leaves.map { query.text(at: $0.sourceRange) } == [
        "né", "\"lymph node\"", "a", "E10-E14", "=x", "neuro*",
      ])
    #expect(query.root.sourceRange == 0..<query.text.utf8.count)
    guard case .all(let nodes) = query.root else {
      Issue.record("not an all")
      return
    }
    #expect(query.text(at: nodes[2].sourceRange) == "system:(a OR E10-E14)")
    #expect(query.text(at: 1..<2).isEmpty)
    #expect(query.text(at: 0..<1_000).isEmpty)
  }
}
