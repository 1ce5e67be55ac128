import OfficialFiles
import Testing

@Suite struct ZipArchiveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(_ entries: [ZipFixture.Entry], limits: ArchiveLimits = .standard) throws -> ZipArchive {
    try ZipArchive(path: try folder.write(ZipFixture(entries).bytes, "a.zip"), name: "a.zip", limits: limits)
  }

  private func refusal(_ entry: ZipFixture.Entry) -> SourceError? {
    sourceError { for entry in try open([entry]).entries { _ = try bytes(of: try open([]).open(entry)) } }
  }

  @Test func `Entries are listed in order and read whole`() throws {
    let archive = try open([
      .init(name: "folder/", bytes: [], mode: 0o040755), .init(name: "folder/one.txt", bytes: Array("one".utf8)),
      .init(name: "two.txt", bytes: []),
    ])
    #expect(archive.entries.map(\.path) == ["folder/one.txt", "two.txt"])
    #expect(archive.entries.map(\.length) == [3, 0])
    let stream = try archive.open(archive.entries[0])
    #expect(stream.name == "a.zip/folder/one.txt")
    #expect(try bytes(of: stream) == Array("one".utf8))
    #expect(try bytes(of: try archive.open(archive.entries[1])) == [])
  }

  @Test(arguments: [
    ("../up.txt", "leads out of the archive"), ("a/../../up.txt", "leads out of the archive"),
    ("a/..", "leads out of the archive"), ("/etc/passwd", "has an absolute path"), ("C:evil.txt", "names a drive"),
    ("a\\..\\up.txt", "has a backslash in its name"), ("a\nb", "has control characters in its name"),
    ("", "has no name"),
  ])
  func `A name that could lead elsewhere is refused`(name: String, reason: String) {
    let error = refusal(.init(name: name, bytes: [1]))
    #expect(error?.reason == .malformed)
    #expect(error?.message.hasSuffix(reason) == true, "\(String(describing: error))")
    #expect(error?.description.contains("\n") == false)
  }

  @Test func `Two dots inside a name are harmless`() throws {
    #expect(try open([.init(name: "a..b/..c.txt", bytes: [1])]).entries.count == 1)
  }

  @Test func `Links and devices are refused`() {
    #expect(refusal(.init(name: "link", bytes: [1], mode: 0o120777))?.message == "link is a symbolic link")
    #expect(refusal(.init(name: "device", bytes: [1], mode: 0o060644))?.message == "device is not a regular file")
  }

  @Test func `An encrypted entry is refused`() {
    #expect(refusal(.init(name: "a.txt", bytes: [1], flags: 1))?.message == "the entry is encrypted")
  }

  @Test func `Two entries of one name are refused`() {
    let error = sourceError { _ = try open([.init(name: "a", bytes: [1]), .init(name: "a", bytes: [2])]) }
    #expect(error?.message == "two entries have this name")
  }

  @Test func `A wrong checksum is found at the end of the entry`() throws {
    let archive = try open([.init(name: "a.txt", bytes: [1, 2, 3], checksum: 7)])
    let error = sourceError { _ = try bytes(of: try archive.open(archive.entries[0])) }
    #expect(error?.file == "a.zip/a.txt")
    #expect(error?.place == .byte(3))
    #expect(error?.message == "the checksum does not agree")
  }

  @Test func `An entry that claims to grow a thousand times is refused`() {
    let error = refusal(.init(name: "bomb", bytes: [1, 2, 3], length: 300_000_000))
    #expect(error?.reason == .limit)
    #expect(error?.message == "bomb unpacks to more than 200 times its size")
  }

  @Test func `Limits of length, total and number hold`() throws {
    var limits = ArchiveLimits()
    limits.entryLength = 4
    let five = ZipFixture.Entry(name: "five", bytes: [1, 2, 3, 4, 5])
    #expect(sourceError { _ = try open([five], limits: limits) }?.reason == .limit)
    limits.entryLength = 5
    #expect(try open([five], limits: limits).entries.count == 1)
    limits.totalLength = 9
    #expect(
      sourceError { _ = try open([five, .init(name: "b", bytes: [1, 2, 3, 4, 5])], limits: limits) }?.reason == .limit)
    limits.entryCount = 0
    #expect(sourceError { _ = try open([five], limits: limits) }?.reason == .limit)
  }

  @Test func `An archive cut anywhere is refused or reads as an error`() throws {
    let whole = ZipFixture([("a.txt", "some text"), ("b.txt", "more")]).bytes
    for length in stride(from: 4, to: whole.count, by: 1) {
      let path = try folder.write(Array(whole.prefix(length)), "cut.zip")
      let error = sourceError {
        let archive = try ZipArchive(path: path)
        for entry in archive.entries { _ = try bytes(of: try archive.open(entry)) }
        #expect(Bool(false), "\(length) bytes were accepted")
      }
      #expect(error?.reason == .malformed, "\(length) bytes")
    }
  }
}
