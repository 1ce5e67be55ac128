internal import CodeSearch
internal import CodingKnowledge

extension SearchOperation {
  static let search = SearchOperation(
    "search", "Search codes, rules and texts",
    """
    Finds ICD-10-CM, ICD-10-PCS, HCPCS, CPT, modifier and MS-DRG codes, guideline sections, manuals and Medicare coverage \
    texts by words, abbreviations or code; the best first. Deleted codes are found and marked, with what stands in their \
    place. No result means that nothing loaded matches: try fewer or other words. Notices name the release that answered \
    where the one of the day is not loaded.
    """,
    [
      OperationParameter(
        "query", .text(limit: 4096),
        "Words in any order, codes, \"phrases\", -word, OR, field:value such as system:cpt or under:E11.",
        isRequired: true),
      .limit("At most this many results.", SearchRequest.limits),
      OperationParameter("offset", .integer(SearchRequest.offsets), "Results to pass over.", standard: 0),
      .systems,
      OperationParameter("kinds", .choices(.kinds), "Only these kinds of result. Default: all."),
      OperationParameter("billable", .flag, "Only codes that a claim may carry on the day.", standard: false),
      OperationParameter("prefix", .flag, "The last word may be the beginning of a word.", standard: false),
      OperationParameter("why", .flag, "Tell for each result what matched and how.", standard: false),
      .day,
    ],
    .searchAnswer
  ) { (arguments, searcher) throws(CodeSearchError) in
    var request = arguments.searchRequest
    request.limit = arguments.limit
    request.offset = arguments.integer("offset") ?? 0
    for kind in arguments.texts("kinds") { try request.add(kind: kind) }
    request.billableOnly = arguments.flag("billable")
    request.completesLastWord = arguments.flag("prefix")
    request.explains = arguments.flag("why")
    return try searcher.search(request).json(query: request.query, isPretty: false)
  }

  static let explain = SearchOperation(
    "explain", "Explain a query",
    """
    Shows how a search query is understood: its words after analysis, synonyms and abbreviations, codes, filters, and the \
    query of the index. It searches nothing; an empty list means that the query has no part of that kind.
    """,
    [
      OperationParameter("query", .text(limit: 4096), "A query, as for search.", isRequired: true), .systems, .day,
    ],
    .explanation
  ) { (arguments, searcher) throws(CodeSearchError) in
    let request = arguments.searchRequest
    return try searcher.explain(request).json(query: request.query, isPretty: false)
  }

  static let status = SearchOperation(
    "status", "What is indexed",
    """
    Lists what the index holds: its generation, the sources with release, period and licence, and counts by code system. \
    A system or table that is not listed is not loaded, and nothing can be said about it.
    """,
    [], .indexStatus
  ) { (_, searcher) throws(CodeSearchError) in try searcher.status().json(isPretty: false) }
}

extension Arguments {
  fileprivate var searchRequest: SearchRequest {
    var request = SearchRequest(text("query") ?? "", on: day)
    request.scopes = Set(texts("systems").compactMap { Scope(spelling: $0) })
    return request
  }
}
