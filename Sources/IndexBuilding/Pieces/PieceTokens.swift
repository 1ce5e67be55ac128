internal import ClinicalLanguage

/// Hands out the tokens of the wordings of a piece, one wording after another, in the numbers of the part.
struct PieceTokens {
  private let analysis: PieceAnalysis
  /// For each word of the piece its number in the lexicon, and that of its term.
  private let words: [UInt32]
  private let terms: [UInt32]
  private var wording = 0
  private var start = 0
  private var tokens: [Token] = []

  /// - Parameter own: for each word of the piece its number in the lexicon.
  init(_ analysis: PieceAnalysis, own: [UInt32], lexicon: Lexicon) {
    self.analysis = analysis
    words = own
    terms = own.map { lexicon.term(ofWord: $0) }
  }

  /// Calls `body` with the tokens of the next wording. Where they stand in the text is not told.
  mutating func withNext(_ body: ([Token]) -> Void) {
    let end = start + Int(analysis.lengths[wording])
    tokens.removeAll(keepingCapacity: true)
    for token in analysis.tokens[start..<end] {
      let word = Int(token >> 1)
      tokens.append(Token(word: words[word], term: terms[word], isJoined: token & 1 == 1, start: 0, end: 0))
    }
    wording += 1
    start = end
    body(tokens)
  }
}
