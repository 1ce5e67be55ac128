import Foundation
import SearchStore
import Testing

@Suite struct FileSystemTests {
  let folder: TemporaryFolder
  let files = SystemFiles()

  init() throws { folder = try TemporaryFolder() }

  @Test("Bytes written are read, renamed, linked and removed")
  func operations() throws {
    try files.createDirectory(folder("d"))
    try files.createDirectory(folder("d"))
    try files.writeFile(folder("d/f"), [1, 2, 3])
    try files.writeFile(folder("d/f"), [4, 5])
    try files.syncFile(folder("d/f"))
    try files.syncDirectory(folder("d"))
    #expect(try files.readFile(folder("d/f"), limit: 2) == [4, 5])
    #expect(code { _ = try files.readFile(folder("d/f"), limit: 1) } == .limit)
    try files.link(folder("d/f"), to: folder("d/g"))
    try files.rename(folder("d/f"), to: folder("d/h"))
    #expect(try files.list(folder("d")).map(\.name) == ["g", "h"])
    #expect(code { try files.removeDirectory(folder("d")) } == .io)
    try files.unlink(folder("d/g"))
    try files.unlink(folder("d/h"))
    try files.removeDirectory(folder("d"))
    #expect(!folder.exists("d"))
  }

  @Test("Errors carry code, path and errno")
  func errors() throws {
    do {
      _ = try files.readFile(folder("absent"), limit: 10)
      Issue.record("read a file that is not there")
    } catch {
      #expect(error.code == .notFound && error.path == folder("absent") && error.errno == ENOENT)
      #expect(error.description.contains("No such file"))
    }
    try files.writeFile(folder("f"), [])
    #expect(code { try files.createDirectory(folder("f")) } == .io)
    #expect(code { try files.createDirectory(folder("no/d")) } == .notFound)
    #expect(code { try files.writeFile("/dev/full", [1]) } == .noSpace)
  }

  @Test("Removing a tree removes links and not what they lead to")
  func tree() throws {
    try files.writeFile(folder("precious"), [1])
    try files.createDirectory(folder("kept"))
    try files.writeFile(folder("kept/file"), [1])
    try files.createDirectory(folder("tree"))
    try files.createDirectory(folder("tree/deep"))
    try files.writeFile(folder("tree/deep/file"), [1])
    for (name, target) in [("one", "precious"), ("two", "kept"), ("three", "absent")] {
      try FileManager.default.createSymbolicLink(atPath: folder("tree/\(name)"), withDestinationPath: folder(target))
    }
    try files.removeTree(folder("tree"))
    try files.removeTree(folder("tree"))
    #expect(try folder.list(".") == ["kept", "precious"] && folder.exists("kept/file"))
  }

  @Test("A mapped file shows its bytes, an empty one none, and a link or folder is refused")
  func mapping() throws {
    try files.writeFile(folder("full"), Array(repeating: 7, count: 10_000))
    try files.writeFile(folder("empty"), [])
    try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: folder("full"))
    let full = try MappedFile(path: folder("full"))
    #expect(full.count == 10_000 && full.withBytes { $0.allSatisfy { $0 == 7 } })
    try files.unlink(folder("full"))
    #expect(full.withBytes { $0.last } == 7)
    let empty = try MappedFile(path: folder("empty"), access: .sequential)
    #expect(empty.count == 0 && empty.bytes.isEmpty && empty.bytes.baseAddress == nil)
    #expect(code { _ = try MappedFile(path: folder("link")) } == .io)
    #expect(code { _ = try MappedFile(path: folder.path) } == .corrupt)
    #expect(code { _ = try MappedFile(path: folder("absent")) } == .notFound)
  }

  @Test("The faulty file system records what was asked and fails where told")
  func faults() throws {
    let once = FaultyFiles(failing: 1)
    try once.writeFile(folder("f"), [1, 2])
    #expect(code { try once.unlink(folder("f")) } == .io && once.hasFailed)
    try once.unlink(folder("f"))
    #expect(once.operations == ["writeFile \(folder("f"))", "unlink \(folder("f"))", "unlink \(folder("f"))"])
    let killed = FaultyFiles(failing: 0, .asKilled)
    #expect(code { try killed.writeFile(folder("g"), [1, 2]) } == .io)
    #expect(code { try killed.unlink(folder("g")) } == .io)
    #expect(try folder.read("g") == [1])
  }
}
