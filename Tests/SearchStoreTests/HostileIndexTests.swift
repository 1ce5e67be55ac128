import Foundation
import SearchStore
import Testing

@Suite struct HostileIndexTests {
  let index: TinyIndex
  var folder: TemporaryFolder { index.folder }

  init() throws { index = try TinyIndex() }

  /// Everything a reader can do with the file: the answers, or the code of the error.
  private func use(_ name: String) -> Result<[UInt32], StoreError> {
    do {
      let reader = try IndexReader(path: folder(name))
      _ = try reader.statistics()
      _ = try reader.terms(prefix: "")
      return .success(
        try reader.docids {
          $0.term("femur")
          $0.term("of")
          $0.or(2)
        })
    } catch {
      return .failure(error as! StoreError)
    }
  }

  @Test("A stub file, and a folder that holds one, start no process")
  func stubs() throws {
    let touched = folder("touched")
    try folder.write(Array("remote :/usr/bin/touch \(touched)\n".utf8), to: "stub")
    try FileManager.default.createDirectory(atPath: folder("database"), withIntermediateDirectories: false)
    try folder.write(Array("remote :/usr/bin/touch \(touched)\n".utf8), to: "database/XAPIANDB")
    for name in ["stub", "database", "database/XAPIANDB"] {
      guard case .failure(let error) = use(name) else {
        Issue.record("\(name) was opened")
        continue
      }
      #expect(error.code == .corrupt, "\(name): \(error)")
      #expect(code { try compact(parts: [folder(name)], to: folder("merged")) } != nil, "\(name)")
      #expect(code { _ = try IndexWriter(creating: folder(name)) } != nil || name == "database")
      #expect(!folder.exists("merged"))
    }
    usleep(200_000)
    #expect(!folder.exists("touched"))
  }

  @Test("What is not an index is refused with its reason")
  func foreign() throws {
    try folder.write([], to: "empty")
    try folder.write(Array("some text\n".utf8), to: "text")
    try folder.write(Array(repeating: 0, count: 100_000), to: "zeros")
    try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: index.path)
    mkfifo(folder("pipe"), 0o600)
    for name in ["empty", "text", "zeros", "part", "pipe"] {
      #expect(code { _ = try use(name).get() } == .corrupt, "\(name)")
    }
    #expect(code { _ = try use("absent").get() } == .notFound)
    #expect(code { _ = try use("link").get() } == .io)
  }

  @Test("A file cut off at any of 20 points gives an error or the right answer")
  func truncation() throws {
    let whole = try folder.read("index.glass")
    let right = try use("index.glass").get()
    #expect(right.count == 5)
    var refused = 0
    for point in 0..<20 {
      try folder.write(Array(whole.prefix(whole.count * point / 20)), to: "cut")
      switch use("cut") {
      case .success(let answer): #expect(answer == right, "cut at \(point)/20")
      case .failure(let error):
        refused += 1
        #expect([.corrupt, .io, .version].contains(error.code), "cut at \(point)/20: \(error)")
      }
    }
    #expect(refused > 0)
  }

  @Test("An index of another format version is told apart")
  func version() throws {
    var bytes = try folder.read("index.glass")
    // The magic string of 14 bytes is followed by the version of the format.
    bytes[14] = 0xFF
    bytes[15] = 0xFF
    try folder.write(bytes, to: "newer")
    #expect(code { _ = try use("newer").get() } == .version)
  }
}
