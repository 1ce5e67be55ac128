// The same functions for callers that must not be held up, such as those of the main actor: each does its work on the
// concurrent executor. A search takes milliseconds of processor time and waits for nothing but pages of the index.

extension Searcher {
  /// Opens the published generation of the index in `folder` without holding up the caller.
  ///
  /// ```swift
  /// let searcher = try await Searcher.opened("Indexes/default")
  /// ```
  /// - Throws: `CodeSearchError` as ``init(index:)``.
  @concurrent
  public static func opened(_ folder: String) async throws(CodeSearchError) -> Searcher { try Searcher(index: folder) }

  /// Takes up the newest generation without holding up the caller.
  /// - Returns: true where there was a newer one.
  /// - Throws: `CodeSearchError` `.indexMissing`, `.indexCorrupt` or `.io`, as the function that is not `async`.
  @concurrent @discardableResult
  public func refresh() async throws(CodeSearchError) -> Bool {
    let refresh: () throws(CodeSearchError) -> Bool = self.refresh
    return try refresh()
  }

  /// Answers a search without holding up the caller.
  ///
  /// ```swift
  /// let response = try await searcher.search(SearchRequest("kidney stone", on: .today))
  /// ```
  /// - Throws: `CodeSearchError` `.query` for a query that cannot be read, with the place of the fault.
  @concurrent
  public func search(_ request: SearchRequest) async throws(CodeSearchError) -> SearchResponse {
    let search: (SearchRequest) throws(CodeSearchError) -> SearchResponse = self.search
    return try search(request)
  }

  /// Says how a search is understood without holding up the caller.
  /// - Throws: `CodeSearchError` `.query` for a query that cannot be read, with the place of the fault.
  @concurrent
  public func explain(_ request: SearchRequest) async throws(CodeSearchError) -> QueryExplanation {
    let explain: (SearchRequest) throws(CodeSearchError) -> QueryExplanation = self.explain
    return try explain(request)
  }

  /// What stands against a claim, without holding up the caller.
  /// - Returns: the report of the function that is not `async`.
  @concurrent
  public func check(_ claim: Claim) async -> ClaimReport {
    let check: (Claim) -> ClaimReport = self.check
    return check(claim)
  }
}
