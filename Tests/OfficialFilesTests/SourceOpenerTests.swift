import Foundation
import OfficialFiles
import Testing

@Suite struct SourceOpenerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(_ bytes: [UInt8], _ name: String) throws -> [OpenedSource] {
    try SourceOpener.open(try folder.write(bytes, name))
  }

  private func text(_ source: OpenedSource) throws -> String {
    String(decoding: try bytes(of: try source.makeStream()), as: UTF8.self)
  }

  @Test func `A plain file is sniffed and read from the start, twice`() throws {
    let source = try open(Array("hello\n".utf8), "fy2026/a.txt")[0]
    #expect(source.head.name == "a.txt")
    #expect(source.head.folders.first == "fy2026")
    #expect(source.head.bytes == Array("hello\n".utf8))
    #expect(try text(source) == "hello\n")
    #expect(try text(source) == "hello\n")
  }

  @Test func `A gzip file is known by its content and loses its ending`() throws {
    #expect(try open(GzipFixture.compressed, "codes.txt.gz").map(\.head.name) == ["codes.txt"])
    let misnamed = try open(GzipFixture.compressed, "codes.txt")[0]
    #expect(misnamed.head.name == "codes.txt")
    #expect(try text(misnamed) == GzipFixture.text)
    #expect(misnamed.head.bytes == Array(GzipFixture.text.utf8))
  }

  @Test func `An archive yields its files and skips what its maker's system left`() throws {
    let zip = ZipFixture([
      ("release/codes.txt", "codes"), ("__MACOSX/codes.txt", "x"), (".DS_Store", "x"), ("release/.hidden", "x"),
    ]).bytes
    let sources = try open(zip, "fy2025/icd.zip")
    #expect(sources.map(\.head.name) == ["codes.txt"])
    #expect(Array(sources[0].head.folders.prefix(3)) == ["release", "icd.zip", "fy2025"])
    #expect(sources[0].name.hasSuffix("fy2025/icd.zip/release/codes.txt"))
    #expect(try text(sources[0]) == "codes")
  }

  @Test func `Files in archives are unpacked one level deep`() throws {
    let inner = ZipFixture([("inner.txt", "deep")]).bytes
    let outer = ZipFixture([
      .init(name: "inner.zip", bytes: inner), .init(name: "b.txt.gz", bytes: GzipFixture.compressed),
    ]).bytes
    let sources = try open(outer, "outer.zip")
    #expect(sources.map(\.head.name) == ["inner.txt", "b.txt"])
    #expect(try text(sources[0]) == "deep")
    #expect(try text(sources[1]) == GzipFixture.text)
    let error = sourceError { _ = try open(ZipFixture([.init(name: "outer.zip", bytes: outer)]).bytes, "third.zip") }
    #expect(error?.reason == .limit)
    #expect(error?.file.hasSuffix("third.zip/outer.zip/inner.zip") == true)
  }

  @Test func `A workbook is read as the text of its first worksheet`() throws {
    let sheet = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"B3\"><v>1.5</v></c></row>"
    let source = try open(WorkbookFixture.bytes(sheet: sheet, texts: ["<t>a, \"b\"</t>"]), "book.xlsx")[0]
    #expect(source.head.name == "book.xlsx")
    #expect(try text(source) == "\"a, \"\"b\"\"\"\n\n,1.5\n")
  }

  @Test func `An empty file is a source without bytes`() throws {
    let source = try open([], "empty.txt")[0]
    #expect(source.head.bytes == [])
    #expect(try text(source) == "")
  }

  @Test func `What is not there or not a file is refused in one line`() throws {
    let missing = sourceError { _ = try SourceOpener.open(folder.path + "/none.txt") }
    #expect(missing?.reason == .unreadable)
    #expect(missing?.message == "no such file")
    #expect(sourceError { _ = try SourceOpener.open(folder.path) }?.message == "not a regular file")
    #expect(sourceError { _ = try SourceOpener.files(under: folder.path + "/none") }?.reason == .unreadable)
  }

  @Test func `A file that goes away or is replaced after opening is read as it was`() throws {
    let path = try folder.write(Array("before".utf8), "a.txt")
    let source = try SourceOpener.open(path)[0]
    try FileManager.default.removeItem(atPath: path)
    try folder.write(Array("after".utf8), "a.txt")
    #expect(try text(source) == "before")
  }

  @Test func `A walk finds regular files, sorted, without hidden ones and linked folders`() throws {
    for name in ["b.txt", "a/z.txt", "a/.hidden", ".git/x", "a.txt"] { try folder.write([1], name) }
    let links = FileManager.default
    try links.createSymbolicLink(atPath: folder.path + "/loop", withDestinationPath: folder.path)
    try links.createSymbolicLink(atPath: folder.path + "/c.txt", withDestinationPath: folder.path + "/b.txt")
    try links.createSymbolicLink(atPath: folder.path + "/dangling", withDestinationPath: folder.path + "/none")
    let found = try SourceOpener.files(under: folder.path).map { $0.dropFirst(folder.path.count + 1) }
    #expect(found == ["a.txt", "a/z.txt", "b.txt", "c.txt"])
    #expect(try SourceOpener.files(under: folder.path + "/b.txt") == [folder.path + "/b.txt"])
  }

  @Test(.enabled(if: getuid() != 0, "a superuser may read anything"))
  func `A folder that may not be read is named`() throws {
    let path = folder.path + "/closed"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0])
    let error = sourceError { _ = try SourceOpener.files(under: folder.path) }
    #expect(error?.file == path)
    #expect(error?.reason == .unreadable)
  }
}
