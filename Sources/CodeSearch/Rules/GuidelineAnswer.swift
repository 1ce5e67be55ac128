public import CodingKnowledge

/// Sections of the guidelines and manuals: one by its number, or those that words find.
public struct GuidelineAnswer: Sendable {
  /// The number or the words asked for.
  public var text: String
  /// The date of service that was asked for.
  public var day: Day
  /// The whole sections of that number; empty where the text is words.
  public var sections: [CodeCard]
  /// What the words find, where no section has the text as its number; nil otherwise.
  public var found: SearchResponse?

  /// True where nothing that is loaded answers.
  public var isEmpty: Bool { sections.isEmpty && found?.hits.isEmpty != false }
}

extension Searcher {
  /// A section of the guidelines or manuals by its number, such as `I.C.4.a`; with any other text, the sections that its words
  /// find.
  /// - Parameter limit: at most this many results for words, 1 to 1,000.
  /// - Throws: `CodeSearchError` `.query` for words that cannot be read as a query.
  public func guideline(_ text: String, on day: Day, limit: Int = 10) throws(CodeSearchError) -> GuidelineAnswer {
    let kinds: Set<Scope> = [.guideline, .manual]
    var answer = GuidelineAnswer(text: text, day: day, sections: [])
    answer.sections = cards(text, on: day).filter { kinds.contains($0.target.scope) }
    guard answer.sections.isEmpty else { return answer }
    var request = SearchRequest(text, on: day)
    request.limit = limit
    request.scopes = kinds
    request.quotes = true
    answer.found = try search(request)
    return answer
  }
}
