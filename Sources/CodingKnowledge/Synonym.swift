/// One direction of a synonym rule: whoever types `phrase` may mean `reading`.
public struct Synonym: Sendable, Hashable {
  public var phrase: String
  public var reading: String
  public var isAbbreviation: Bool
  /// 0 for the commonest reading.
  public var rank: Int
  /// The company in which this reading is meant; empty where it needs none.
  public var context: [String]
  /// Only for codes of this system; nil for all.
  public var scope: Scope?

  public init(
    _ phrase: String, _ reading: String, isAbbreviation: Bool = false, rank: Int = 0, context: [String] = [],
    scope: Scope? = nil
  ) {
    self.phrase = phrase
    self.reading = reading
    self.isAbbreviation = isAbbreviation
    self.rank = rank
    self.context = context
    self.scope = scope
  }
}

extension SynonymRule {
  /// The rule as single directions.
  public var synonyms: [Synonym] {
    switch kind {
    case .equal:
      phrases.flatMap { phrase in phrases.filter { $0 != phrase }.map { Synonym(phrase, $0) } }
    case .oneWay:
      phrases.flatMap { phrase in readings.map { Synonym(phrase, $0.phrase, context: $0.context, scope: $0.scope) } }
    case .abbreviation:
      phrases.flatMap { phrase in
        readings.enumerated().map { rank, reading in
          Synonym(
            phrase, reading.phrase, isAbbreviation: true, rank: rank, context: reading.context, scope: reading.scope)
        }
      }
    }
  }
}
