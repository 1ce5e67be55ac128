import ArgumentParser
import CodeSearch
import CodingKnowledge

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show how a query is understood, from words to the search of the index.",
    discussion: """
      What each result matched is told by: codesearch search --why.
      """)

  @Argument(help: ArgumentHelp("A query, as for search.", valueName: "query"))
  var words: [String]

  @Option(
    name: .customLong("system"), parsing: .singleValue, help: "Only this code system. Repeatable.")
  var systems: [Scope] = []

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let query = words.joined(separator: " ")
    var request = SearchRequest(query, on: on.value)
    request.scopes = Set(systems)
    let explanation = try index.open().explain(request)
    if json {
      Output.line(explanation.json(query: query))
    } else {
      let terminal = Terminal.current()
      terminal.show(ExplanationRendering(terminal: terminal).text(explanation))
    }
  }
}

/// An explanation as text.
struct ExplanationRendering {
  var terminal: Terminal

  func text(_ explanation: QueryExplanation) -> String {
    var lines = ["Read as  \(SafeText.visible(explanation.interpretation))"]
    section("Words", explanation.tokens.map { describe($0) }, &lines)
    section("Codes", explanation.codes.map { "\($0.target)  \($0.title)" }, &lines)
    if explanation.listedCount > 0 {
      section("Codes of ranges", ["\(Figures.count(explanation.listedCount)) codes"], &lines)
    }
    section("Looked for", explanation.units.map { describe($0, isExcluded: false) }, &lines)
    section("Left out", explanation.excluded.map { describe($0, isExcluded: true) }, &lines)
    section("Synonyms and abbreviations", explanation.expansions.map { describe($0) }, &lines)
    section("Filters", explanation.filters, &lines)
    section("Notices", explanation.notices.map { "\($0.code): \($0.message)" }, &lines)
    section("Query of the index", explanation.program.isEmpty ? [] : [explanation.program], &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ items: [String], _ lines: inout [String]) {
    guard !items.isEmpty else { return }
    lines.append("")
    lines.append(terminal.styled(title, .bold))
    for item in items { lines.append(terminal.wrapped(SafeText.visible(item), indent: 4, firstIndent: 2)) }
  }

  private func describe(_ token: QueryExplanation.Token) -> String {
    if token.term.isEmpty { return "\(token.typed) (a small word, not searched for)" }
    let word = token.word == token.typed.lowercased() ? "" : " → \(token.word)"
    return "\(token.typed)\(word) → \(token.term)\(token.isJoined ? " (joined)" : "")"
  }

  private func describe(_ unit: QueryExplanation.Unit, isExcluded: Bool) -> String {
    var marks: [String] = []
    if unit.isRequired { marks.append("required") }
    if unit.isPhrase { marks.append("side by side") }
    let share = isExcluded ? "" : "  \(Int((unit.weight * 100).rounded())) %"
    let head = unit.typed + share + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
    let shown = unit.meanings.prefix(12).map { describe($0) }.joined(separator: "; ")
    return "\(head): \(shown)" + (unit.meanings.count > 12 ? "; … \(unit.meanings.count - 12) more" : "")
  }

  private func describe(_ expansion: QueryExplanation.Expansion) -> String {
    let system = expansion.meaning.scope.map { ", only \($0.name)" } ?? ""
    return "\(expansion.typed) → \(expansion.meaning.words) (\(expansion.meaning.route.rawValue), "
      + "\(Figures.share(expansion.meaning.quality, 2))\(system))"
  }

  private func describe(_ meaning: QueryExplanation.Meaning) -> String {
    "\(meaning.terms.joined(separator: " ")) (\(meaning.route.rawValue), \(Figures.share(meaning.quality, 2)))"
  }
}
