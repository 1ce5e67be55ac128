import OfficialFiles
import Testing

@Suite struct LineReaderTests {
  private func lines(_ bytes: [UInt8], pieceLength: Int = 65_536) throws -> [String] {
    let reader = LineReader(MemoryStream(bytes, name: "lines.txt", pieceLength: pieceLength))
    var lines: [String] = []
    while let line = try reader.next() {
      #expect(line.number == lines.count + 1)
      lines.append(line.text)
    }
    return lines
  }

  @Test func `Lines are the same however the stream is cut`() throws {
    let text = "\u{FEFF}first\r\n\r\nthird line\nMénière\n\nlast"
    let bytes = Array(text.utf8)
    for length in 1...bytes.count {
      #expect(try lines(bytes, pieceLength: length) == ["first", "", "third line", "Ménière", "", "last"])
    }
  }

  @Test func `An empty file has no lines, and a last line end begins none`() throws {
    #expect(try lines([]) == [])
    #expect(try lines(Array("a\n".utf8)) == ["a"])
    #expect(try lines(Array("\n".utf8)) == [""])
  }

  @Test func `Bytes that are not UTF-8 are Windows-1252`() throws {
    #expect(try lines([0x4D, 0xE9, 0x6E, 0x69, 0xE8, 0x72, 0x65, 0x92, 0x73, 0x80, 0x81]) == ["Ménière’s€\u{81}"])
  }

  @Test func `A NUL byte is refused with its place`() {
    let error = sourceError { _ = try lines([0x61, 0x0A, 0x62, 0x00, 0x0A]) }
    #expect(error?.description.hasPrefix("lines.txt:2:2: a NUL byte") == true)
  }

  @Test func `A line of more than a million bytes is refused, wherever it is cut`() throws {
    let long = [UInt8](repeating: 0x61, count: LineReader.lengthLimit)
    #expect(try lines(long + [0x0A]).count == 1)
    for length in [1 << 12, 1 << 22] {
      let error = sourceError { _ = try lines([0x0A] + long + [0x61], pieceLength: length) }
      #expect(error?.reason == .limit)
      #expect(error?.place == .line(2))
    }
  }
}
