import ArgumentParser
import CodeSearch
import CodingKnowledge
import Glibc

enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, jsonl, tsv, codes
  /// What the ranking model sees, for learning its weights.
  case features

  static var allValueStrings: [String] { allCases.filter { $0 != .features }.map(\.rawValue) }
}

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find codes, rules and texts by words or by code.",
    discussion: """
      Exit status: 0 with results, 1 without, 2 when the query cannot be read, 3 without an index.
      """)

  @Argument(help: ArgumentHelp("Words, codes, \"phrases\", -word, OR, field:value.", valueName: "query"))
  var words: [String] = []

  @Option(name: .shortAndLong, help: "At most this many results (1 to 1000).")
  var limit = 10

  @Option(help: "Results to pass over.")
  var offset = 0

  @Option(
    name: .customLong("system"), parsing: .singleValue,
    help: "Only this code system: icd10cm, icd10pcs, hcpcs, cpt, modifier, msdrg, icd9cm. Repeatable.")
  var systems: [Scope] = []

  @Option(
    name: .customLong("kind"), parsing: .singleValue,
    help: "Only this kind: code, guideline, ncd, lcd, policy, manual. Repeatable.")
  var kinds: [String] = []

  @Flag(help: "Only codes that a claim may carry.")
  var billable = false

  @Flag(name: .customLong("prefix"), help: "The last word may be the beginning of a word.")
  var completesLastWord = false

  @Flag(help: "Show for each result what matched and how.")
  var why = false

  @Option(help: "text, json, jsonl, tsv or codes.")
  var format = OutputFormat.text

  @Option(help: ArgumentHelp("Answer the queries in this file (- for standard input), a line each.", valueName: "file"))
  var batch: String?

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func validate() throws {
    guard batch == nil || words.isEmpty else { throw ValidationError("give a query or --batch, not both") }
    guard batch != nil || !words.isEmpty else {
      throw ValidationError("say what to search for: codesearch \"retroperitoneal lymph\"")
    }
  }

  func run() throws {
    let searcher = try index.open()
    if let batch {
      try answerBatch(batch, searcher)
    } else {
      let response = try searcher.search(try request(words.joined(separator: " ")))
      let rendering = SearchRendering(terminal: .current(), format: format, why: why)
      rendering.show(response, query: words.joined(separator: " "))
      if response.hits.isEmpty { throw ExitStatus.noHits }
    }
  }

  private func request(_ query: String) throws -> SearchRequest {
    var request = SearchRequest(query, on: on.value)
    request.limit = limit
    request.offset = offset
    request.scopes = Set(systems)
    request.billableOnly = billable
    request.completesLastWord = completesLastWord
    request.explains = why || format == .features
    for kind in kinds { try request.add(kind: kind) }
    return request
  }

  /// One line of answer for each line of the file, written at once: a caller may wait for it.
  private func answerBatch(_ path: String, _ searcher: Searcher) throws {
    guard var lines = LineInput(path) else {
      throw CodeSearchError(.io, "\(path): \(String(cString: strerror(errno)))")
    }
    let rendering = SearchRendering(terminal: .current(), format: format == .text ? .codes : format, why: why)
    var number = 0
    while let query = lines.next() {
      number += 1
      answerLine(query, number, try request(query), searcher, rendering)
    }
  }

  private func answerLine(
    _ query: String, _ number: Int, _ request: SearchRequest, _ searcher: Searcher, _ rendering: SearchRendering
  ) {
    do throws(CodeSearchError) {
      rendering.showLine(try searcher.search(request), query: query)
    } catch {
      rendering.showLine(error, query: query)
      if format != .json, format != .jsonl { Output.message("line \(number): \(error.summary)") }
    }
  }
}
