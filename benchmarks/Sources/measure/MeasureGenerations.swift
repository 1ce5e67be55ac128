import ArgumentParser
import CodeSearch
import FoundationEssentials

/// Times the first search after another generation has been published, beside the same search warm.
///
/// For each pass on standard input, `GENERATION TAB query`, it makes the generation current as a build does, takes it up, and
/// searches twice.
struct MeasureGenerations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generations", abstract: "Time the first search after a new generation. Changes which one is current.")

  @OptionGroup var index: IndexOption
  @OptionGroup var on: DayOption
  @OptionGroup var clock: ClockOption

  /// Microseconds.
  private struct Times: Encodable {
    var refresh: Double
    var first: Double
    var warm: Double
  }

  func run() throws {
    let searcher = try Searcher(index: index.index)
    let stopwatch = clock.stopwatch
    while let line = readLine() {
      let fields = line.split(separator: "\t")
      guard fields.count == 2 else { throw ListError(line: line) }
      try Data("\(fields[0])\n".utf8).write(to: URL(filePath: index.index + "/CURRENT"), options: .atomic)
      var isNew = false
      let refresh = try stopwatch.microseconds { isNew = try searcher.refresh() }
      guard isNew else { throw ValidationError("\(fields[0]) is the generation that is open already") }
      // Pinned to one generation for the request, as the server and the other services ask.
      let request = SearchRequest(String(fields[1]), on: on.on)
      let search = { try stopwatch.microseconds { _ = try searcher.pinned().search(request) } }
      let first = try search()
      // The second search is the warm one, the third is not needed to settle.
      try answer(Times(refresh: refresh, first: first, warm: try search()))
    }
  }
}
