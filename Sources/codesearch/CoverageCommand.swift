import ArgumentParser
import CodeSearch
import CodingKnowledge

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
    let response = try searcher.search(SearchRequest(query, on: on.value))
    SearchRendering(terminal: .current(), format: json ? .json : .text, why: false).show(response, query: query)
    if response.hits.isEmpty { throw ExitStatus.noHits }
  }
}

/// Coverage as text.
struct CoverageRendering {
  private var sheet: Sheet
  private let showsAll: Bool

  init(_ coverage: CoverageAnswer, terminal: Terminal, showsAll: Bool) {
    self.showsAll = showsAll
    sheet = Sheet(terminal)
    sheet.head(coverage.target.identifier, coverage.target.scope.name, coverage.title)
    if coverage.texts.isEmpty, coverage.mapped.isEmpty { sheet.item("No loaded coverage text is about it.") }
    for scope in [Scope.ncd, .lcd, .article] {
      let texts = coverage.texts.filter { $0.target.scope == scope }
      guard !texts.isEmpty else { continue }
      sheet.section(scope.name)
      for text in texts.prefix(showsAll ? texts.count : 8) { add(text) }
      if !showsAll, texts.count > 8 { sheet.item("… \(texts.count - 8) more (--all)") }
    }
    addMapped(coverage.mapped)
    sheet.add(coverage.basis)
  }

  var text: String { sheet.text }

  private mutating func add(_ text: CoverageAnswer.Text) {
    sheet.item("\(text.target.identifier.fixed)  \(text.title)")
    var facts = [text.relation + " it"]
    if !text.states.isEmpty {
      let shown = showsAll ? text.states : Array(text.states.prefix(8))
      facts.append(shown.joined(separator: ", ") + (text.states.count > shown.count ? "…" : ""))
    }
    if let contractor = text.contractors.first {
      facts.append(text.contractors.count > 1 ? "\(contractor) and \(text.contractors.count - 1) more" : contractor)
    }
    if text.diagnosisCount > 0 { facts.append("\(Figures.count(text.diagnosisCount)) diagnoses listed") }
    sheet.item(facts.joined(separator: " · "), indent: 6, first: 4)
    for listing in text.listings { sheet.item(CoverageRendering.line(listing), indent: 6, first: 4) }
    for group in text.groups.prefix(showsAll ? text.groups.count : 2) {
      sheet.item(String(group.prefix(showsAll ? group.count : 300)), indent: 6, first: 4)
    }
  }

  private static func line(_ listing: CoverageAnswer.Listing) -> String {
    let list =
      switch listing.terms.list {
      case .covered: "listed as supporting"
      case .notCovered: "listed as not supporting"
      case .procedures: "listed"
      }
    let group = listing.terms.group > 0 ? ", group \(listing.terms.group)" : ""
    return
      "\(listing.code.identifier) \(list)\(group)\(listing.terms.hasAsterisk ? " (asterisk)" : "") \(listing.title)"
  }

  private mutating func addMapped(_ mapped: [CoverageAnswer.Listing]) {
    for (list, title) in [(CoverageListing.List.covered, "supporting"), (.notCovered, "not supporting")] {
      let codes = mapped.filter { $0.terms.list == list }
      guard !codes.isEmpty else { continue }
      sheet.section("Diagnoses listed as \(title), from a map by code (\(Figures.count(codes.count)))")
      let shown = codes.prefix(showsAll ? codes.count : 24).map(\.code.identifier).joined(separator: ", ")
      sheet.item(shown + (!showsAll && codes.count > 24 ? ", … (--all)" : ""))
    }
  }
}
