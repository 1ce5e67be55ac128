import CodeSearch
import CodingKnowledge

/// The plainest command, `codesearch WORDS` with no option but `--index DIR`, read without the argument parser: setting up
/// its tree of commands takes longer than the search. It prints what ``SearchCommand`` prints.
struct QuickSearch {
  let query: String
  let index: IndexChoice

  /// First words that are commands and no queries.
  static let commands = [
    "help", "search", "show", "browse", "check", "edits", "coverage", "guideline", "crosswalk", "fee", "index",
    "verify", "status", "evaluate", "explain", "synonyms", "worker", "mcp", "query",
  ]

  /// Nil where the arguments are for the parser.
  init?(_ arguments: [String]) {
    var words: [String] = []
    var folder: String?
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      if argument == "--index", folder == nil, let value = rest.popFirst(), !value.hasPrefix("-") {
        folder = value
      } else if argument.isEmpty || argument.hasPrefix("-") {
        return nil
      } else {
        words.append(argument)
      }
    }
    guard let first = words.first, !QuickSearch.commands.contains(first) else { return nil }
    query = words.plainlyJoined(" ")
    index = IndexChoice(folder: folder)
  }

  /// Answers and hands over the exit status while the index is still open: unmapping it at the end takes time, too.
  func run(finish: (Int32) -> Never) throws -> Never {
    let searcher = try index.open()
    var request = SearchRequest(query, on: .today)
    request.quotes = true
    let response = try searcher.search(request)
    SearchRendering(terminal: .current(), format: .text, why: false).show(response, query: query)
    withExtendedLifetime(searcher) { finish(response.hits.isEmpty ? ExitStatus.noHits.value : 0) }
  }
}
