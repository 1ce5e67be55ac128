/// Something in a query that was ignored, or read otherwise than it was written.
public struct QueryNotice: Sendable, Hashable {
  /// What happened. A struct, so that new codes do not break a caller's switch.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    public let description: String
    /// C0 or C1 controls, read as blanks.
    public static let controlCharacters = Code(description: "controlCharacters")
    /// Controls of writing direction, read as blanks.
    public static let bidiControls = Code(description: "bidiControls")
    /// Characters without width, read as blanks.
    public static let zeroWidthCharacters = Code(description: "zeroWidthCharacters")
    /// Punctuation that means nothing where it stands.
    public static let punctuation = Code(description: "punctuation")
    public static let unclosedQuote = Code(description: "unclosedQuote")
    public static let emptyPhrase = Code(description: "emptyPhrase")
    public static let unclosedParenthesis = Code(description: "unclosedParenthesis")
    public static let unopenedParenthesis = Code(description: "unopenedParenthesis")
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

  public let code: Code
  /// One sentence for people, without a full stop.
  public let message: String
  /// Where it happened; of several places the first.
  public let range: SourceRange
}

/// The notices of one query as they come up. Those that can come up for every character come once, with the first place.
struct NoticeLog {
  private var notices: [QueryNotice] = []
  private var marks: [Unicode.Scalar] = []
  private var firstMark: SourceRange?

  mutating func add(_ code: QueryNotice.Code, _ range: SourceRange, _ message: String) {
    notices.append(QueryNotice(code: code, message: message, range: range))
  }

  mutating func addOnce(_ code: QueryNotice.Code, _ range: SourceRange, _ message: String) {
    if !notices.contains(where: { $0.code == code }) { add(code, range, message) }
  }

  mutating func addPunctuation(_ mark: Unicode.Scalar, _ range: SourceRange) {
    if firstMark.map({ range.lowerBound < $0.lowerBound }) ?? true { firstMark = range }
    if !marks.contains(mark) { marks.append(mark) }
  }

  /// In the order of the text.
  var inOrder: [QueryNotice] {
    var all = notices
    if let firstMark {
      let shown = marks.prefix(8).map { String($0) }.joined(separator: " ") + (marks.count > 8 ? " …" : "")
      all.append(QueryNotice(code: .punctuation, message: "punctuation was ignored: \(shown)", range: firstMark))
    }
    return all.enumerated()
      .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
      .map(\.element)
  }
}
