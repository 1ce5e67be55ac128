import ArgumentParser
import CodeSearch
import CodingKnowledge
import FoundationEssentials
import XapianFloor

/// Times whole searches beside the bare query of libxapian for the same words, in one process, in turn.
@main struct Latency: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency", abstract: "Time searches beside bare libxapian on the same index file.")

  @Argument(help: ArgumentHelp("Files of lines: class TAB query.", valueName: "queries"))
  var lists: [String]

  @Option(help: ArgumentHelp("The index.", valueName: "folder"))
  var index: String

  @Option(help: "Timed rounds; the first, untimed one warms up.")
  var rounds = 9

  @Option(help: "The date of service.")
  var on = "2026-05-01"

  @Option(help: "Results per query.")
  var limit = 10

  @Flag(help: "Fill in the reasons of hits.")
  var why = false

  @Flag(help: "Count processor time and not the time that passes: for a machine that others use.")
  var cpu = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: ArgumentHelp("Print the slowest queries of the search.", valueName: "count"))
  var slowest = 0

  @Flag(help: "Run only the searches: for a profiler.")
  var onlySearches = false

  func run() throws {
    guard let day = Day(iso: on) else { throw ValidationError("--on takes a date such as 2026-05-01") }
    let searcher = try Searcher(index: index)
    var request = SearchRequest("", on: day)
    request.limit = limit
    request.explains = why
    let queries = try lists.flatMap { try QueryList.read($0, searcher: searcher, on: request) }
    let generation = try searcher.status().generation
    guard let floor = xapian_floor_open("\(index)/generations/\(generation)/index.glass") else {
      throw ValidationError("libxapian does not open the index")
    }
    defer { xapian_floor_close(floor) }
    var floorTimes = Array(repeating: [Double](), count: queries.count)
    var searchTimes = floorTimes
    let clock = Stopwatch(countsProcessor: cpu)
    for round in 0...rounds {
      for (number, query) in queries.enumerated() {
        request.query = query.text
        request.completesLastWord = query.prefix != nil
        var found: Int32 = 0
        var bare = 0.0
        if !onlySearches {
          bare = clock.microseconds {
            found = xapian_floor_search(floor, query.terms, query.terms.count, query.prefix, UInt32(limit))
          }
        }
        guard found >= 0 else { throw ValidationError("libxapian fails on: \(query.text)") }
        let whole = try clock.microseconds { _ = try searcher.search(request) }
        guard round > 0 else { continue }
        floorTimes[number].append(bare)
        searchTimes[number].append(whole)
      }
    }
    try report(queries, floor: floorTimes.map(median), search: searchTimes.map(median))
  }

  private func report(_ queries: [TimedQuery], floor: [Double], search: [Double]) throws {
    var kinds: [String] = []
    for query in queries where !kinds.contains(query.kind) { kinds.append(query.kind) }
    var rows = kinds.map { kind in
      let members = queries.indices.filter { queries[$0].kind == kind }
      return Row(kind: kind, floor: members.map { floor[$0] }, search: members.map { search[$0] })
    }
    rows.append(Row(kind: "all", floor: floor, search: search))
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      print(String(decoding: try encoder.encode(rows), as: UTF8.self))
    } else {
      print(Table.text(rows))
    }
    for number in queries.indices.sorted(by: { search[$0] > search[$1] }).prefix(slowest) {
      print(Table.whole(search[number]), Table.whole(floor[number]), queries[number].text)
    }
  }
}
