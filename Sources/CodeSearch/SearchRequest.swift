@_exported public import CodingKnowledge

/// A search: the query and what it is restricted to.
public struct SearchRequest: Sendable, Hashable {
  /// The query in the language of `codesearch help query`.
  public var query: String
  /// The date of service.
  public var day: Day
  /// At most this many results, 1 to 1,000.
  public var limit = 10
  /// Results passed over, 0 to 10,000.
  public var offset = 0
  /// Only results of these systems or kinds of text; empty for all.
  public var scopes: Set<Scope> = []
  /// Only codes that a claim may carry on the day.
  public var billableOnly = false
  /// The last word is the beginning of a word, as while typing.
  public var completesLastWord = false
  /// Fill in ``Hit/reasons``.
  public var explains = false
  /// Fill in ``Hit/quote``. It takes a reading of the passages of every text on the page.
  public var quotes = false

  /// A search of everything, the first ten results.
  /// - Parameters:
  ///   - query: in the language of `codesearch help query`.
  ///   - day: the date of service; `.today` for now.
  public init(_ query: String, on day: Day) {
    self.query = query
    self.day = day
  }

  /// Allows results of a kind as well: `code`, `modifier` or a kind of text; see ``kinds``.
  /// - Throws: `CodeSearchError` `.query` for any other kind.
  public mutating func add(kind: String) throws(CodeSearchError) {
    if kind.lowercased() == "code" {
      scopes.formUnion(Scope.allCases.filter { $0.isCodeSystem && $0 != .modifier })
    } else if let scope = Scope(spelling: kind), scope.isText || scope == .modifier {
      // The manuals are policy as well as the documents of a house.
      scopes.formUnion(scope == .policy ? [.policy, .manual] : [scope])
    } else {
      throw CodeSearchError(
        .query, "unknown kind \(kind)", hint: "one of \(SearchRequest.kinds.joined(separator: ", "))")
    }
  }

  /// What ``add(kind:)`` takes.
  public static let kinds = ["code"] + ([.modifier] + Scope.allCases.filter(\.isText)).map(\.token)

  /// How many results may be asked for at once.
  public static let limits = 1...1000
  /// How many results may be passed over.
  public static let offsets = 0...10_000
}
