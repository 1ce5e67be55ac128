import ArgumentParser
import CodeSearch
import XapianFloor

/// Times whole searches, without and with reasons, beside the bare query of libxapian for the same words.
///
/// For each line `pass` on standard input it runs all queries on each engine, one engine after another, and answers with their
/// times. The same query on two engines at once would leave the second one warm caches. The first pass warms up.
struct MeasureQueries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries", abstract: "Time searches beside bare libxapian on the same index file.")

  @Argument(help: ArgumentHelp("A file of lines: query TAB date TAB floor query.", valueName: "list"))
  var list: String

  @OptionGroup var index: IndexOption
  @OptionGroup var on: DayOption
  @OptionGroup var clock: ClockOption

  @Option(help: "Results per query.")
  var limit = 10

  @Option(help: ArgumentHelp("Run only the searches, that many times over: for a profiler.", valueName: "times"))
  var profile: Int?

  func run() throws {
    let queries = try QueryList.read(list)
    let searcher = try Searcher(index: index.index)
    if let profile {
      for _ in 0..<profile { for query in queries { _ = try searcher.search(request(query)) } }
      return
    }
    let generation = try searcher.status().generation
    guard let floor = xapian_floor_open("\(index.index)/generations/\(generation)/index.glass") else {
      throw ValidationError("libxapian does not open the index")
    }
    defer { xapian_floor_close(floor) }
    while let line = readLine(), line == "pass" { try answer(try pass(queries, searcher, floor)) }
  }

  /// Microseconds of each engine for each query, and how much it found.
  private struct Pass: Encodable {
    var floor: [Double] = []
    var search: [Double] = []
    var reasons: [Double] = []
    var floorHits: [Int] = []
    var searchHits: [Int] = []
  }

  private func pass(_ queries: [TimedQuery], _ searcher: Searcher, _ floor: OpaquePointer) throws -> Pass {
    var pass = Pass()
    let stopwatch = clock.stopwatch
    for query in queries {
      var found: Int32 = 0
      pass.floor.append(stopwatch.microseconds { found = xapian_floor_search(floor, query.floor, UInt32(limit)) })
      guard found >= 0 else { throw ValidationError("libxapian fails on: \(query.floor)") }
      pass.floorHits.append(Int(found))
    }
    for query in queries {
      var hits = 0
      let request = request(query)
      pass.search.append(try stopwatch.microseconds { hits = try searcher.search(request).hits.count })
      pass.searchHits.append(hits)
    }
    for query in queries {
      var request = request(query)
      request.explains = true
      pass.reasons.append(try stopwatch.microseconds { _ = try searcher.search(request) })
    }
    return pass
  }

  private func request(_ query: TimedQuery) -> SearchRequest {
    var request = SearchRequest(query.text, on: query.day ?? on.on)
    request.limit = limit
    request.completesLastWord = query.completesLastWord
    return request
  }
}
