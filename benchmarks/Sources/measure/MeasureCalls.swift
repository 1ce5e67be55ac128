import ArgumentParser
import CodeSearch
import CodingKnowledge
import FoundationEssentials

/// Times calls that are not searches.
///
/// The list has a call a line: `card CODE`, `edits CODE CODE`, or `check DIAGNOSES | LINES`. Each line `pass` on standard
/// input runs all of them once.
struct MeasureCalls: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "calls", abstract: "Time cards, edits and claim checks.")

  @Argument(help: ArgumentHelp("A file of calls.", valueName: "list"))
  var list: String

  @OptionGroup var index: IndexOption
  @OptionGroup var on: DayOption
  @OptionGroup var clock: ClockOption

  func run() throws {
    let searcher = try Searcher(index: index.index)
    let text = String(decoding: try Data(contentsOf: URL(filePath: list)), as: UTF8.self)
    let calls = try text.split(separator: "\n").map { try call(String($0), searcher) }
    let stopwatch = clock.stopwatch
    while let line = readLine(), line == "pass" { try answer(try calls.map { try stopwatch.microseconds($0) }) }
  }

  private func call(_ line: String, _ searcher: Searcher) throws -> () throws -> Void {
    let words = line.split(separator: " ").map(String.init)
    let day = on.on
    switch (words.first, words.count) {
    case ("card", 2): return { _ = searcher.cards(words[1], on: day) }
    case ("edits", 3): return { _ = try searcher.edits(of: words[1], with: [words[2]], on: day) }
    case ("check", 3...):
      let sides = words.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw ListError(line: line) }
      var claim = Claim(on: day)
      claim.diagnoses = Array(sides[0])
      claim.lines = try sides[1].map { try Claim.Line($0) }
      return { [claim] in _ = searcher.check(claim) }
    default: throw ListError(line: line)
    }
  }
}
