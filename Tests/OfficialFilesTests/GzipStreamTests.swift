import OfficialFiles
import Testing

@Suite struct GzipStreamTests {
  private func inflate(_ compressed: [UInt8], pieceLength: Int = 65_536) throws -> String {
    let stream = GzipStream(MemoryStream(compressed, name: "file.gz", pieceLength: pieceLength))
    return String(decoding: try bytes(of: stream), as: UTF8.self)
  }

  @Test func `A stream cut at any place inflates to the same text`() throws {
    for length in 1...GzipFixture.compressed.count {
      #expect(try inflate(GzipFixture.compressed, pieceLength: length) == GzipFixture.text)
    }
  }

  @Test func `Members that follow each other are read as one`() throws {
    let two = GzipFixture.compressed + GzipFixture.stored(Array("second\n".utf8))
    for length in 1...two.count {
      #expect(try inflate(two, pieceLength: length) == GzipFixture.text + "second\n")
    }
  }

  @Test func `Zeros after the last member are padding`() throws {
    #expect(try inflate(GzipFixture.compressed + [0, 0, 0, 0], pieceLength: 3) == GzipFixture.text)
  }

  @Test func `A stream cut short anywhere is refused`() {
    for length in 1..<GzipFixture.compressed.count {
      let error = sourceError { _ = try inflate(Array(GzipFixture.compressed.prefix(length))) }
      #expect(error?.reason == .malformed, "\(length) bytes")
      #expect(error?.file == "file.gz")
    }
  }

  @Test func `A changed byte of checksum or length is refused`() {
    for position in 1...8 {
      var compressed = GzipFixture.compressed
      compressed[compressed.count - position] ^= 1
      #expect(sourceError { _ = try inflate(compressed) }?.reason == .malformed)
    }
  }

  @Test func `Text behind the last member is refused`() {
    #expect(sourceError { _ = try inflate(GzipFixture.compressed + [65]) }?.reason == .malformed)
  }

  @Test func `A few bytes that inflate to millions are refused`() {
    let error = sourceError { _ = try inflate(GzipFixture.bomb) }
    #expect(error?.reason == .limit)
    #expect(error?.message == "inflates to more than 200 times its size")
  }

  @Test func `The limit of bytes holds`() {
    let stream = GzipStream(MemoryStream(GzipFixture.compressed, name: "a.gz"), limit: 20)
    #expect(sourceError { _ = try bytes(of: stream) }?.message == "inflates to more than 20 bytes")
  }
}
