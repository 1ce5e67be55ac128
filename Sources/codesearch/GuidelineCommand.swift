import ArgumentParser
import CodeSearch
import CodingKnowledge

struct GuidelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guideline", abstract: "A section of the guidelines or manuals, by its number or by words.")

  @Argument(help: ArgumentHelp("A section such as I.C.4.a, or words.", valueName: "section|words"))
  var words: [String]

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let searcher = try index.open()
    let text = words.joined(separator: " ")
    let cards = searcher.cards(text, on: on.value).filter { [.guideline, .manual].contains($0.target.scope) }
    guard !cards.isEmpty else {
      return try TextSearch(query: "(\(text)) kind:(guideline OR manual)", json: json).run(searcher, on: on.value)
    }
    let terminal = Terminal.current()
    for card in cards {
      if json {
        Output.line(card.json())
      } else {
        terminal.show(CardRendering(card, terminal: terminal, showsAll: true).text)
      }
    }
  }
}

/// A search of texts only, shown as any search.
struct TextSearch {
  var query: String
  var json: Bool

  func run(_ searcher: Searcher, on day: Day) throws {
    var request = SearchRequest(query, on: day)
    request.quotes = true
    let response = try searcher.search(request)
    SearchRendering(terminal: .current(), format: json ? .json : .text, why: false)
      .show(response, query: query, offset: 0)
    if response.hits.isEmpty { throw ExitStatus.noHits }
  }
}
