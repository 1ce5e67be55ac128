import ArgumentParser
import CodeSearch
import Glibc
import IndexBuilding
import IndexLocations

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Build the index, or add official files to it.",
    discussion: """
      Without a path the index is built from the starter corpus. With paths those files, and all files in those
      folders, are added to what the index holds, or replace what they are newer forms of. Files may be plain, .gz or .zip, and
      are recognised by content. A PDF, HTML, Markdown or text file that you name becomes passages, too. A new generation is published in one step; searches go on meanwhile.
      """)

  @Argument(help: ArgumentHelp("Files and folders to add.", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("The release of files that do not tell it themselves.", valueName: "version"))
  var release: String?

  @Option(
    help: ArgumentHelp(
      "Split the inverted index into so many files, 1 to 16, some of which other hosts may serve (default: as before).",
      valueName: "count"))
  var parts: Int?

  @Flag(help: "Forget everything indexed before and build anew.")
  var rebuild = false

  @Flag(help: "Leave out the starter corpus.")
  var noCorpus = false

  @Flag(help: "Return to the generation before the current one.")
  var rollback = false

  @Flag(help: "List the formats that can be read.")
  var formats = false

  @Flag(help: "Wait while another build is running.")
  var wait = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var index: IndexOption

  func validate() throws {
    if let parts, !IndexBuilder.partCounts.contains(parts) {
      throw ValidationError("--parts \(parts) is not one of 1 to 16")
    }
  }

  func run() throws {
    if formats {
      for (identifier, remark) in IndexBuilder.formats {
        Output.line(remark.isEmpty ? identifier : "\(identifier)  (\(remark))")
      }
      return
    }
    let builder = IndexBuilder(root: index.root)
    if rollback {
      Output.line("current generation: \(try builder.rollback())")
      return
    }
    var sources = paths
    if !noCorpus {
      if let corpus = Locations.corpus {
        sources.insert(corpus, at: 0)
      } else if paths.isEmpty {
        throw CodeSearchError(
          .io, "the starter corpus is not installed", hint: "name files to index, or set CODESEARCH_CORPUS")
      }
    }
    let bar = ProgressBar(isShown: !quiet && isatty(STDERR_FILENO) == 1)
    let report = try build(builder, sources, bar)
    bar.clear()
    for path in report.lost { Output.message("\(path): no longer in the index; index it again") }
    if !quiet { Output.write(BuildRendering(terminal: .current()).text(report, root: index.root)) }
  }

  private func build(_ builder: IndexBuilder, _ sources: [String], _ bar: ProgressBar) throws -> BuildReport {
    var attempt = Result { () throws(BuildError) in try self.attempt(builder, sources, bar) }
    while wait, case .failure(let error) = attempt, error.code == .busy {
      usleep(200_000)
      attempt = Result { () throws(BuildError) in try self.attempt(builder, sources, bar) }
    }
    if case .failure = attempt { bar.clear() }
    return try attempt.get()
  }

  private func attempt(
    _ builder: IndexBuilder, _ sources: [String], _ bar: ProgressBar
  ) throws(BuildError) -> BuildReport {
    try builder.build(
      adding: sources, version: release, startsAnew: rebuild, invertedCount: parts, progress: { bar.show($0) })
  }
}

/// One line on standard error that tells how far a build is.
final class ProgressBar: Sendable {
  private let isShown: Bool

  init(isShown: Bool) { self.isShown = isShown }

  func show(_ progress: BuildProgress) {
    guard isShown else { return }
    let text =
      switch progress {
      case .reading(let done, let count, let name): bar(done, count) + " reading \(name)"
      case .building(let done, let count, let part): bar(done, count) + " built \(part)"
      case .publishing: bar(1, 1) + " publishing"
      }
    Output.write("\r\u{1B}[K\(SafeText.visible(String(text.prefix(100))))", to: STDERR_FILENO)
  }

  func clear() {
    if isShown { Output.write("\r\u{1B}[K", to: STDERR_FILENO) }
  }

  private func bar(_ done: Int, _ count: Int) -> String {
    let filled = count == 0 ? 20 : 20 * done / count
    return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: 20 - filled)
      + "] \(done)/\(count)"
  }
}

struct BuildRendering {
  var terminal: Terminal

  func text(_ report: BuildReport, root: String) -> String {
    var lines: [String] = []
    let width = report.sources.map { Figures.count($0.values).count }.max() ?? 0
    for source in report.sources {
      let count = Figures.count(source.values)
      let known = source.wasParsed ? "" : terminal.styled("  (known, not parsed again)", .dim)
      lines.append(
        String(repeating: " ", count: width - count.count) + count
          + "  \(SafeText.visible(source.title)) \(source.version)  \(terminal.styled(SafeText.visible(source.path), .dim))"
          + known)
    }
    for path in report.replaced { lines.append("replaced: \(SafeText.visible(path))") }
    for path in report.skipped { lines.append("skipped, of no known format: \(SafeText.visible(path))") }
    for twin in report.duplicates {
      lines.append("left out, the same document as \(SafeText.visible(twin.of)): \(SafeText.visible(twin.path))")
    }
    lines.append(
      report.isUnchanged
        ? "nothing changed; generation \(report.generation) stays"
        : "generation \(report.generation): \(Figures.count(report.targets)) codes and texts, "
          + "\(Figures.count(report.documents)) wordings and passages, \(Figures.bytes(report.bytes)), "
          + (report.invertedCount > 1 ? "\(report.invertedCount) parts, " : "")
          + Figures.seconds(report.seconds))
    return lines.joined(separator: "\n") + "\n"
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check the published index against its manifest.")

  @OptionGroup var index: IndexOption

  func run() throws {
    for line in try GenerationCheck.check(root: index.root) { Output.line(line) }
    Output.line("the index is whole")
  }
}
