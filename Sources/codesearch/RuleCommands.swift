public import ArgumentParser
import CodeSearch
public import CodingKnowledge

extension CareSetting: ExpressibleByArgument {
  public init?(argument: String) { self.init(spelling: argument) }

  /// What help and completion offer.
  public static var allValueStrings: [String] { allCases.map(\.token) }
}

struct EditsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edits", abstract: "NCCI edits of a procedure code, or of a code against others.",
    discussion: """
      For two codes there are three answers: no edit on file, an edit that is not in force that day, or an edit in force \
      with its modifier indicator. Add-on rules and the MUE are told beside them. Exit status: 0 when answered, 1 when no \
      edit is on file for any pair.
      """)

  @Argument(help: ArgumentHelp("A CPT or HCPCS code, then codes to hold against it.", valueName: "code"))
  var codes: [String]

  @Option(help: "Who bills.")
  var setting: CareSetting = .practitioner

  @Flag(help: "List all edits in force, not only the first ones.")
  var all = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let answer = try index.open().edits(
      of: codes[0], with: Array(codes.dropFirst()), on: on.value, setting: setting, limit: all ? .max : 10)
    if json {
      Output.line(answer.json())
    } else {
      let terminal = Terminal.current()
      terminal.show(EditsRendering(answer, terminal: terminal).text)
      for notice in answer.notices { Output.message(notice.message) }
    }
    if !answer.pairs.isEmpty, answer.pairs.allSatisfy({ $0.verdict == .none && $0.addOns.isEmpty }) {
      throw ExitStatus.noHits
    }
  }
}

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Medicare coverage texts about a code, or found by words.",
    discussion: "Exit status: 0 when there is a text, 1 when no loaded text is about it. No text is not a denial.")

  @Argument(help: ArgumentHelp("A code, or words to search coverage texts for.", valueName: "code|words"))
  var words: [String]

  @Option(help: ArgumentHelp("Leave out texts for other states.", valueName: "CA"))
  var state: String?

  @Option(
    name: .customLong("with"), parsing: .upToNextOption,
    help: ArgumentHelp("Diagnoses: in which list each text has them.", valueName: "icd-10"))
  var diagnoses: [String] = []

  @Flag(help: "List everything, not only the first ones.")
  var all = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let searcher = try index.open()
    let isCode =
      words.count == 1 && searcher.cards(words[0], on: on.value).contains { $0.target.scope.isCodeSystem }
    guard isCode else { return try search(searcher) }
    let answer = try searcher.coverage(of: words[0], state: state, with: diagnoses, on: on.value)
    if json {
      Output.line(answer.json())
    } else {
      let terminal = Terminal.current()
      terminal.show(CoverageRendering(answer, terminal: terminal, showsAll: all).text)
      for notice in answer.notices { Output.message(notice.message) }
    }
    if answer.texts.isEmpty, answer.mapped.isEmpty { throw ExitStatus.noHits }
  }

  private func search(_ searcher: Searcher) throws {
    var query = "(\(words.joined(separator: " "))) kind:(ncd OR lcd OR article)"
    if let state { query += " state:\(state)" }
    try TextSearch(query: query, json: json).run(searcher, on: on.value)
  }
}

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
    let response = try searcher.search(SearchRequest(query, on: day))
    SearchRendering(terminal: .current(), format: json ? .json : .text, why: false)
      .show(response, query: query, offset: 0)
    if response.hits.isEmpty { throw ExitStatus.noHits }
  }
}

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
    guard !answers.isEmpty else {
      Output.message("no code \(code) is loaded")
      throw ExitStatus.noHits
    }
    let terminal = Terminal.current()
    for answer in answers {
      if json { Output.line(answer.json()) } else { terminal.show(CrosswalkRendering(answer, terminal: terminal).text) }
      for notice in answer.notices where !json { Output.message(notice.message) }
    }
    if answers.allSatisfy({ $0.mappings.isEmpty && $0.successors.isEmpty }) { throw ExitStatus.noHits }
  }
}

struct FeeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fee", abstract: "What the Medicare physician fee schedule says of a code.")

  @Argument(help: ArgumentHelp("A CPT or HCPCS code.", valueName: "code"))
  var code: String

  @Option(help: ArgumentHelp("A payment locality: 01112-05, or words of its name.", valueName: "locality"))
  var locality: String?

  @Option(help: "Only the amounts of this setting: practitioner is the office, hospital the facility.")
  var setting: CareSetting?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let answer = try index.open().fee(of: code, locality: locality, on: on.value)
    if json {
      Output.line(answer.json())
    } else {
      let terminal = Terminal.current()
      terminal.show(FeeRendering(answer, setting: setting, terminal: terminal).text)
      for notice in answer.notices { Output.message(notice.message) }
    }
    if answer.lines.isEmpty { throw ExitStatus.noHits }
  }
}
