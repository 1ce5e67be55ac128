import Foundation
import SearchStore
import Testing

@Suite struct GenerationStoreTests {
  let folder: TemporaryFolder
  let store: GenerationStore

  init() throws {
    folder = try TemporaryFolder()
    store = GenerationStore(root: folder.path)
  }

  @Test("A new root has no current generation and none to open")
  func empty() throws {
    #expect(try store.currentIdentifier() == nil)
    #expect(try store.identifiers().isEmpty)
    #expect(code { _ = try store.openCurrent() } == .notFound)
    let lock = try store.lock()
    #expect(code { try store.rollback(under: lock) } == .notFound)
  }

  @Test("What was published is current, and its files are those of staging")
  func publish() throws {
    let lock = try store.lock()
    let identifier = try store.publishText("one", under: lock)
    #expect(identifier.sequence == 1 && identifier.description.hasPrefix("000001-"))
    #expect(try store.currentIdentifier() == identifier)
    #expect(try folder.read("CURRENT") == Array("\(identifier)\n".utf8))
    let generation = try store.openCurrent()
    #expect(generation.identifier == identifier)
    #expect(try generation.read("texts") == Array("one".utf8))
    #expect(try generation.map("texts").withBytes { Array($0) } == Array("one".utf8))
    #expect(try generation.size(of: "texts") == 3)
    #expect(code { _ = try generation.read("texts", limit: 2) } == .limit)
    #expect(try folder.list("staging").isEmpty)
  }

  @Test("The index of a generation opens, and stays open for new readers after the generation is removed")
  func index() throws {
    let lock = try store.lock()
    let tiny = try TinyIndex()
    let staging = try store.makeStaging(under: lock)
    try SystemFiles().link(tiny.path, to: "\(staging)/index.glass")
    try store.publish(staging: staging, as: store.nextIdentifier(digest: Digest(of: [])), under: lock)
    let file = try store.openCurrent().index()
    #expect(try file.makeReader().matches { $0.term("femur") } == [1, 2, 5])
    for number in 0..<4 { try store.publishText("\(number)", under: lock) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try file.makeReader().matches { $0.term("femur") } == [1, 2, 5])
  }

  @Test("The last three generations stay, older ones go")
  func retention() throws {
    let lock = try store.lock()
    var published: [GenerationIdentifier] = []
    for number in 0..<5 { published.append(try store.publishText("\(number)", under: lock)) }
    #expect(try store.identifiers() == Array(published.suffix(3)))
    #expect(try store.currentIdentifier() == published.last)
  }

  @Test("An open generation stays readable where it was mapped")
  func openGeneration() throws {
    let lock = try store.lock()
    try store.publishText("first", under: lock)
    let mapped = try store.openCurrent().map("texts")
    for number in 0..<4 { try store.publishText("\(number)", under: lock) }
    #expect(mapped.withBytes { Array($0) } == Array("first".utf8))
  }

  @Test("Rolling back returns to the generation before; the next publication goes on from there")
  func rollback() throws {
    let lock = try store.lock()
    let first = try store.publishText("1", under: lock)
    let second = try store.publishText("2", under: lock)
    #expect(try store.rollback(under: lock) == first)
    #expect(try store.openCurrent().read("texts") == Array("1".utf8))
    #expect(code { try store.rollback(under: lock) } == .notFound)
    try store.activate(second, under: lock)
    #expect(try store.currentIdentifier() == second)
    try store.rollback(under: lock)
    let third = try store.publishText("3", under: lock)
    #expect(third.sequence == 3)
    #expect(try store.identifiers() == [first, third])
    #expect(try store.rollback(under: lock) == first)
  }

  @Test("Activating what is not there is refused")
  func activateAbsent() throws {
    let lock = try store.lock()
    let identifier = try store.publishText("1", under: lock)
    let absent = GenerationIdentifier(sequence: 9, digest: Digest(of: []))
    #expect(code { try store.activate(absent, under: lock) } == .notFound)
    #expect(try store.currentIdentifier() == identifier)
  }

  @Test("A second builder is told at once who holds the lock, and gets it when that one is done")
  func locking() throws {
    var lock: BuilderLock? = try store.lock()
    do {
      _ = try store.lock()
      Issue.record("two builders at once")
    } catch {
      #expect(error.code == .busy && error.message.contains("\(ProcessInfo.processInfo.processIdentifier)"))
    }
    withExtendedLifetime(lock) {}
    lock = nil
    _ = try store.lock()
  }

  @Test("A lock file left by a dead builder holds nobody up")
  func staleLock() throws {
    try folder.write(Array("1\n".utf8), to: "LOCK")
    _ = try store.lock()
  }

  @Test("A lock that is a link is not followed")
  func linkedLock() throws {
    try folder.write(Array("precious".utf8), to: "elsewhere")
    try FileManager.default.createSymbolicLink(atPath: folder("LOCK"), withDestinationPath: folder("elsewhere"))
    #expect(code { _ = try store.lock() } == .io)
    #expect(try folder.read("elsewhere") == Array("precious".utf8))
  }

  @Test("A lock of another index is no lock of this one")
  func foreignLock() throws {
    let other = try TemporaryFolder()
    let lock = try GenerationStore(root: other.path).lock()
    #expect(code { _ = try store.makeStaging(under: lock) } == .misuse)
    #expect(code { try store.sweep(under: lock) } == .misuse)
  }

  @Test(
    "A pointer with anything but one identifier is corrupt",
    arguments: [
      "", "\n", "000001-abcdefgh", "000001-abcdefgh\n\n", "000001-abcdefgh\r\n", "../../etc\n", "000001-AB\n", "x\n",
      "1-a\n", "000000-a\n", "000001-\n", "000001-a/b\n", "000001-\u{0}\n", String(repeating: "0", count: 100),
      "000001-" + String(repeating: "a", count: 58) + "\n",
    ])
  func unexpectedPointer(content: String) throws {
    try folder.write(Array(content.utf8), to: "CURRENT")
    #expect(code { _ = try store.currentIdentifier() } == .corrupt)
    #expect(code { _ = try store.openCurrent() } == .corrupt)
  }

  @Test("A pointer to a generation that is gone is corrupt, and activating another one repairs it")
  func danglingPointer() throws {
    let lock = try store.lock()
    let identifier = try store.publishText("1", under: lock)
    try folder.write(Array("000007-abcdefgh\n".utf8), to: "CURRENT")
    #expect(code { _ = try store.openCurrent() } == .corrupt)
    try folder.write(Array("nonsense".utf8), to: "CURRENT")
    try store.activate(identifier, under: lock)
    #expect(try store.openCurrent().identifier == identifier)
  }

  @Test("A pointer or a generation that is a link is not followed")
  func links() throws {
    let lock = try store.lock()
    let identifier = try store.publishText("1", under: lock)
    let outside = try TemporaryFolder()
    try outside.write([1], to: "texts")
    let linked = GenerationIdentifier(sequence: 2, digest: Digest(of: []))
    try FileManager.default.createSymbolicLink(
      atPath: folder("generations/\(linked)"), withDestinationPath: outside.path)
    #expect(try store.identifiers() == [identifier])
    #expect(code { _ = try store.open(linked) } != nil)
    try FileManager.default.createSymbolicLink(
      atPath: folder("generations/\(identifier)/link"), withDestinationPath: outside("texts"))
    #expect(code { _ = try store.open(identifier).read("link") } == .io)
    #expect(code { _ = try store.open(identifier).read("../\(identifier)/texts") } == .invalidArgument)
  }

  @Test("Staging with a folder or nothing in it is not published")
  func unpublishable() throws {
    let lock = try store.lock()
    let staging = try store.makeStaging(under: lock)
    let identifier = try store.nextIdentifier(digest: Digest(of: []))
    #expect(code { try store.publish(staging: staging, as: identifier, under: lock) } == .invalidArgument)
    try SystemFiles().createDirectory("\(staging)/part")
    #expect(code { try store.publish(staging: staging, as: identifier, under: lock) } == .invalidArgument)
    #expect(try store.currentIdentifier() == nil)
  }

  @Test("An identifier not above the current one is refused")
  func oldIdentifier() throws {
    let lock = try store.lock()
    let identifier = try store.publishText("1", under: lock)
    let staging = try store.makeStaging(under: lock)
    try SystemFiles().writeFile("\(staging)/texts", [1])
    #expect(code { try store.publish(staging: staging, as: identifier, under: lock) } == .invalidArgument)
    #expect(try store.openCurrent().read("texts") == Array("1".utf8))
  }

  @Test("Readers see whole generations only while others are published")
  func readersDuringPublication() async throws {
    let lock = try store.lock()
    try store.publishText("0 0", under: lock)
    let store = store
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<2 {
        group.addTask {
          var read = 0
          var last = ""
          while last != "200" {
            let generation = try store.openCurrent()
            // Older than the last three before both files were read: a reader that slow begins again.
            guard let texts = try? generation.read("texts"), let manifest = try? generation.read("manifest.json") else {
              continue
            }
            #expect(texts == manifest)
            last = String(decoding: texts, as: UTF8.self)
            read += 1
          }
          return read
        }
      }
      for number in 1...200 { try store.publishText("\(number)", under: lock) }
      for try await read in group { #expect(read > 0) }
    }
  }
}

extension GenerationStore {
  /// Publishes a generation whose two files hold `text`.
  @discardableResult
  func publishText(_ text: String, under lock: BuilderLock) throws -> GenerationIdentifier {
    let staging = try makeStaging(under: lock)
    for name in ["manifest.json", "texts"] { try SystemFiles().writeFile("\(staging)/\(name)", Array(text.utf8)) }
    let identifier = try nextIdentifier(digest: Digest(of: Array(text.utf8)))
    try publish(staging: staging, as: identifier, under: lock)
    return identifier
  }
}
