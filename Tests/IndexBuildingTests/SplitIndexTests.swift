import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import IndexBuilding
import Testing

/// The starter corpus as one file and as two, the two here or on servers.
@Suite(.enabled(if: PartServer.isInstalled, "needs xapian-tcpsrv of Debian's xapian-tools"), .timeLimit(.minutes(20)))
struct SplitIndexTests {
  /// The same sources, published as one file and then as two.
  private struct Pair {
    var index: TestIndex
    var split: String
    var whole: Searcher { index.searcher }
  }

  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static let built = Result {
    let corpus = repository + "/Corpus"
    let index = try TestIndex(paths: [corpus])
    let report = try IndexBuilder(root: index.root).build(adding: [corpus], invertedCount: 2)
    try #require(report.invertedCount == 2)
    return Pair(index: index, split: report.generation)
  }

  private let pair: Pair
  /// An index folder of the split generation with locations of its own.
  private let folder: String

  init() throws {
    pair = try Self.built.get()
    folder = try TemporaryFolder.make()
    let files = FileManager.default
    try files.createDirectory(atPath: folder + "/generations/\(pair.split)", withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: generation) {
      try files.linkItem(atPath: generation + "/" + name, toPath: folder + "/generations/\(pair.split)/" + name)
    }
    try Data("\(pair.split)\n".utf8).write(to: URL(filePath: folder + "/CURRENT"))
    try Data().write(to: URL(filePath: folder + "/LOCK"))
  }

  private var generation: String { "\(pair.index.root)/generations/\(pair.split)" }
  private func file(_ part: Int) -> String { "\(generation)/index-\(part).glass" }

  private func locate(_ entries: [String]) throws {
    try Data("[\(entries.joined(separator: ", "))]".utf8).write(to: URL(filePath: folder + "/parts.json"))
  }

  private func entry(_ part: Int, _ port: Int, timeout: Int = 60_000) -> String {
    #"{"part": \#(part), "host": "127.0.0.1", "port": \#(port), "timeoutMilliseconds": \#(timeout)}"#
  }

  private static let queries: [String] = {
    let path = repository + "/Tests/Judgments/starter.tsv"
    let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
    var seen: Set<String> = []
    let judged = lines.dropFirst().compactMap { line -> String? in
      let cells = line.split(separator: "\t")
      return cells.count > 1 ? String(cells[1]) : nil
    }.filter { seen.insert($0).inserted }
    return Array(judged.prefix(90)) + [
      "+diabetes foot", "+lymph +node removal", "\"lymph node\" biopsy", "fracture -femur", "knee NOT left",
      "system:cpt biopsy", "kind:guideline sepsis", "billable:yes diabetes", "J0120", "E11.9", "of the",
    ]
  }()

  private func expectSameAnswers(_ searcher: Searcher) throws {
    try #require(Self.queries.count > 95)
    for query in Self.queries {
      var request = SearchRequest(query, on: Fixed.today)
      request.limit = 50
      request.explains = true
      #expect(try searcher.search(request).json(query: query) == pair.whole.search(request).json(query: query))
    }
  }

  private func error(_ body: () throws -> Void) -> CodeSearchError? {
    do {
      try body()
      return nil
    } catch {
      return error as? CodeSearchError
    }
  }

  private func search() throws -> [Target] {
    try Searcher(index: folder).search(SearchRequest("lymph node", on: Fixed.today)).hits.map(\.target)
  }

  @Test func `Two files here give the answers of one in the same order`() throws {
    try expectSameAnswers(Searcher(index: folder))
    #expect(try GenerationCheck.check(root: folder).count { $0.hasPrefix("index-") } == 2)
  }

  @Test func `Two servers give the answers of one file in the same order, without the files here`() throws {
    let servers = [try PartServer(file(1)), try PartServer(file(2))]
    try locate([entry(2, servers[1].port), entry(1, servers[0].port)])
    for part in 1...2 {
      try FileManager.default.removeItem(atPath: folder + "/generations/\(pair.split)/index-\(part).glass")
    }
    let searcher = try Searcher(index: folder)
    try expectSameAnswers(searcher)
    #expect(try searcher.status().parts.map(\.server) == servers.map { "127.0.0.1:\($0.port)" })
    let lines = try GenerationCheck.check(root: folder)
    #expect(lines.count { $0.contains(" at 127.0.0.1:") } == 2)
    withExtendedLifetime(servers) {}
  }

  @Test func `A server that hung up is connected to again`() throws {
    let server = try PartServer(file(2))
    try locate([entry(2, server.port)])
    let searcher = try Searcher(index: folder)
    let request = SearchRequest("lymph node", on: Fixed.today)
    let first = try searcher.search(request).json(query: "")
    server.hangUp()
    // A word that no search has asked for yet.
    _ = try searcher.search(SearchRequest("wheelchair", on: Fixed.today))
    #expect(try searcher.search(request).json(query: "") == first)
  }

  @Test func `A server that is gone is an error that names it`() throws {
    let server = try PartServer(file(2))
    try locate([entry(2, server.port)])
    let searcher = try Searcher(index: folder)
    _ = try searcher.search(SearchRequest("lymph", on: Fixed.today))
    server.end()
    for found in [
      error { _ = try search() }, error { _ = try searcher.search(SearchRequest("wheelchair", on: Fixed.today)) },
    ] {
      #expect(found?.code == .io)
      #expect(found?.message.contains("127.0.0.1:\(server.port)") == true, "\(String(describing: found))")
      #expect(found?.hint?.contains("parts.json") == true)
    }
    #expect(throws: BuildError.self) { try GenerationCheck.check(root: folder) }
  }

  @Test func `A server that does not answer is an error when its time is over`() throws {
    let server = try PartServer(file(2))
    try locate([entry(2, server.port, timeout: 200)])
    server.stop()
    let found = error { _ = try search() }
    #expect(found?.code == .io)
    #expect(found?.message == "127.0.0.1:\(server.port): no answer within 200 ms")
  }

  @Test func `A server of another generation is refused`() throws {
    let server = try PartServer(file(1))
    try locate([entry(2, server.port)])
    let found = error { _ = try search() }
    #expect(found?.code == .indexCorrupt)
    #expect(found?.message.contains("127.0.0.1:\(server.port) serves another generation") == true)
  }

  @Test func `A search that asks no server answers without one`() throws {
    try locate([entry(2, try PartServer.freePort())])
    let hits = try Searcher(index: folder).search(SearchRequest("E11.9", on: Fixed.today)).hits
    #expect(hits.first?.target == Target(.icd10cm, "E11.9"))
  }

  @Test(arguments: [
    (#"[{"part": 17, "host": "a", "port": 1}]"#, "entry 1: part 17 is not one of 1 to 16"),
    (#"[{"part": 2, "host": "a b", "port": 1}]"#, "entry 1: host is no name or address"),
    (#"[{"part": 2, "host": "-a", "port": 1}]"#, "entry 1: host is no name or address"),
    (#"[{"part": 2, "host": "a", "port": 0}]"#, "entry 1: port 0 is not one of 1 to 65535"),
    (#"[{"part": 2, "host": "a", "port": 1, "timeoutMilliseconds": 0}]"#, "timeoutMilliseconds is not one of"),
    (#"[{"part": 2, "host": "a", "port": 1, "timeout": 5}]"#, "entry 1: timeout is no key of an entry"),
    (#"[{"part": 1, "host": "a", "port": 1}, {"part": 1, "host": "b", "port": 1}]"#, "entry 2: part 1 is named twice"),
    (#"[{"part": 2, "host": "a"}]"#, "entry 1: port is missing"),
    (#"[{"part": "2", "host": "a", "port": 1}]"#, "entry 1: part: a value of the wrong kind"),
    (#"remote :/usr/bin/touch owned"#, "write a list like"),
  ])
  func `A list of servers that cannot be meant is refused with its place`(text: String, message: String) throws {
    try Data(text.utf8).write(to: URL(filePath: folder + "/parts.json"))
    let found = error { _ = try search() }
    #expect(found?.message.contains(message) == true, "\(String(describing: found))")
    #expect(found?.message.contains(folder + "/parts.json") == true)
  }
}
