import SearchStore
import Testing

@Suite struct DigestTests {
  @Test(
    "The published test vectors",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(text: String, digest: String) {
    #expect(Digest(of: Array(text.utf8)).description == digest)
    #expect(Digest(hexadecimal: digest) == Digest(of: Array(text.utf8)))
    #expect(Digest(hexadecimal: digest.uppercased()) == Digest(of: Array(text.utf8)))
  }

  @Test("A million letters, whole, in pieces and from a file")
  func million() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(Digest(of: bytes).description == expected)
    var stream = DigestStream()
    for start in stride(from: 0, to: bytes.count, by: 999) {
      stream.append(Array(bytes[start..<min(start + 999, bytes.count)]))
    }
    #expect(stream.finish().description == expected)
    #expect(stream.finish() == Digest(of: []))
    let folder = try TemporaryFolder()
    try folder.write(bytes + bytes, to: "file")
    #expect(try Digest(ofFile: folder("file")) == Digest(of: bytes + bytes))
  }

  @Test("A copy of a stream goes its own way")
  func copies() {
    var stream = DigestStream()
    stream.append(Array("a".utf8))
    var copy = stream
    copy.append(Array("b".utf8))
    #expect(stream.finish() == Digest(of: Array("a".utf8)))
    #expect(copy.finish() == Digest(of: Array("ab".utf8)))
  }

  @Test("What is not 64 hexadecimal digits is no digest", arguments: [63, 65, 0])
  func malformed(count: Int) {
    #expect(Digest(hexadecimal: String(repeating: "a", count: count)) == nil)
    #expect(Digest(hexadecimal: String(repeating: "a", count: 63) + "g") == nil)
    #expect(Digest(hexadecimal: String(repeating: "a", count: 64) + "-") == nil)
  }

  @Test("A missing file and a folder have no digest")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    #expect(code { _ = try Digest(ofFile: folder("absent")) } == .notFound)
    #expect(code { _ = try Digest(ofFile: folder.path) } == .corrupt)
  }
}
