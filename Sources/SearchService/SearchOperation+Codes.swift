internal import CodeSearch
internal import CodingKnowledge

extension SearchOperation {
  static let card = SearchOperation(
    "card", "Everything known about a code or text",
    """
    The card of a code or text: title, validity and whether it is billable on the day, 7th characters, hierarchy, own and \
    inherited notes, wordings that lead to it, crosswalks, edits, unit limits, fees, coverage texts and guideline sections, \
    each with its release. A spelling may name codes of several systems: all answer. No card means that the code is not \
    loaded; "missing" then has codes near it.
    """,
    [
      .code("A code in any spelling (E11.9, e119, 38564), or the number of a text (I.C.4.a, L33777)."), .system,
      .limit("How many edits and texts of each kind are listed; counts are always whole.", 1...10_000), .day,
    ],
    .cards
  ) { (arguments, searcher) throws(CodeSearchError) in
    searcher.cards(
      of: [arguments.text("code") ?? ""], scope: arguments.scope("system"), on: arguments.day,
      listing: arguments.limit
    ).json(isPretty: false)
  }

  static let browse = SearchOperation(
    "browse", "Walk the hierarchy",
    """
    What stands directly below a chapter ("Chapter 9"), block (I20-I25), category, code or PCS table, and the path above it; \
    without a code, the top of the systems. No branch means that nothing loaded has that spelling; a branch without children \
    is a code with nothing below it.
    """,
    [
      OperationParameter("code", .text(limit: 64), "A chapter, block, category, code or table. Default: the top."),
      .system, .day,
    ],
    .branches
  ) { (arguments, searcher) throws(CodeSearchError) in
    searcher.browse(arguments.text("code"), scope: arguments.scope("system"), on: arguments.day).json(isPretty: false)
  }

  static let crosswalk = SearchOperation(
    "crosswalk", "Counterparts of a code",
    """
    Where a code leads in other code systems (GEMs between ICD-9 and ICD-10, HCPCS cross-references), where it comes from, and \
    for a deleted code what stands in its place. No code means that the spelling is not loaded; no mapping, that no loaded \
    table has one. Approximate mappings are a start, not an answer.
    """,
    [
      .code("A code in any spelling."),
      OperationParameter("to", .choice(.systems), "Only mappings to this system."), .day,
    ],
    .crosswalks
  ) { (arguments, searcher) throws(CodeSearchError) in
    let code = arguments.text("code") ?? ""
    return searcher.crosswalk(code, to: arguments.scope("to"), on: arguments.day)
      .json(code: code, on: arguments.day, isPretty: false)
  }
}
