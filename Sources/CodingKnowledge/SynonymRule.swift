/// One rule of a synonym list: words that are to be found by other words.
public struct SynonymRule: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// `a = b = c`: all phrases mean the same.
    case equal
    /// `a > b ; c`: whoever types `a` also finds the readings, not the other way round.
    case oneWay
    /// `ABBR : reading ; reading`: an abbreviation and its readings, the commonest first. One-way.
    case abbreviation
  }

  /// What a phrase or abbreviation stands for.
  public struct Reading: Sendable, Hashable {
    public var phrase: String
    /// The words in whose company this reading is meant; empty where it always is.
    public var context: [String]
    /// The only scope in which this reading holds; nil for all.
    public var scope: Scope?

    public init(_ phrase: String, context: [String] = [], scope: Scope? = nil) {
      self.phrase = phrase
      self.context = context
      self.scope = scope
    }
  }

  public var kind: Kind
  /// The left side: one phrase, or all phrases of an `.equal` rule. Spelled as in the file, with single blanks.
  public var phrases: [String]
  /// The right side; empty for an `.equal` rule.
  public var readings: [Reading]

  public init(_ kind: Kind, _ phrases: [String], readings: [Reading] = []) {
    self.kind = kind
    self.phrases = phrases
    self.readings = readings
  }
}
