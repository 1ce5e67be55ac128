/// Something in a query that was ignored, or read otherwise than it was written.
public struct QueryNotice: Sendable, Hashable {
  /// What happened. A struct, so that new codes do not break a caller's switch.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The name, as programs see it.
    public let description: String
    /// C0 or C1 controls, read as blanks.
    public static let controlCharacters = Code(description: "controlCharacters")
    /// Controls of writing direction, read as blanks.
    public static let bidiControls = Code(description: "bidiControls")
    /// Characters without width, read as blanks.
    public static let zeroWidthCharacters = Code(description: "zeroWidthCharacters")
    /// Punctuation that means nothing where it stands.
    public static let punctuation = Code(description: "punctuation")
    /// A quote without partner: the phrase reaches to the end of the text.
    public static let unclosedQuote = Code(description: "unclosedQuote")
    /// Quotes with no word between them: ignored.
    public static let emptyPhrase = Code(description: "emptyPhrase")
    /// `(` without partner: closed at the end of the text.
    public static let unclosedParenthesis = Code(description: "unclosedParenthesis")
    /// `)` without partner: ignored.
    public static let unopenedParenthesis = Code(description: "unopenedParenthesis")
    /// Parentheses with nothing between them: ignored.
    public static let emptyParentheses = Code(description: "emptyParentheses")
    /// `AND`, `OR` or `NOT` that joins nothing: read as a word.
    public static let operatorAsWord = Code(description: "operatorAsWord")
    /// `AND` or `OR` that follows another: ignored.
    public static let doubledOperator = Code(description: "doubledOperator")
    /// A negation of a negation: both ignored.
    public static let doubleNegation = Code(description: "doubleNegation")
    /// A `*` that does not end a word: no wildcard.
    public static let wildcardInside = Code(description: "wildcardInside")
    /// A field's name with a blank after the colon: read as a word.
    public static let fieldBeforeBlank = Code(description: "fieldBeforeBlank")
  }

  /// What happened.
  public let code: Code
  /// One sentence for people, without a full stop.
  public let message: String
  /// Where it happened; of several places the first.
  public let range: SourceRange
  /// In how many places it happened. A query has one notice of a code.
  public let count: Int
}

/// The notices of one query as they come up: one of each code, with the first place, however often it comes up.
struct NoticeLog {
  private var notices: [QueryNotice] = []
  private var marks: [Unicode.Scalar] = []

  mutating func add(_ code: QueryNotice.Code, _ range: SourceRange, _ message: String) {
    guard let index = notices.firstIndex(where: { $0.code == code }) else {
      return notices.append(QueryNotice(code: code, message: message, range: range, count: 1))
    }
    let known = notices[index]
    let isFirst = range.lowerBound < known.range.lowerBound
    notices[index] = QueryNotice(
      code: code, message: isFirst ? message : known.message, range: isFirst ? range : known.range,
      count: known.count + 1)
  }

  mutating func addPunctuation(_ mark: Unicode.Scalar, _ range: SourceRange) {
    if marks.count <= Self.shownMarks, !marks.contains(mark) { marks.append(mark) }
    add(.punctuation, range, "")
  }

  private static let shownMarks = 8

  /// In the order of the text.
  var inOrder: [QueryNotice] {
    guard !notices.isEmpty else { return [] }
    let shown = marks.prefix(Self.shownMarks).map { String($0) }.joined(separator: " ")
    let message = "punctuation was ignored: " + shown + (marks.count > Self.shownMarks ? " …" : "")
    return notices.map { notice in
      guard notice.code == .punctuation else { return notice }
      return QueryNotice(code: notice.code, message: message, range: notice.range, count: notice.count)
    }.enumerated()
      .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
      .map(\.element)
  }
}
