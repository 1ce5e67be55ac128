import CodeSearch

guard CommandLine.arguments.count == 3 else { fatalError("usage: search INDEX WORDS") }
do {
  let searcher = try Searcher(index: CommandLine.arguments[1])
  let response = try searcher.search(SearchRequest(CommandLine.arguments[2], on: .today))
  for hit in response.hits {
    print(hit.target.identifier, hit.title)
  }
} catch {
  fatalError("\(error)")
}
