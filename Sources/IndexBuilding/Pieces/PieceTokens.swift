internal import ClinicalLanguage

/// Hands out the tokens of the wordings of a piece, one wording after another, in the numbers of the part.
struct PieceTokens {
  private let analysis: PieceAnalysis
  private let own: [UInt32]
  private let lexicon: Lexicon
  private var wording = 0
  private var start = 0
  private var tokens: [Token] = []

  /// - Parameter own: for each word of the piece its number in the lexicon.
  init(_ analysis: PieceAnalysis, own: [UInt32], lexicon: Lexicon) {
    self.analysis = analysis
    self.own = own
    self.lexicon = lexicon
  }

  /// Calls `body` with the tokens of the next wording. Where they stand in the text is not told.
  mutating func withNext(_ body: ([Token]) -> Void) {
    let end = start + Int(analysis.lengths[wording])
    tokens.removeAll(keepingCapacity: true)
    for token in analysis.tokens[start..<end] {
      let word = own[Int(token >> 1)]
      tokens.append(
        Token(word: word, term: lexicon.term(ofWord: word), isJoined: token & 1 == 1, start: 0, end: 0))
    }
    wording += 1
    start = end
    body(tokens)
  }
}
