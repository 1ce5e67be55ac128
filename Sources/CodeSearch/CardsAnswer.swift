public import CodingKnowledge

/// The cards of the codes that were asked for, on a day.
public struct CardsAnswer: Sendable {
  /// A spelling that names nothing that is loaded.
  public struct Missing: Sendable, Hashable {
    /// As it was asked for.
    public var spelling: String
    /// Codes that begin alike.
    public var near: [Target]
  }

  /// The date of service that was asked for.
  public var day: Day
  /// In the order of the spellings; a spelling may name several codes.
  public var cards: [CodeCard]
  /// In the order in which they were asked for.
  public var missing: [Missing]
}

extension Searcher {
  /// The cards of all codes that `spellings` name on a day, and what names none.
  /// - Parameters:
  ///   - scope: only of this system.
  ///   - limit: how many edits and texts of each kind a card lists; the counts are always whole.
  public func cards(
    of spellings: [String], scope: Scope? = nil, on day: Day, listing limit: Int = 10
  ) -> CardsAnswer {
    var answer = CardsAnswer(day: day, cards: [], missing: [])
    for spelling in spellings {
      let found = cards(spelling, scope: scope, on: day, listing: limit)
      answer.cards += found
      if found.isEmpty {
        answer.missing.append(CardsAnswer.Missing(spelling: spelling, near: suggestions(spelling)))
      }
    }
    return answer
  }
}
