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
    let text = words.joined(separator: " ")
    let answer = try index.open().guideline(text, on: on.value)
    let terminal = Terminal.current()
    if json {
      Output.line(answer.json())
    } else if let found = answer.found {
      SearchRendering(terminal: terminal, format: .text, why: false).show(found, query: text)
    } else {
      for card in answer.sections { terminal.show(CardRendering(card, terminal: terminal, showsAll: true).text) }
    }
    if answer.isEmpty { throw ExitStatus.noHits }
  }
}
