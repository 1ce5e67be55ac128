public import CodingKnowledge

/// A reading of one term that the indexed wordings themselves teach.
public struct LearnedReading: Sendable, Hashable {
  /// The term that is typed.
  public var term: String
  public var reading: SynonymTable.Reading

  /// - Parameters:
  ///   - rank: 0 for the most likely reading of the term.
  ///   - strength: from 0 to 0.99, how much of the evidence speaks for it.
  public init(
    _ term: String, _ kind: SynonymTable.Reading.Kind, terms: [String], words: String, rank: Int, strength: Float,
    scope: Scope? = nil
  ) {
    self.term = term
    reading = SynonymTable.Reading(
      kind: kind, strength: min(max(strength, 0), 0.99), terms: terms, words: words, rank: min(max(rank, 0), 255),
      context: [],
      scope: scope)
  }
}
