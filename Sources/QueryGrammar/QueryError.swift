/// Why a text is not a query. Errors are equal when their codes are.
public struct QueryError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of error. A struct, so that new codes do not break a caller's switch.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The name, as programs see it.
    public let description: String
    /// Nothing to look for: no text, or only blanks and punctuation.
    public static let empty = Code(description: "empty")
    /// Only things to leave out: `-word`, `a OR -b`, `field:-value`.
    public static let onlyNegative = Code(description: "onlyNegative")
    /// More bytes than the caller or ``QueryLimits/hardTextBytes`` allows.
    public static let tooLong = Code(description: "tooLong")
    /// More than ``QueryLimits/words``.
    public static let tooManyWords = Code(description: "tooManyWords")
    /// More than ``QueryLimits/nesting`` parentheses within each other.
    public static let tooDeep = Code(description: "tooDeep")
    /// More than ``QueryLimits/negations``.
    public static let tooManyNegations = Code(description: "tooManyNegations")
    /// More than ``QueryLimits/prefixes``.
    public static let tooManyPrefixes = Code(description: "tooManyPrefixes")
    /// Fewer than ``QueryLimits/prefixCharacters`` before a `*`, and no digit.
    public static let prefixTooShort = Code(description: "prefixTooShort")
    /// More than ``QueryLimits/phraseWords`` between two quotes.
    public static let phraseTooLong = Code(description: "phraseTooLong")
    /// A word of more than ``QueryLimits/wordBytes``.
    public static let wordTooLong = Code(description: "wordTooLong")
    /// `name:value` where the caller knows no such field; the hint lists near names.
    public static let unknownField = Code(description: "unknownField")
    /// A field without a value: `field:""`, `field:()`, `field:` at the end.
    public static let missingValue = Code(description: "missingValue")
    /// A field within the value of a field.
    public static let nestedField = Code(description: "nestedField")
    /// A parenthesis without its partner, where the query means different things depending on where that would stand.
    public static let ambiguousNesting = Code(description: "ambiguousNesting")
  }

  /// What is wrong.
  public let code: Code
  /// One sentence for people, without a full stop.
  public let message: String
  /// The part of the text that is at fault.
  public let range: SourceRange
  /// What to write instead, where there is something to say.
  public let hint: String?

  init(_ code: Code, _ range: SourceRange, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
  }

  /// Whether the codes are equal; messages and ranges do not count.
  public static func == (left: QueryError, right: QueryError) -> Bool { left.code == right.code }

  /// The message, and the hint after a semicolon.
  public var description: String { hint.map { message + "; " + $0 } ?? message }

  static func tooLong(length: Int, limit: Int) -> QueryError {
    QueryError(
      .tooLong, limit..<length, "the query is \(length) bytes long; the limit is \(limit)",
      hint: "search for a few words of it")
  }

  static func unknownField(_ name: String, _ range: SourceRange, fields: QueryFields) -> QueryError {
    let near = fields.near(name)
    let names = near.isEmpty ? fields.allNames().sorted() : near
    let shown = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    let quoted = "to search for the text itself, put it in quotes"
    let hint =
      if names.isEmpty { quoted } else if near.isEmpty { "fields: \(shown); \(quoted)" } else {
        "did you mean \(shown)? \(quoted)"
      }
    return QueryError(.unknownField, range, "there is no field “\(name)”", hint: hint)
  }
}
