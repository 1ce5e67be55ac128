import Foundation
import SearchStore
import Testing

@Suite struct PublicationFaultTests {
  let folder: TemporaryFolder
  let healthy: GenerationStore

  init() throws {
    folder = try TemporaryFolder()
    healthy = GenerationStore(root: folder.path)
  }

  private func text() throws -> String { String(decoding: try healthy.openCurrent().read("texts"), as: UTF8.self) }

  /// Three generations, so that publishing the next one removes one, and the litter of a dead builder.
  private func setUp() throws {
    let lock = try healthy.lock()
    for number in 1...3 { try healthy.publishText("old \(number)", under: lock) }
    let dead = try healthy.makeStaging(under: lock)
    try SystemFiles().createDirectory("\(dead)/part")
    try SystemFiles().writeFile("\(dead)/part/table", [1, 2, 3])
  }

  private func tryToPublish(_ files: FaultyFiles) -> StoreError? {
    do {
      let store = GenerationStore(root: folder.path, files: files)
      try store.publishText("new", under: try store.lock())
      return nil
    } catch {
      return error as? StoreError
    }
  }

  @Test(
    "Failing or killed at any operation, publishing leaves the old generation or the new one, whole",
    arguments: [FaultyFiles.Fault.once, .asKilled])
  func everyOperation(fault: FaultyFiles.Fault) throws {
    try setUp()
    var survived = 0
    for number in 0..<1000 {
      let files = FaultyFiles(failing: number, fault, error: StoreError(.noSpace, "injected", errno: 28))
      let before = try text()
      let error = tryToPublish(files)
      let current = try text()
      guard files.hasFailed else {
        #expect(error == nil && current == "new")
        break
      }
      if let error { #expect(error.code == .noSpace, "operation \(number): \(error)") }
      let renamed = files.operations.firstIndex { $0.hasPrefix("rename") && $0.hasSuffix("/CURRENT") }
      // From the rename of CURRENT on the new generation is current, whatever fails.
      let isNew = renamed.map { number > $0 } ?? false
      #expect(current == (isNew ? "new" : before), "operation \(number) of \(files.operations)")
      if isNew { survived += 1 }

      let lock = try healthy.lock()
      let next = try healthy.publishText("old \(number)", under: lock)
      #expect(try healthy.currentIdentifier() == next)
      #expect(try folder.list("staging").isEmpty, "operation \(number)")
      #expect(try folder.list("generations").count <= GenerationStore.retained, "operation \(number)")
      #expect(try folder.list(".") == ["CURRENT", "LOCK", "generations", "staging"], "operation \(number)")
      let dead = try healthy.makeStaging(under: lock)
      try SystemFiles().createDirectory("\(dead)/part")
      try SystemFiles().writeFile("\(dead)/part/table", [1, 2, 3])
    }
    #expect(survived > 0)
  }

  @Test("Everything is synced before a name leads to it")
  func order() throws {
    try setUp()
    let files = FaultyFiles()
    #expect(tryToPublish(files) == nil)
    let operations = files.operations
    func position(_ matches: (String) -> Bool) throws -> Int {
      let found = operations.lastIndex(where: matches)
      return try #require(found)
    }
    let root = folder.path
    let moved = try position { $0.hasPrefix("rename \(root)/staging/") }
    let staging = try #require(operations[moved].split(separator: " ").dropFirst().first)
    for name in ["manifest.json", "texts"] {
      #expect(try position { $0 == "syncFile \(staging)/\(name)" } < moved)
    }
    #expect(try position { $0 == "syncDirectory \(staging)" } < moved)
    let pointed = try position { $0 == "rename \(root)/CURRENT.new \(root)/CURRENT" }
    let generationsSynced = try position { $0 == "syncDirectory \(root)/generations" }
    #expect(moved < generationsSynced && generationsSynced < pointed)
    #expect(try position { $0 == "syncFile \(root)/CURRENT.new" } < pointed)
    let rootSynced = try position { $0 == "syncDirectory \(root)" }
    #expect(pointed < rootSynced)
    let firstRemoved = try #require(operations.firstIndex { $0.hasPrefix("unlink \(root)/generations/") })
    #expect(rootSynced < firstRemoved)
  }

  @Test("Failing to remove an old generation is told, and the new one is current")
  func cleanup() throws {
    func publish(_ files: FaultyFiles, _ text: String) throws -> GenerationStore.Publication {
      let lock = try healthy.lock()
      let staging = try healthy.makeStaging(under: lock)
      try SystemFiles().writeFile("\(staging)/texts", Array(text.utf8))
      return try GenerationStore(root: folder.path, files: files)
        .publish(staging: staging, as: healthy.nextIdentifier(digest: Digest(of: [])), under: lock)
    }
    try setUp()
    for number in 0..<3 { _ = try publish(FaultyFiles(), "\(number)") }
    let counting = FaultyFiles()
    #expect(try publish(counting, "counted").removed.count == 1)
    let removal = counting.operations.firstIndex { $0.hasPrefix("unlink \(folder.path)/generations/") }
    #expect(removal != nil)
    let publication = try publish(FaultyFiles(failing: removal, .asKilled), "newest")
    #expect(publication.cleanupFailure?.message == "injected" && publication.removed.isEmpty)
    #expect(try text() == "newest")
    #expect(try publish(FaultyFiles(), "after").removed.count == 2)
  }

  @Test("A first publication that is killed leaves no current generation")
  func first() throws {
    for number in 0..<1000 {
      let files = FaultyFiles(failing: number, .asKilled)
      _ = tryToPublish(files)
      let current = try healthy.currentIdentifier()
      let renamed = files.operations.firstIndex { $0.hasPrefix("rename") && $0.hasSuffix("/CURRENT") }
      #expect((current != nil) == (renamed.map { number > $0 } ?? false), "operation \(number)")
      if current != nil { break }
    }
    #expect(try text() == "new")
  }
}
