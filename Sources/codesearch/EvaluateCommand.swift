import ArgumentParser
import CodeSearch
import CodingKnowledge
import Glibc

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure the quality of the search on judged queries.",
    discussion: """
      A file of judgments has one judged code a line: query_id, query, code_system, code and grade (3 the answer, 1 a
      near miss), separated by tabs; a first line of these names is optional. A folder stands for every .tsv file in
      it that begins with that line. Each query is searched in the code system that its judgments name. The text of a
      query is taken as plain words: quotes, colons, parentheses and hyphens outside of words mean nothing, and what
      is beyond 1,024 bytes or 64 words is cut off and counted under "cut".

      Exit status: 0; 1 where --allowed-fall is passed; 2 for bad arguments, 6 for files that cannot be read or
      written, 7 for malformed ones.
      """)

  @Argument(help: ArgumentHelp("Files of judgments, or folders of them.", valueName: "judgments"))
  var paths: [String]

  @Option(
    name: .customLong("run"), help: ArgumentHelp("Write what was found: query_id, rank, code.", valueName: "file"))
  var runFile: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: ArgumentHelp("Show what changed since figures that --save wrote.", valueName: "file"))
  var compare: String?

  @Option(help: ArgumentHelp("Keep the figures in a file, for --compare.", valueName: "file"))
  var save: String?

  @Option(
    help: ArgumentHelp(
      "With --compare: fail where the mean nDCG@10 is lower by more than this.", valueName: "difference"))
  var allowedFall: Double?

  @Option(help: "Results asked for per query (10 to 1000).")
  var limit = 50

  @Option(help: ArgumentHelp("With --compare: show at most so many changed queries of each kind.", valueName: "count"))
  var changes = 20

  @Flag(help: "Search every code system, whatever the judgments name.")
  var allSystems = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func validate() throws {
    guard (10...1000).contains(limit) else { throw ValidationError("--limit takes 10 to 1000") }
    guard changes >= 0 else { throw ValidationError("--changes takes 0 or more") }
    if let allowedFall {
      guard compare != nil else { throw ValidationError("--allowed-fall needs --compare") }
      guard allowedFall >= 0, allowedFall.isFinite else { throw ValidationError("--allowed-fall takes 0 or more") }
    }
  }

  func run() throws {
    let sets = try JudgmentFiles.read(paths)
    let baseline = try compare.map { try EvaluationBaseline(json: TextFile.read($0), file: $0) }
    let searcher = try index.open()
    var options = EvaluationOptions(on: on.value)
    options.limit = limit
    options.isRestricted = !allSystems
    let isShown = isatty(STDERR_FILENO) == 1
    let report = try searcher.evaluate(sets, options: options) { name in
      if isShown { Output.write("\r\u{1B}[K\(SafeText.visible(name))", to: STDERR_FILENO) }
    }
    if isShown { Output.write("\r\u{1B}[K", to: STDERR_FILENO) }
    if let runFile { try TextFile.write(report.run, to: runFile) }
    if let save { try TextFile.write(report.baselineJSON() + "\n", to: save) }
    let comparison = baseline.map { EvaluationComparison(report, with: $0) }
    if json {
      Output.line(report.json(comparison: comparison))
    } else {
      let rendering = EvaluationRendering(terminal: .current())
      var text = rendering.table(report)
      if let comparison { text += "\n" + rendering.changes(comparison, limit: changes) }
      Output.write(text)
    }
    guard let comparison, let allowedFall else { return }
    guard !comparison.sets.isEmpty else {
      throw CodeSearchError(.query, "the baseline knows none of these sets", hint: "write it anew with --save")
    }
    guard comparison.mean.difference >= -allowedFall else {
      Output.message(
        "the mean nDCG@10 fell from \(Figures.share(comparison.mean.before, 4)) to "
          + "\(Figures.share(comparison.mean.after, 4)), by more than \(allowedFall)")
      throw ExitStatus(value: 1)
    }
  }
}

/// Files and folders of judgments.
enum JudgmentFiles {
  static func read(_ paths: [String]) throws(CodeSearchError) -> [JudgmentSet] {
    var sets: [JudgmentSet] = []
    for path in paths {
      guard let tables = try TextFile.tables(in: path) else {
        sets.append(try JudgmentSet(text: TextFile.read(path), file: path))
        continue
      }
      let before = sets.count
      for table in tables {
        let text = try TextFile.read(table)
        if JudgmentSet.hasHeader(text) { sets.append(try JudgmentSet(text: text, file: table)) }
      }
      guard sets.count > before else {
        throw CodeSearchError(
          .sourceRefused, "\(path): no .tsv file with a line of field names", hint: "name the files themselves")
      }
    }
    return sets
  }
}
