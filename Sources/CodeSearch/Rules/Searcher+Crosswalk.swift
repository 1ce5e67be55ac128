public import CodingKnowledge

/// The mappings of a code to other systems, and to what came before and after it.
public struct CrosswalkAnswer: Sendable {
  /// The code that was asked about.
  public var target: Target
  /// Its title on the day.
  public var title: String
  /// The date of service that was asked for.
  public var day: Day
  /// Forward mappings first; those of one scenario together, in the order of their choice lists.
  public var mappings: [CodeCard.Mapping]
  /// For a deleted code: what stands in its place.
  public var successors: [CodeCard.Level]
  /// What was cut, widened or answered from another release.
  public var notices: [Notice] = []

  /// The tables that the mappings are from, with their versions; of successors the releases of the code.
  public var sources: [String] = []
}

extension Searcher {
  /// Where a code leads in other code systems and releases: GEMs, HCPCS cross-references, successors.
  ///
  /// ```swift
  /// for answer in searcher.crosswalk("E11.9", to: .icd9cm, on: .today) { print(answer.mappings.map(\.other)) }
  /// ```
  /// - Parameter scope: only mappings to that system.
  /// - Returns: one answer for each code of that spelling; empty where there is none.
  public func crosswalk(_ spelling: String, to scope: Scope? = nil, on day: Day) -> [CrosswalkAnswer] {
    cards(spelling, on: day).filter(\.target.scope.isCodeSystem).map { card in
      let mappings = card.mappings.filter { scope == nil || $0.other?.scope == scope || $0.other == nil }
      let ordered = mappings.enumerated().sorted { left, right in
        (left.element.isForward ? 0 : 1, left.element.scenario, left.element.choice, left.offset)
          < (right.element.isForward ? 0 : 1, right.element.scenario, right.element.choice, right.offset)
      }.map(\.element)
      var answer = CrosswalkAnswer(
        target: card.target, title: card.title, day: day, mappings: ordered, successors: card.successors)
      for source in ordered.map(\.source) where !answer.sources.contains(source) { answer.sources.append(source) }
      if !card.successors.isEmpty {
        answer.sources += card.sources.map { "\($0.title) \($0.version)" }.filter { !answer.sources.contains($0) }
      }
      if ordered.contains(where: \.isApproximate) {
        answer.notices.append(
          Notice("approximate", "approximate mappings are a start, not an answer: choose by the record"))
      }
      return answer
    }
  }
}
