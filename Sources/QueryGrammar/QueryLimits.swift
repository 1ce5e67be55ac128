/// How much a query may ask for. Each limit has an error of its own; nothing beyond one is cut off silently.
public enum QueryLimits {
  /// Bytes of UTF-8 in a query, unless the caller says otherwise. Error: ``QueryError/Code/tooLong``.
  public static let textBytes = 1_024
  /// Bytes of UTF-8 that no caller can raise the limit beyond. Error: ``QueryError/Code/tooLong``.
  public static let hardTextBytes = 4_096
  /// Words, each word of a phrase, prefixes and ranges together. Error: ``QueryError/Code/tooManyWords``.
  public static let words = 64
  /// Parentheses within each other. Error: ``QueryError/Code/tooDeep``.
  public static let nesting = 16
  /// `-` and `NOT` together. Error: ``QueryError/Code/tooManyNegations``.
  public static let negations = 8
  /// Words that end in `*`. Error: ``QueryError/Code/tooManyPrefixes``.
  public static let prefixes = 4
  /// Characters before a `*`, but one where they hold a digit and so begin a code.
  /// Error: ``QueryError/Code/prefixTooShort``.
  public static let prefixCharacters = 3
  /// Words between two quotes. Error: ``QueryError/Code/phraseTooLong``.
  public static let phraseWords = 32
  /// Bytes of UTF-8 in one word. Error: ``QueryError/Code/wordTooLong``.
  public static let wordBytes = 200
}
