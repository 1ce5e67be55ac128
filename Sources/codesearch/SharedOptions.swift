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

  var root: String { Locations.index(folder) }

  /// Opens the index; the first time, with none there and none named, builds the starter index.
  func open() throws -> Searcher {
    let opened = Result { () throws(CodeSearchError) in try Searcher(index: root) }
    guard case .failure(let error) = opened, error.code == .indexMissing, folder == nil,
      let corpus = Locations.corpus
    else {
      do {
        return try opened.get()
      } catch {
        throw explained(error)
      }
    }
    guard IndexFolder(root) != .published else { throw explained(error) }
    if let foreign = BuildError(foreign: root) { throw foreign }
    Output.message("no index yet; building the starter index from \(corpus)")
    let report = try IndexBuilder(root: root).build(adding: [corpus])
    Output.message(
      "\(Figures.count(report.targets)) codes and texts in \(Figures.seconds(report.seconds)); "
        + "add official files with: codesearch index PATH")
    return try Searcher(index: root)
  }

  /// What is missing inside a published index is damage, and another folder is not an index that has yet to be built.
  func explained(_ error: CodeSearchError) -> any Error {
    guard error.code == .indexMissing else { return error }
    if let foreign = BuildError(foreign: root) { return foreign }
    guard IndexFolder(root) == .published else { return error }
    return CodeSearchError(
      .indexCorrupt, error.message,
      hint: "rebuild it with: codesearch index --rebuild, or go back with: codesearch index --rollback")
  }
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
