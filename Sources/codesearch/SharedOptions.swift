public import ArgumentParser
import CodeSearch
public import CodingKnowledge
import Glibc
import IndexBuilding
import IndexLocations

/// Which index, and on which day.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The folder of the index (default: $CODESEARCH_INDEX, the checkout's Indexes/default, or the data folder).",
      valueName: "dir"))
  var folder: String?

  var choice: IndexChoice { IndexChoice(folder: folder) }
  var root: String { choice.root }

  func open() throws -> Searcher { try choice.open() }
  func explained(_ error: CodeSearchError) -> any Error { choice.explained(error) }
}

struct DayOption: ParsableArguments {
  @Option(
    name: .customLong("on"), help: ArgumentHelp("The date of service (default: today).", valueName: "YYYY-MM-DD"),
    transform: { text in
      guard let day = Day(iso: text) else { throw ValidationError("\(text) is not a date; write it like 2026-01-31") }
      return day
    })
  var day: Day?

  var value: Day { day ?? .today }
}

extension Scope: ExpressibleByArgument {
  public init?(argument: String) { self.init(spelling: argument) }

  /// What help and completion offer.
  public static var allValueStrings: [String] { allCases.filter(\.isCodeSystem).map(\.token) }
}

extension CareSetting: ExpressibleByArgument {
  public init?(argument: String) { self.init(spelling: argument) }

  /// What help and completion offer.
  public static var allValueStrings: [String] { allCases.map(\.token) }
}

/// Figures for people.
enum Figures {
  static func seconds(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }

  static func bytes(_ value: Int) -> String {
    if value < 10_000 { return "\(value) bytes" }
    let tenths = Int((Double(value) / 100_000).rounded())
    return tenths < 10 ? "\(value / 1000) kB" : "\(tenths / 10).\(tenths % 10) MB"
  }

  /// With thousands separated: 74,719.
  static func count(_ value: Int) -> String {
    var digits = Array(String(value))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }
}
