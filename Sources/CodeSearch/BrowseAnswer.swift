public import CodingKnowledge

/// One level of the hierarchy: what a spelling names, with what stands above and directly below.
public struct BrowseAnswer: Sendable {
  /// One code or heading of that spelling.
  public struct Branch: Sendable {
    /// Nil at the top.
    public var level: CodeCard.Level?
    /// From the chapter down, without the level itself.
    public var path: [CodeCard.Level]
    /// Directly below the level, in the order of the hierarchy; empty where it is a code with nothing below it.
    public var children: [CodeCard.Level]
  }

  /// What was asked for; nil for the top.
  public var spelling: String?
  /// The date of service that was asked for.
  public var day: Day
  /// Empty where nothing has that spelling.
  public var branches: [Branch]
}
