public import CodingKnowledge

/// How the answer to one query differs between two indexes.
public struct AnswerChange: Sendable {
  /// A result with its rank, counted from 1.
  public struct Entry: Sendable, Hashable {
    /// The code or text.
    public var target: Target
    /// Its title on the day.
    public var title: String
    /// 1 for the best.
    public var rank: Int
  }

  /// The query that was asked.
  public var query: String
  /// Results that the first index does not give, by their rank in the second.
  public var came: [Entry]
  /// Results that the second index does not give, by their rank in the first.
  public var went: [Entry]
  /// nDCG@10 before and after, where the query is judged.
  public var gains: (before: Double, after: Double)?

  /// The difference between two answers; nil where they give the same results in the same order.
  public init?(
    query: String, before: SearchResponse, after: SearchResponse, judged: JudgedQuery? = nil
  ) {
    let first = AnswerChange.entries(before)
    let second = AnswerChange.entries(after)
    guard first.map(\.target) != second.map(\.target) else { return nil }
    self.query = query
    let old = Set(first.map(\.target))
    let new = Set(second.map(\.target))
    came = second.filter { !old.contains($0.target) }
    went = first.filter { !new.contains($0.target) }
    gains = judged.map { judged in
      let evaluation = Evaluation()
      return (
        evaluation.scores(of: first.map(\.target.identifier), for: judged)[.gain],
        evaluation.scores(of: second.map(\.target.identifier), for: judged)[.gain]
      )
    }
  }

  private static func entries(_ response: SearchResponse) -> [Entry] {
    response.hits.enumerated().map { Entry(target: $0.element.target, title: $0.element.title, rank: $0.offset + 1) }
  }
}
