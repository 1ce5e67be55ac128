import ArgumentParser
import CodeSearch
import CodingKnowledge

struct CrosswalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crosswalk", abstract: "Where a code leads in other code systems, and what came in its place.")

  @Argument(help: ArgumentHelp("A code in any spelling.", valueName: "code"))
  var code: String

  @Option(help: "Only mappings to this system.")
  var to: Scope?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let answers = try index.open().crosswalk(code, to: to, on: on.value)
    if json { Output.line(answers.json(code: code, on: on.value)) }
    guard !answers.isEmpty else {
      Output.message("no code \(code) is loaded")
      throw ExitStatus.noHits
    }
    let terminal = Terminal.current()
    for answer in answers where !json {
      terminal.show(CrosswalkRendering(answer, terminal: terminal).text)
      for notice in answer.notices { Output.message(notice.message) }
    }
    if answers.allSatisfy({ $0.mappings.isEmpty && $0.successors.isEmpty }) { throw ExitStatus.noHits }
  }
}

/// A crosswalk as text.
struct CrosswalkRendering {
  private var sheet: Sheet

  init(_ answer: CrosswalkAnswer, terminal: Terminal) {
    sheet = Sheet(terminal)
    sheet.head(answer.target.identifier, answer.target.scope.name, answer.title)
    if !answer.successors.isEmpty {
      sheet.section("In its place now")
      for level in answer.successors { sheet.item("\(level.target.identifier.fixed)  \(level.title)") }
    }
    for isForward in [true, false] {
      let mappings = answer.mappings.filter { $0.isForward == isForward }
      guard !mappings.isEmpty else { continue }
      sheet.section(isForward ? "Leads to" : "Comes from")
      for mapping in mappings { sheet.add(mapping) }
    }
    if answer.mappings.isEmpty, answer.successors.isEmpty { sheet.item("No mapping of it is loaded.") }
  }

  var text: String { sheet.text }
}

extension Sheet {
  mutating func add(_ mapping: CodeCard.Mapping) {
    let other = mapping.other.map { "\($0)\u{A0} \(mapping.title)" } ?? "no counterpart"
    let scenario = mapping.scenario > 0 ? " (scenario \(mapping.scenario), choice \(mapping.choice))" : ""
    item("\(mapping.isForward ? "→" : "←") \(other)\(mapping.isApproximate ? " [approximate]" : "")\(scenario)")
  }
}
