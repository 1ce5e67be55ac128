import CodingKnowledge
import OfficialFiles
import Testing

struct NCCIPolicyManualTests {
  private func page(_ label: String, _ lines: String) -> String {
    "\(lines)\nRevision Date (Medicare): 1/1/2031 \(label)\n\n"
  }

  private var manual: String {
    page("I-1", "CHAPTER I\nGENERAL RULES OF CODING\nFOR\nMEDICARE NCCI")
      + page("I-2", "Table of Contents\nA. Introduction ........ I-3 B. Rules ....... I-3")
      + page(
        "I-3",
        """
        A. Introduction
        Chapter I
        General Rules
        This is the beginning. \(String(repeating: "word ", count: 100))end.
        B. Rules
        1. The first rule:
        1. an item
        2. another item
        2. The second
        """)
      + page("I-4", "rule ends.\n3. The third rule.\nC. Signs\na. Sign 7: Use it.\nb. Sign 8: Do not.\n1. never")
      + page("II-1", "CHAPTER II\nSURGERY: SKIN\nCPT CODES 10000-19999\nFOR\nMEDICARE NCCI")
      + page("II-3", "A. Introduction\nShort. B. Cuts of the Skin\nCut.")
  }

  @Test func `Letters head sections, numbers and in some sections letters head rules`() throws {
    let read = try readText(manual, name: "manual.txt")
    #expect(
      read.codes.map(\.target.identifier) == [
        "NCCI I", "NCCI I.A", "NCCI I.B", "NCCI I.B.1", "NCCI I.B.2", "NCCI I.B.3", "NCCI I.C", "NCCI I.C.a",
        "NCCI I.C.b", "NCCI II", "NCCI II.A", "NCCI II.B",
      ])
    #expect(read.code("NCCI I")?.title == "General Rules of Coding")
    #expect(read.code("NCCI II")?.title == "Surgery: Skin")
    #expect(read.code("NCCI I.B.3")?.title == "Rules, rule 3")
    #expect(read.code("NCCI I.B.3")?.parent == "NCCI I.B")
    #expect(read.code("NCCI I.C.a")?.title == "Sign 7")
    #expect(read.text("NCCI I.A").hasPrefix("This is the beginning."))
    #expect(read.text("NCCI I.C.b") == "Sign 8: Do not.\n1. never")
    #expect(read.code("NCCI II.B")?.title == "Cuts of the Skin")
  }

  @Test func `Passages tell chapter, section, page and revision`() throws {
    let read = try readText(manual, name: "manual.txt")
    let third = read.passages.first { $0.target.identifier == "NCCI I.B.3" }
    #expect(third?.page == 4)
    #expect(
      third?.citation == "Medicare NCCI Policy Manual 2031, section I.B.3 (revised 1/1/2031), page I-4")
  }

  @Test func `An edition holds for its calendar year`() throws {
    let description = try readText(manual, name: "manual.txt").description
    #expect(description.release.version == "2031")
    #expect(description.release.effective == DayRange(from: Day(iso: "2031-01-01"), through: Day(iso: "2031-12-31")))
    #expect(sourceError { _ = try readText(manual, name: "manual-2030.txt") }?.reason == .release)
  }

  @Test func `An extract stands beside the whole manual`() throws {
    let text = page("III-14", "the end of it.\nE. Signs\nRead them. NCCI") + "and so on.\n"
    let read = try readText(text, name: "extract.txt")
    #expect(read.description.title.hasSuffix("(extract)"))
    #expect(read.codes.map(\.target.identifier) == ["NCCI III", "NCCI III.E"])
    #expect(read.text("NCCI III.E") == "Read them. NCCI and so on.")
  }

  @Test func `A text without numbered pages is refused`() {
    let error = sourceError { _ = try readText("NCCI\nRevision Date (Medicare): 1/1/2031\n", name: "manual.txt") }
    #expect(error?.reason == .malformed)
  }

  @Test func `A text that only speaks of the footer is no manual`() {
    let head = SourceHead(name: "notes.md", bytes: Array("NCCI pages end \"Revision Date (Medicare): m/d/y\"\n".utf8))
    #expect(SourceFormats.format(of: head) == nil)
  }
}

struct MedicareManualTests {
  private let chapter = """
    Medicare Benefit Policy Manual Chapter 99 - Made Up  Table of Contents (Rev. 9; Issued: 10-05-30)  10 - First \
    10.1 - Second 20 – Third 10 - First (Rev. 1, 10-01-03)  One.  Two, see §§10 - 20.  10.1 - Second - And More \
    (Rev. 7, Issued: 01-14-14, Effective: 02-15-14; Implementation: 02-15-14) Text here. 20 – Third (Rev. 8, \
    Issued:08-12-05; Effective/Implementation: 09-12-05)  End.
    """

  @Test func `Sections are cut at their revisions, and say since when they hold`() throws {
    let read = try readText(chapter, name: "manual.txt")
    #expect(
      read.codes.map(\.target.identifier) == ["100-02 99", "100-02 99 10", "100-02 99 10.1", "100-02 99 20"])
    #expect(read.code("100-02 99 10.1")?.title == "Second - And More")
    #expect(read.code("100-02 99 10.1")?.parent == "100-02 99 10")
    #expect(
      read.codes.map(\.validity.from)
        == [nil, "2003-10-01", "2014-02-15", "2005-09-12"].map { $0.flatMap { Day(iso: $0) } })
    #expect(read.text("100-02 99 10") == "One.\nTwo, see §§10 - 20.")
    #expect(
      read.passages.first { $0.target.identifier == "100-02 99 10.1" }?.citation
        == "Medicare Benefit Policy Manual (100-02), chapter 99, section 10.1 (Rev. 7, issued 2014-01-14)")
    #expect(read.description.release.version == "2030-10-05")
  }

  @Test func `A chapter that is cut off after its contents is refused`() {
    let start = String(chapter.prefix(110))
    #expect(sourceError { _ = try readText(start, name: "manual.txt") }?.reason == .malformed)
  }

  private func record(_ section: String, page: String = "4", body: String = "Text.") -> String {
    """
    {"expression_date": "2030-07-24", "publication": "100-04", "publication_title": "Medicare Claims Processing Manual", \
    "chapter": 98, "chapter_title": "Made Up", "heading": "\(section) A Heading", "section_label": "\(section)", \
    "page_start": \(page), "body": "\(body)"}
    """
  }

  @Test func `Records of sections become their passages`() throws {
    let body = "(Rev. 5, Issued: 02-24-17, Effective: 05-25-17, Implementation: 05-25-17) It may."
    let read = try readText(record("40.1") + "\n" + record("40.2", page: "null", body: body) + "\n", name: "m.jsonl")
    #expect(read.codes.map(\.target.identifier) == ["100-04 98", "100-04 98 40.1", "100-04 98 40.2"])
    #expect(read.passages.map(\.page) == [4, nil])
    #expect(read.text("100-04 98 40.2") == "It may.")
    #expect(read.code("100-04 98 40.2")?.validity.from == Day(iso: "2017-05-25"))
    #expect(read.code("100-04 98 40.1")?.title == "A Heading")
  }

  @Test func `A record that lacks a field is refused with its line`() {
    let broken = record("40.2").replacing("\"body\"", with: "\"text\"")
    let error = sourceError { _ = try readText(record("40.1") + "\n" + broken + "\n", name: "m.jsonl") }
    #expect(error?.place == .line(2))
    #expect(error?.message == "no value for body")
    let cut = sourceError { _ = try readText(record("40.1") + "\n" + record("40.2").prefix(80), name: "m.jsonl") }
    #expect(cut?.message == "not well-formed JSON")
  }
}
