import ArgumentParser
import CodeSearch
import CodingKnowledge
import FoundationEssentials

/// Measures the library from inside a process. `benchmarks/run` drives it and works the times out.
@main struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measure searches, calls and generations in one process.",
    subcommands: [MeasureQueries.self, MeasureGenerations.self, MeasureCalls.self, ListWordings.self])
}

struct IndexOption: ParsableArguments {
  @Option(help: ArgumentHelp("The index.", valueName: "folder"))
  var index: String
}

struct DayOption: ParsableArguments {
  @Option(help: ArgumentHelp("The date of service.", valueName: "date"), transform: DayOption.read)
  var on: Day

  static func read(_ text: String) throws -> Day {
    guard let day = Day(iso: text) else { throw ValidationError("\(text) is not a date such as 2026-01-15") }
    return day
  }
}

struct ClockOption: ParsableArguments {
  @Flag(help: "Count processor time and not the time that passes: for a machine that others use.")
  var cpu = false

  var stopwatch: Stopwatch { Stopwatch(countsProcessor: cpu) }
}

/// Answers whoever drives this program: one line of JSON, at once.
func answer(_ value: some Encodable) throws {
  print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
  flushOutput()
}
