import OfficialFiles
import Testing

@Suite("XMLReader")
struct XMLReaderTests {
  private func events(_ text: String, pieceLength: Int = 65_536, blank: Bool = false) throws -> [XMLEvent] {
    let reader = XMLReader(
      MemoryStream(Array(text.utf8), name: "x.xml", pieceLength: pieceLength), keepsBlankText: blank)
    var events: [XMLEvent] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  private let sample = """
    <?xml version="1.0" encoding="utf-8"?><!-- c --><a x="1" y="&lt;é">
      <b>one &amp; <c>two</c> S&#233;zary</b><![CDATA[<raw>]]></a>
    """

  @Test("tags, attributes and texts come in the order of the file")
  func order() throws {
    #expect(
      try events(sample) == [
        .start(XMLElement("a", [.init("x", "1"), .init("y", "<é")])),
        .start(XMLElement("b")), .text("one & "), .start(XMLElement("c")), .text("two"), .end("c"),
        .text(" Sézary"), .end("b"), .text("<raw>"), .end("a"),
      ])
  }

  @Test("blank text is kept where asked for")
  func blankText() throws {
    #expect(
      try events("<a> <b/></a>", blank: true) == [
        .start(XMLElement("a")), .text(" "), .start(XMLElement("b")), .end("b"), .end("a"),
      ])
  }

  @Test("a stream cut at any length gives the same events", arguments: 1...80)
  func cut(length: Int) throws {
    #expect(try events(sample, pieceLength: length) == events(sample))
  }

  @Test("a truncated file is refused wherever it ends")
  func truncated() {
    let bytes = Array(sample.utf8)
    for count in 0..<bytes.count {
      let message = refusal { _ = try events(String(decoding: bytes[..<count], as: UTF8.self)) }
      #expect(message.contains("not well-formed XML"), "\(count): \(message)")
    }
  }

  @Test("an error names line and column, and what to do")
  func place() {
    #expect(
      refusal { _ = try events("<a>\n  <b></c></a>") }
        == "x.xml:2:8: not well-formed XML: mismatched tag; the file is damaged or cut off; fetch it again")
  }

  @Test("what came before a fault is delivered first")
  func faultAfterEvents() throws {
    let reader = XMLReader(MemoryStream(Array("<a><b/></x>".utf8), name: "x"))
    #expect(try reader.next() == .start(XMLElement("a")))
    #expect(try reader.next() == .start(XMLElement("b")))
    #expect(try reader.next() == .end("b"))
    #expect(throws: SourceError.self) { try reader.next() }
    #expect(throws: SourceError.self) { try reader.next() }
  }

  @Test(
    "a billion laughs, external entities and any other DOCTYPE are refused at once",
    arguments: [
      """
      <!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
      <lolz>&c;</lolz>
      """,
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
      "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>",
      "<!DOCTYPE a><a/>",
    ])
  func documentType(text: String) {
    for length in [1, 7, 65_536] {
      let message = refusal { _ = try events(text, pieceLength: length) }
      #expect(message.contains("document type declaration"), "\(message)")
    }
  }

  @Test("an entity that nobody declared is refused")
  func unknownEntity() {
    #expect(refusal { _ = try events("<a>&nbsp;</a>") }.contains("undefined entity"))
  }

  @Test("elements may nest 64 deep, not 65")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(try events(nested(64)).count == 128)
    #expect(refusal { _ = try events(nested(65)) }.contains("deeper than 64"))
    #expect(refusal { _ = try events(nested(100_000)) }.contains("deeper than 64"))
  }

  @Test("an attribute may have 64 KB, not a byte more")
  func attribute() throws {
    func text(_ count: Int) -> String { "<a b='\(String(repeating: "x", count: count))'/>" }
    #expect(try events(text(65_536)).count == 2)
    #expect(refusal { _ = try events(text(65_537)) }.contains("longer than 64 KB"))
  }

  @Test("a text may have 4 MB, not a byte more")
  func text() throws {
    func text(_ count: Int) -> String { "<a>\(String(repeating: "x", count: count))</a>" }
    #expect(try events(text(4 << 20)).count == 3)
    #expect(refusal { _ = try events(text((4 << 20) + 1)) }.contains("longer than 4 MB"))
  }

  @Test(
    "tags and comments that do not end are not collected without bound",
    arguments: [
      "<a b='", "<!-- ", "<?pi ", "<abc", "<a><![CDATA[x]]><!--",
    ])
  func endless(start: String) {
    let text = start + String(repeating: "x", count: 10 << 20)
    let message = refusal { _ = try events(text) }
    #expect(message.contains("longer than 1 MB"), "\(message)")
  }

  @Test("other encodings are read as declared, broken UTF-8 is refused")
  func encodings() throws {
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in "<a>é</a>".utf16 { utf16 += [UInt8(unit & 255), UInt8(unit >> 8)] }
    let reader = XMLReader(MemoryStream(utf16, name: "x"))
    #expect(try reader.nextChild()?.name == "a")
    #expect(try reader.elementText() == "é")
    let broken = XMLReader(MemoryStream(Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8), name: "x"))
    #expect(throws: SourceError.self) { while try broken.next() != nil {} }
    #expect(throws: SourceError.self) {
      let reader = XMLReader(MemoryStream(Array("<?xml version='1.0' encoding='x-none'?><a/>".utf8), name: "x"))
      while try reader.next() != nil {}
    }
  }
}
