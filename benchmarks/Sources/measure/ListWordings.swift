import ArgumentParser
import CodeSearch
import CodingKnowledge

/// Prints all wordings of codes, so that other engines can index the same documents.
struct ListWordings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wordings", abstract: "Print the wordings of all codes: system TAB code TAB wording.")

  @OptionGroup var index: IndexOption
  @OptionGroup var on: DayOption

  @Flag(help: "Only the title of each code.")
  var titles = false

  func run() throws {
    let searcher = try Searcher(index: index.index)
    let characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for first in characters {
      for second in characters {
        for target in searcher.suggestions("\(first)\(second)", limit: .max) where target.scope.isCodeSystem {
          for card in searcher.cards(target.identifier, scope: target.scope, on: on.on, listing: 0)
          where card.target == target {
            list(card)
          }
        }
      }
    }
  }

  private func list(_ card: CodeCard) {
    var texts = [card.title]
    if !titles {
      texts += card.otherTitles.map(\.title) + [card.shortTitle].compactMap { $0 } + card.wordings.map(\.text)
    }
    var seen: Set<String> = []
    for text in texts where !text.isEmpty && seen.insert(text.lowercased()).inserted {
      let line = String(text.map { $0.isWhitespace ? " " : $0 })
      print(card.target.scope.token, card.target.identifier, line, separator: "\t")
    }
  }
}
