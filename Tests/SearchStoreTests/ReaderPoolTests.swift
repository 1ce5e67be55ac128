import Foundation
import SearchStore
import Testing

@Suite struct ReaderPoolTests {
  let index: TinyIndex
  let pool: ReaderPool

  init() throws {
    index = try TinyIndex()
    pool = ReaderPool(try IndexFile(path: index.path), limit: 3)
  }

  @Test("Eight tasks search with at most three readers, and all get the right answers")
  func tasks() async throws {
    let pool = pool
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          var wrong = 0
          let (term, right): (String, [UInt32]) = task % 2 == 0 ? ("femur", [1, 2, 5]) : ("wrist", [3, 4])
          for _ in 0..<500 {
            let found = try pool.withReader { (reader) throws(StoreError) -> [UInt32] in
              var program = QueryProgram()
              program.term(term)
              let hits = HitBatch()
              try reader.search(program, into: hits)
              return hits.docids.sorted()
            }
            if found != right { wrong += 1 }
          }
          return wrong
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(wrong == 0)
    #expect((1...3).contains(pool.idleCount))
  }

  @Test("A reader that comes back is lent again")
  func reuse() throws {
    let first = try pool.withReader { (reader) throws(StoreError) in ObjectIdentifier(reader) }
    let second = try pool.withReader { (reader) throws(StoreError) in ObjectIdentifier(reader) }
    #expect(first == second && pool.idleCount == 1)
  }

  @Test("A reader is kept after a bad query and dropped after a fault of the index")
  func failures() throws {
    for (code, kept) in [(StoreError.Code.invalidArgument, 1), (.timeout, 1), (.corrupt, 0), (.internal, 0)] {
      #expect(throws: StoreError.self) {
        try pool.withReader { (_) throws(StoreError) in throw StoreError(code, "thrown") }
      }
      #expect(pool.idleCount == kept, "\(code)")
    }
    // The permits came back too.
    for _ in 0..<10 { try pool.withReader { (_) throws(StoreError) in } }
  }
}
