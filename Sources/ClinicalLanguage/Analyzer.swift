// ClinicalLanguage: from clinical text to terms. One analyzer serves the index and the query, so that both mean the same.
// It does no I/O and knows neither Xapian nor any code system.

/// One token of an analyzed text.
public struct Token: Sendable, Hashable {
  /// The word as folded (lower case, no accents), before spelling and stem rules; an identifier of the lexicon.
  public var word: UInt32
  /// The term that is indexed; an identifier of the lexicon.
  public var term: UInt32
  /// True for the joined form of two words that a hyphen or slash connects (`xray` beside `x`, `ray`). A joined token stands at the
  /// place of the two before it and adds nothing to the length of the text.
  public var isJoined: Bool
  /// Byte offsets into the UTF-8 of the analyzed text.
  public var start: UInt32
  public var end: UInt32

  public init(word: UInt32, term: UInt32, isJoined: Bool, start: UInt32, end: UInt32) {
    self.word = word
    self.term = term
    self.isJoined = isJoined
    self.start = start
    self.end = end
  }
}

/// Turns text into tokens: character filters, tokenizer, token filters, stemmer.
///
/// An analyzer keeps scratch memory and a growing ``Lexicon``; it belongs to one caller at a time.
///
/// ```swift
/// let analyzer = Analyzer()
/// analyzer.terms("Crohn's disease of the x-ray")  // ["crohn", "diseas", "x", "ray", "xray"]
/// ```
public final class Analyzer {
  /// Raised whenever the same text may yield other terms: an index of another version is refused.
  public static let version: UInt32 = 3

  public let lexicon: Lexicon
  private var tokenizer: Tokenizer

  public init() {
    lexicon = Lexicon()
    tokenizer = Tokenizer(lexicon: lexicon)
  }

  /// The tokens of `text`, appended to `tokens`.
  public func analyze(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
    tokenizer.tokenize(text, into: &tokens)
  }

  /// The tokens of `text`, in order.
  public func analyze(_ text: String) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.utf8.count / 6 + 1)
    var text = text
    text.withUTF8 { analyze($0, into: &tokens) }
    return tokens
  }

  /// The terms of `text` as strings, in order; for tests and explanations.
  public func terms(_ text: String) -> [String] {
    analyze(text).map { lexicon.term($0.term) }
  }
}

@available(*, unavailable, message: "an analyzer has scratch memory: one for each caller")
extension Analyzer: Sendable {}
