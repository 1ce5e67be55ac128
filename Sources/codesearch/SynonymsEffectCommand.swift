import ArgumentParser
import CodeSearch
import CodingKnowledge
import IndexBuilding

struct SynonymsEffectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effect", abstract: "Show which answers change when a list of synonyms is added.",
    discussion: """
      The list is added to a copy of the index in the folder of temporary files ($TMPDIR); the index stays as it is.
      The queries are those of a file of judgments, or the lines of any other text file. Judged queries are searched in
      the code system of their judgments, and the change of nDCG@10 is shown for each.

      Exit status: 0, whether or not answers change; 2 for bad arguments, 3 without an index, 6 for files that cannot be
      read, 7 for malformed ones.
      """)

  @Argument(help: ArgumentHelp("The list to add.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Queries, a line each, or a file of judgments.", valueName: "file"))
  var queries: String

  @Option(help: "Results compared per query (1 to 1000).")
  var limit = 10

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func validate() throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000") }
  }

  func run() throws {
    let saved = try SavedQuery.read(queries)
    let before = try index.open()
    let folder = Terminal.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let trial = try IndexTrial(of: index.root, adding: [file], in: folder)
    if trial.report.isUnchanged { Output.message("the index holds \(file) already") }
    let after = try Searcher(index: trial.root)
    let terminal = Terminal.current()
    var changed = 0
    var refused = 0
    var gains = (before: 0.0, after: 0.0)
    var text = ""
    for query in saved {
      let change = Result { () throws(CodeSearchError) in try self.change(query, before, after, &gains) }
      switch change {
      case .success(let change?):
        changed += 1
        text += rendered(change, terminal)
      case .success(nil): continue
      case .failure(let error):
        guard error.code == .query else { throw error }
        refused += 1
      }
    }
    text += "\(Figures.count(changed)) of \(Figures.count(saved.count)) queries change "
    text += "their first \(limit) results"
    if refused > 0 { text += ", \(Figures.count(refused)) cannot be read" }
    let judged = Double(saved.count { $0.judged != nil })
    if judged > 0 {
      text +=
        "; nDCG@10 \(Figures.share(gains.before / judged, 4)) → \(Figures.share(gains.after / judged, 4)) "
        + "(\(Figures.signed((gains.after - gains.before) / judged, 4)))"
    }
    terminal.show(text + "\n")
    withExtendedLifetime(trial) {}
  }

  private func change(
    _ query: SavedQuery, _ before: Searcher, _ after: Searcher, _ gains: inout (before: Double, after: Double)
  ) throws(CodeSearchError) -> AnswerChange? {
    guard !query.text.isEmpty else { return nil }
    var request = SearchRequest(query.text, on: on.value)
    request.limit = limit
    if let judged = query.judged { request.scopes = [judged.scope] }
    let first = try before.search(request)
    let second = try after.search(request)
    if let judged = query.judged {
      let evaluation = Evaluation()
      gains.before += evaluation.scores(of: first.hits.map(\.target.identifier), for: judged)[.gain]
      gains.after += evaluation.scores(of: second.hits.map(\.target.identifier), for: judged)[.gain]
    }
    return AnswerChange(query: query.text, before: first, after: second, judged: query.judged)
  }

  private func rendered(_ change: AnswerChange, _ terminal: Terminal) -> String {
    var head = terminal.styled(SafeText.visible(change.query), .bold)
    if let gains = change.gains {
      head +=
        "  nDCG@10 \(Figures.share(gains.before, 3)) → \(Figures.share(gains.after, 3)) "
        + "(\(Figures.signed(gains.after - gains.before, 3)))"
    }
    var lines = [head]
    for entry in change.came { lines.append(line(entry, "+", .green, terminal)) }
    for entry in change.went { lines.append(line(entry, "-", .red, terminal)) }
    if change.came.isEmpty, change.went.isEmpty { lines.append("  the same results in another order") }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func line(
    _ entry: AnswerChange.Entry, _ sign: String, _ style: Terminal.Style, _ terminal: Terminal
  ) -> String {
    let rank = String(entry.rank).padded(2, isRight: true)
    return "  " + terminal.styled(sign, style) + " \(rank)  \(entry.target)  \(SafeText.visible(entry.title))"
  }
}

/// A query that is asked again and again.
struct SavedQuery {
  var text: String
  var judged: JudgedQuery?

  /// The queries of a file of judgments, taken as plain words; or each line of another file, in the query language.
  static func read(_ path: String) throws(CodeSearchError) -> [SavedQuery] {
    let text = try TextFile.read(path)
    let first = text.prefix { !$0.isNewline }
    if JudgmentSet.hasHeader(text) || first.count(where: { $0 == "\t" }) >= 4 {
      return try JudgmentSet(text: text, file: path).queries.map {
        SavedQuery(text: PlainQuery($0.text).text, judged: $0)
      }
    }
    return text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
      .map { SavedQuery(text: String($0), judged: nil) }
  }
}
