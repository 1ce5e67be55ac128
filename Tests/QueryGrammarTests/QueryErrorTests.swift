import QueryGrammar
import Testing

/// A text, and what a person is told about it: the message and hint, then the text with carets.
struct ErrorRow: Sendable, CustomTestStringConvertible {
  let text: String
  let report: String

  init(_ text: String, _ report: String) {
    self.text = text
    self.report = report
  }

  var testDescription: String { text.debugDescription }
}

/// The error that a text gives, if any.
func failure(_ text: String, maximumBytes: Int = QueryLimits.textBytes) -> QueryError? {
  do throws(QueryError) {
    _ = try Query(text, fields: testFields, maximumBytes: maximumBytes)
    return nil
  } catch {
    return error
  }
}

@Suite struct QueryErrorTests {
  @Test(
    "each error says what is wrong, where, and what to write instead",
    arguments: [
      ErrorRow("", "there is nothing to look for; type a word or a code\n\n^"),
      ErrorRow("?!", "there is nothing to look for; type a word or a code\n?!\n^^"),
      ErrorRow("\"\" \"\"", "there is nothing to look for; type a word or a code\n\"\" \"\"\n^^^^^"),
      ErrorRow("-a", "this says only what to leave out; say also what to find\n-a\n^^"),
      ErrorRow("a OR -b", "this says only what to leave out; say also what to find\na OR -b\n      ^"),
      ErrorRow("title:-a", "a field's value cannot be negated; put the - before the field's name\ntitle:-a\n^^^^^^^"),
      ErrorRow(
        "heart sytem:hcpcs",
        """
        there is no field “sytem”; did you mean system? to search for the text itself, put it in quotes
        heart sytem:hcpcs
              ^^^^^
        """),
      ErrorRow(
        "sys:x",
        """
        there is no field “sys”; did you mean system? to search for the text itself, put it in quotes
        sys:x
        ^^^
        """),
      ErrorRow(
        "zzzz:x",
        """
        there is no field “zzzz”; fields: chapter, date, icd10, last_seen, note, system, title, under; \
        to search for the text itself, put it in quotes
        zzzz:x
        ^^^^
        """),
      ErrorRow(
        "(title:)", "the field has no value; write the value right after the colon, without a blank\n(title:)\n ^^^^^^"),
      ErrorRow("heart title:\"\"", "the field has no value\nheart title:\"\"\n      ^^^^^^^^"),
      ErrorRow("title:()", "the field has no value\ntitle:()\n^^^^^^^^"),
      ErrorRow(
        "title:(a note:b)", "a field cannot stand in the value of another field\ntitle:(a note:b)\n         ^^^^^"),
      ErrorRow(
        "x E*",
        """
        a word needs at least 3 characters before the *; the beginning of a code needs a digit: E1*
        x E*
          ^^
        """),
      ErrorRow("(a OR b c", "the parenthesis at byte 0 is never closed; say with a ) where it ends\n(a OR b c\n^"),
      ErrorRow(
        "a OR b) c",
        "the parenthesis at byte 6 closes nothing; say with a ( where it begins, or leave it out\na OR b) c\n      ^"),
      ErrorRow(
        "(((((((((((((((((a", "parentheses are nested 17 deep; the limit is 16\n(((((((((((((((((a\n                ^"),
      ErrorRow(
        "aaa* bbb* ccc* ddd* eee*",
        "the query has more than 4 words with a * at the end\naaa* bbb* ccc* ddd* eee*\n                    ^^^^"),
      ErrorRow(
        "a -b -b -b -b -b -b -b -b -c",
        """
        the query has more than 8 negations; put them in one: -(a OR b)
        a -b -b -b -b -b -b -b -b -c
                                  ^
        """),
    ])
  func reports(row: ErrorRow) throws {
    let error = try #require(failure(row.text))
    #expect(error.description + "\n" + error.caretDescription(of: row.text) == row.report)
  }

  @Test(
    "carets stand under the columns that a terminal shows",
    arguments: [
      ErrorRow("né tilte:x", "né tilte:x\n   ^^^^^"),
      ErrorRow("糖尿病 tilte:x", "糖尿病 tilte:x\n       ^^^^^"),
      ErrorRow("e\u{301} tilte:x", "e\u{301} tilte:x\n  ^^^^^"),
      ErrorRow("a\u{0}b\u{202E}\u{1B}\u{9B}\n tilte:x", "a�b���� tilte:x\n        ^^^^^"),
      ErrorRow(
        String(repeating: "heart attack ", count: 3) + "tilte:x " + String(repeating: "stroke ", count: 9),
        "… heart attack heart attack tilte:x stroke stroke stroke st…\n                            ^^^^^"),
      ErrorRow(
        "tilte:x " + String(repeating: "stroke ", count: 9),
        "tilte:x stroke stroke stroke stroke stroke stroke stroke s…\n^^^^^"),
      ErrorRow(
        String(repeating: "heart attack ", count: 5) + "tilte:x",
        "…eart attack heart attack heart attack heart attack tilte:x\n" + String(repeating: " ", count: 52) + "^^^^^"),
      ErrorRow(
        "\"" + String(repeating: "a ", count: 33) + "\"",
        "\"" + String(repeating: "a ", count: 28) + "a…\n" + String(repeating: "^", count: 58)),
    ])
  func carets(row: ErrorRow) throws {
    let error = try #require(failure(row.text))
    #expect(error.caretDescription(of: row.text) == row.report)
    for line in row.report.split(separator: "\n") { #expect(line.unicodeScalars.count <= 60) }
  }

  @Test("errors are equal when their codes are, and a foreign text gives no crash")
  func equality() throws {
    let empty = try #require(failure(""))
    #expect(empty == failure(" "))
    #expect(empty != failure("-a"))
    let far = try #require(failure(String(repeating: "x", count: 5_000)))
    #expect(far.caretDescription(of: "é") == "é\n ^")
    let inside = try #require(failure("a OR -b"))
    #expect(inside.caretDescription(of: "aaaaa糖b") == "aaaaa糖b\n     ^")
  }
}
