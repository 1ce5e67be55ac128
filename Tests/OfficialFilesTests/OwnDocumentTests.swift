import CodingKnowledge
import OfficialFiles
import Testing

struct OwnDocumentTests {
  private let prose = """
    Our biller asks the surgeon first. The note must name the side. It must name the approach, too. Without both of \
    them the claim waits until they are there.
    """

  @Test func `Markdown gives a section for each heading`() throws {
    let text = "# House Rules\n\n\(prose)\n\n## Sides\n\nUse **LT** and `RT`.\n\n## Sides\n\nAgain.\n"
    let read = try readNamed(Array(text.utf8), "rules.md")
    #expect(read.description.title == "House Rules")
    #expect(read.codes.map(\.target.identifier) == ["House Rules", "House Rules § Sides", "House Rules § Sides (2)"])
    #expect(read.codes.map(\.parent) == [nil, "House Rules", "House Rules"])
    #expect(read.codes.allSatisfy { $0.target.scope == .policy })
    #expect(read.text("House Rules § Sides") == "Use LT and RT.")
    #expect(read.description.release.effective == .always)
  }

  @Test func `HTML gives its title, headings and text without markup`() throws {
    let html = """
      <!DOCTYPE html><html><head><title>Payer &amp; Policy</title><style>p { color: red }</style></head><body>
      <h1>Knee braces</h1><p>One brace a year. The doctor signs.</p><h2>Repairs</h2><ul><li>Straps</li></ul></body></html>
      """
    let read = try readNamed(Array(html.utf8), "page.html")
    #expect(read.description.title == "Payer & Policy")
    #expect(
      read.codes.map(\.target.identifier)
        == ["Payer & Policy", "Payer & Policy § Knee braces", "Payer & Policy § Repairs"])
    #expect(read.text("Payer & Policy § Knee braces") == "One brace a year. The doctor signs.")
    #expect(read.text("Payer & Policy § Repairs").contains("Straps"))
  }

  @Test func `Text is titled by its first line or its name`() throws {
    let titled = try readNamed(Array("Night shift\n\n\(prose)\n".utf8), "x.txt")
    #expect(titled.description.title == "Night shift")
    #expect(titled.text("Night shift") == prose)
    #expect(try readNamed(Array(prose.utf8), "x.txt").description.title == "x")
  }

  @Test(arguments: ["rules.md", "rules.txt", "page.html"])
  func `A document that is only found in a folder is none`(name: String) {
    let error = sourceError {
      _ = try readNamed(Array("<html># Title\n\n\(prose)".utf8), name, isNamed: false)
    }
    #expect(error?.reason == .unknownFormat)
  }

  @Test(arguments: ["", "Dear diary\n", "A01,B02,C03\n1,2,3\n", "000001 A00 0 Cholera  Cholera\n", "a\u{0}b. c."])
  func `What is empty, a table or no text is no document`(text: String) {
    let long = String(repeating: text, count: 40)
    #expect(sourceError { _ = try readNamed(Array(long.utf8), "x.txt") }?.reason == .unknownFormat)
  }

  @Test(.enabled(if: canReadPDF, "pdftotext is not installed"))
  func `A PDF tells its pages`() throws {
    let pdf = PDFFixture(pages: [
      ["Cast rules"] + Array(repeating: "A cast is set once. It is not set again.", count: 9), ["Off it comes."],
    ])
    let read = try readNamed(pdf.bytes, "casts.pdf")
    #expect(read.passages.first?.page == 1)
    #expect(read.passages.first?.citation.hasSuffix(", page 1") == true)
    #expect(read.passages.map(\.text).joined(separator: " ").contains("Off it comes."))
  }

  @Test(.enabled(if: canReadPDF, "pdftotext is not installed"))
  func `A PDF that cannot be read says why`() throws {
    let whole = PDFFixture(pages: [["Rules"]]).bytes
    let cut = sourceError { _ = try readNamed(Array(whole.dropLast(60)), "x.pdf") }
    #expect(cut?.message.contains("cut off") == true)
    let broken = sourceError { _ = try readNamed(Array("%PDF-1.4\nnothing\n%%EOF\n".utf8), "x.pdf") }
    #expect(broken?.message == "the PDF is damaged")
    let scan = sourceError { _ = try readNamed(PDFFixture(pages: [[], []]).bytes, "x.pdf") }
    #expect(scan?.remedy.contains("ocrmypdf") == true)
    let owner = String(repeating: "00", count: 32)
    let locked = PDFFixture(
      pages: [["Rules"]],
      trailer: "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <\(owner)> /U <\(owner)> /P -4 >>")
    #expect(sourceError { _ = try readNamed(locked.bytes, "x.pdf") }?.message == "the PDF is encrypted")
  }

  @Test func `A guidelines file in a folder is still recognised, whatever its form`() throws {
    let read = try readNamed(
      Array(GuidelinesText(body: "Section I. Words\nSome.\n").text.utf8), "any.name", isNamed: false)
    #expect(read.description.format == "icd10cm-guidelines")
  }
}
