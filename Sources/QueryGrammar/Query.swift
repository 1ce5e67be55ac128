// QueryGrammar: turns the text that a person typed into a printable tree with source ranges, within fixed limits.
// It imports nothing and does no I/O. It must not know which fields exist (the caller says so), what a word means,
// how words are split, stemmed or expanded, nor that there is an index.

/// A query as typed, and the tree that it was read as.
///
/// ```swift
/// let query = try Query("\"lymph node\" -cat system:hcpcs", fields: QueryFields(["system"]))
/// query.root.debugDescription  // (all "lymph node" (not cat) (field system hcpcs))
/// query.description            // "lymph node" -cat system:hcpcs
/// ```
///
/// The language: words, which must all occur; `"a phrase"`; `=exact` and `="an exact phrase"`; `neuro*`; `-word` and
/// `NOT word`; `OR` and `AND` in capitals, `AND` being the same as a blank and binding tighter than `OR`; parentheses;
/// `field:value`, `field:"a phrase"` and `field:(a OR b)`; code ranges `E10-E14` and `E10..E14`; `E11.*` and `E11.-` for
/// the codes below a code. In lower case, `or`, `and` and `not` are words. All other punctuation is tolerated: it never
/// loses a word, and a ``QueryNotice`` says what was ignored.
public struct Query: Sendable, Hashable, CustomStringConvertible {
  /// The text as typed. All ranges are byte offsets into its UTF-8.
  public let text: String
  /// The tree. It holds at least one thing to find, not only things to leave out.
  public let root: QueryNode
  /// What was ignored or read otherwise than it was written, in the order of the text.
  public let notices: [QueryNotice]

  /// Reads a query.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - fields: The names that may stand before a colon.
  ///   - maximumBytes: The longest text to accept, in bytes of UTF-8; at most ``QueryLimits/hardTextBytes``, which
  ///     stands in for anything above it.
  /// - Throws: ``QueryError`` where the text is empty, beyond a limit, names an unknown field, or can be read in two
  ///   ways.
  public init(
    _ text: String, fields: QueryFields, maximumBytes: Int = QueryLimits.textBytes
  ) throws(QueryError) {
    let limit = min(max(maximumBytes, 1), QueryLimits.hardTextBytes)
    let length = text.utf8.count
    guard length <= limit else { throw .tooLong(length: length, limit: limit) }
    var lexer = Lexer(SourceText(text), fields: fields)
    let tokens = try lexer.readTokens()
    var parser = Parser(tokens, end: length, notices: lexer.notices)
    root = try parser.query()
    notices = parser.notices.inOrder
    self.text = text
  }

  /// The canonical form: read again, it gives an equal tree but for the ranges.
  public var description: String { root.description }

  /// The part of the text that a range covers. Empty where the range lies outside the text or cuts a character.
  ///
  /// ```swift
  /// try Query("a L4-L5", fields: .none).text(at: 2..<7)  // "L4-L5"
  /// ```
  public func text(at range: SourceRange) -> String {
    guard range.lowerBound >= 0, range.upperBound <= text.utf8.count else { return "" }
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.utf8.index(start, offsetBy: range.count)
    return String(text.utf8[start..<end]) ?? ""
  }
}
