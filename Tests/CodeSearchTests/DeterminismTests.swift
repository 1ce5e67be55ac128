import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Glibc
import IndexBuilding
import Testing

@Suite struct DeterminismTests {
  static let queries = [
    "diabetes", "diabetes without complications", "wheelchair", "retroperitoneal lymph nodes", "E11*", "J0120",
    "\"lymph nodes\"", "sinusitus", "(fracture OR contusion) -groin", "system:hcpcs injection", "of the",
  ]

  private func answers(_ searcher: Searcher) throws -> [String] {
    try Self.queries.map { query in
      var request = SearchRequest(query, on: Clinic.today)
      request.explains = true
      return try searcher.search(request).json(query: query)
    }
  }

  @Test func `The same question has the same answer, on an index that was built again too`() throws {
    let first = try answers(Clinic.searcher)
    #expect(try answers(Clinic.searcher) == first)
    #expect(try answers(TestIndex(Clinic.sources).searcher) == first)
    #expect(try answers(TestIndex(Clinic.sources.reversed()).searcher) == first)
  }

  @Test func `Eight tasks at once get what one gets`() async throws {
    let expected = try answers(Clinic.searcher)
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { try answers(Clinic.searcher) } }
      for try await answer in group { #expect(answer == expected) }
    }
  }

  @Test func `A new generation is taken up while others search`() async throws {
    let row = { @Sendable (number: Int) in
      SourceText.codes("HCPCS", [.init("A0001", "Walking aid of kind \(number)")], name: "aid.md")
    }
    let index = try TestIndex([row(0)])
    let searcher = index.searcher
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var last = -1
          for _ in 0..<300 {
            let response = try await searcher.search(SearchRequest("walking aid", on: Clinic.today))
            let title = try #require(response.hits.first).title
            let number = try #require(title.split(separator: " ").last.flatMap { Int($0) })
            #expect(number >= last && response.hits.count == 1)
            last = number
            await Task.yield()
          }
        }
      }
      group.addTask {
        for number in 1...10 {
          try index.add([row(number)])
          #expect(try await searcher.refresh())
          #expect(try await !searcher.refresh())
        }
      }
      try await group.waitForAll()
    }
    #expect(searcher.cards("A0001", on: Clinic.today).first?.title == "Walking aid of kind 10")
  }

  @Test func `What was asked before does not change the answers of a generation that is taken up`() throws {
    let index = try TestIndex(Clinic.sources)
    _ = try answers(index.searcher)
    try index.add([.codes("HCPCS", [.init("A0001", "Wheelchair for diabetes")], name: "aid.md")])
    #expect(try index.searcher.refresh())
    let taken = try answers(index.searcher)
    #expect(try taken == answers(Searcher(index: index.root)))
    #expect(taken.contains { $0.contains("A0001") })
  }

  @Test func `An index that nobody has read since the system started answers like any other`() throws {
    let folder = try TemporaryFolder.make()
    defer { TemporaryFolder.remove(folder) }
    let known = try TestIndex(Clinic.sources)
    let report = try IndexBuilder(root: folder + "/index").build(adding: [known.sourcesFolder])
    for name in ["texts", "index.glass"] {
      let file = open("\(folder)/index/generations/\(report.generation)/\(name)", O_RDWR)
      try #require(file >= 0)
      // Where the temporary files lie in memory alone, they stay there. They would, too, if anybody had them open.
      try #require(fsync(file) == 0 && posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0)
      close(file)
    }
    #expect(try answers(Searcher(index: folder + "/index")) == answers(known.searcher))
  }

  @Test func `A folder without an index is reported as missing, one that is not ours as damaged`() throws {
    let folder = try TemporaryFolder.make()
    defer { TemporaryFolder.remove(folder) }
    #expect(throws: CodeSearchError(.indexMissing, "")) { try Searcher(index: folder) }
    #expect(throws: CodeSearchError(.indexMissing, "")) { try Searcher(index: folder + "/none") }
  }
}
