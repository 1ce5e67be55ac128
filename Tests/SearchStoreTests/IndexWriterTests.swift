import Foundation
import SearchStore
import Testing

@Suite struct IndexWriterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func batch(_ terms: [[String]]) -> DocumentBatch {
    var batch = DocumentBatch()
    for terms in terms {
      batch.beginDocument()
      for term in terms { batch.add(term) }
      batch.endDocument()
    }
    return batch
  }

  @Test("Docids go up by one over batches")
  func docids() throws {
    let writer = try IndexWriter(creating: folder("part"))
    #expect(try writer.add(batch([["a"], ["b"]])) == 1..<3)
    #expect(try writer.add(batch([])) == 0..<0)
    #expect(try writer.add(batch([["c"]])) == 3..<4)
    try writer.close()
    #expect(code { try writer.add(batch([["d"]])) } == .misuse)
  }

  @Test("Compaction merges parts in order and offsets docids by the last of the parts before")
  func compaction() throws {
    try writePart(["a x", "b"], to: folder("one"))
    try writePart([], to: folder("two"))
    try writePart(["c x", "", "d"], to: folder("three"))
    try writePart(["e x"], to: folder("four"))
    let parts = ["one", "two", "three", "four"].map { folder($0) }
    #expect(try compact(parts: parts, to: folder("index.glass")) == [0, 2, 2, 5])
    let reader = try IndexReader(path: folder("index.glass"))
    #expect(try reader.statistics().lastDocid == 6)
    for (term, docid) in ["a": 1, "b": 2, "c": 3, "d": 5, "e": 6] as [String: UInt32] {
      #expect(try reader.matches { $0.term(term) } == [docid])
    }
    #expect(try reader.matches { $0.term("x") } == [1, 3, 6])
    #expect(try reader.matches { $0.matchAll() } == [1, 2, 3, 4, 5, 6])
  }

  @Test("A document without terms at the edge of a part keeps its docid")
  func emptyEdges() throws {
    try writePart(["", "a"], to: folder("one"))
    try writePart(["b", ""], to: folder("two"))
    try writePart(["", "c", ""], to: folder("three"))
    #expect(try compact(parts: [folder("one"), folder("two"), folder("three")], to: folder("all")) == [0, 2, 4])
    let reader = try IndexReader(path: folder("all"))
    #expect(try reader.matches { $0.term("a") } == [2])
    #expect(try reader.matches { $0.term("b") } == [3])
    #expect(try reader.matches { $0.term("c") } == [6])
    #expect(try reader.statistics().lastDocid == 7)
  }

  @Test("A single file can be a part again")
  func again() throws {
    try writePart(["a"], to: folder("one"))
    try compact(parts: [folder("one")], to: folder("first"))
    try compact(parts: [folder("first"), folder("one")], to: folder("second"))
    #expect(try IndexReader(path: folder("second")).matches { $0.term("a") } == [1, 2])
  }

  @Test("Values and wdf arrive")
  func content() throws {
    let writer = try IndexWriter(creating: folder("part"))
    var batch = DocumentBatch()
    for wdf in [0, 1, 300] {
      batch.beginDocument()
      batch.add("t", wdf: wdf)
      batch.add("P", "word")
      batch.setValue(slot: 255, [UInt8(wdf & 0xFF), 0, 0xFF])
      batch.endDocument()
    }
    #expect(batch.documentCount == 3)
    try writer.add(batch)
    try writer.close()
    try compact(parts: [folder("part")], to: folder("index.glass"))
    let reader = try IndexReader(path: folder("index.glass"))
    #expect(try reader.docids { $0.term("t") } == [3, 2, 1])
    #expect(try reader.frequency(ofTerm: "Pword") == 3)
    #expect(try reader.statistics().averageLength == (1 + 2 + 256) / 3)
    let exact: [UInt8] = [1, 0, 0xFF]
    #expect(try reader.matches { $0.valueRange(slot: 255, from: exact, through: exact) } == [2])
  }

  @Test("A malformed batch adds nothing and names the document")
  func malformed() throws {
    let writer = try IndexWriter(creating: folder("part"))
    for term in ["", String(repeating: "x", count: 246), String(repeating: "x", count: 1000), "nul\0"] {
      let bad = batch([["good"], [term]])
      do {
        try writer.add(bad)
        Issue.record("accepted a term of \(term.utf8.count) bytes")
      } catch {
        #expect(error.code == .invalidArgument && error.message.contains("document 1"))
      }
    }
    #expect(try writer.add(batch([[String(repeating: "x", count: 245)]])) == 1..<2)
  }

  @Test("A writer that goes away before it is closed leaves nothing uncommitted behind")
  func abandoned() throws {
    do {
      let writer = try IndexWriter(creating: folder("part"))
      try writer.add(batch([["kept"]]))
      try writer.commit()
      try writer.add(batch([["lost"]]))
    }
    try compact(parts: [folder("part")], to: folder("index.glass"))
    let reader = try IndexReader(path: folder("index.glass"))
    #expect(try reader.terms(prefix: "").map(\.term) == ["kept"])
  }

  @Test("Nothing that exists is overwritten")
  func existing() throws {
    try writePart(["a"], to: folder("part"))
    #expect(code { _ = try IndexWriter(creating: folder("part")) } != nil)
    try folder.write([1, 2, 3], to: "there")
    #expect(code { try compact(parts: [folder("part")], to: folder("there")) } == .io)
    #expect(try folder.read("there") == [1, 2, 3])
    #expect(code { try compact(parts: [folder("absent")], to: folder("new")) } == .notFound)
    #expect(code { try compact(parts: [], to: folder("new")) } == .invalidArgument)
    #expect(!folder.exists("new"))
    #expect(code { _ = try IndexWriter(creating: folder("no/such/folder")) } == .notFound)
  }

  @Test("The same documents give the same bytes, but for the random identifier in the first block")
  func repeatable() throws {
    let texts = (0..<2000).map { "w\($0 % 71) v\($0 % 13) =k\($0)" }
    for name in ["one", "two"] {
      try writePart(texts, to: folder("part-\(name)"))
      try compact(parts: [folder("part-\(name)")], to: folder(name))
    }
    let one = try folder.read("one")
    let two = try folder.read("two")
    #expect(one.count == two.count)
    let different = zip(one, two).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
    #expect(different.allSatisfy { $0 < 64 }, "\(different)")
  }
}
