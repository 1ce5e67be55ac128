import CodingKnowledge
import OfficialFiles
import Testing

/// The published guidelines and manuals, against what was counted in them by hand.
@Suite(.enabled(if: PublishedFiles.isThere, "the published files are not beside the package"))
struct PublishedDocumentsTests {
  private func guidelines(_ name: String) throws -> ReadFile {
    try readPublished("guidelines/icd10cm-guidelines-\(name)")
  }

  @Test(
    .enabled(if: canReadPDF, "pdftotext is not installed"),
    arguments: [("fy2026.md", 2026), ("fy2026.pdf", 2026), ("fy2025.pdf", 2025)])
  func `The guidelines have all their sections`(name: String, year: Int) throws {
    let read = try guidelines(name)
    #expect(read.description.release == .fiscalYear(year, .guideline))
    let found = Set(read.codes.map(\.target.identifier))
    #expect(found.count == read.codes.count)
    for chapter in 1...22 { #expect(found.contains("I.C.\(chapter)")) }
    let letters = { (prefix: String) in read.codes.count { $0.parent == prefix } }
    #expect([letters("I"), letters("I.A"), letters("I.B"), letters("I.C")] == [3, 19, year == 2025 ? 19 : 20, 22])
    #expect([letters("II"), letters("III"), letters("IV")] == [11, 3, 17])
    #expect([letters("I.C.1"), letters("I.C.2"), letters("I.C.15"), letters("I.C.21.c")] == [7, 20, 19, 17])
    #expect(found.isSuperset(of: ["Introduction", "I.C.1.d.1.a.iv", "I.C.19.g.3.b", "Appendix.I"]))
    #expect(read.passages.allSatisfy { ($0.page ?? 0) >= 1 && ($0.page ?? 0) <= 121 })
    #expect(read.passages.allSatisfy { $0.text.split(whereSeparator: \.isWhitespace).count <= 460 })
    #expect(!read.passages.contains { $0.text.contains(" of 121") || $0.text.contains(".....") })
  }

  @Test(.enabled(if: canReadPDF, "pdftotext is not installed"))
  func `Both forms of the guidelines of 2026 say the same`() throws {
    let pdf = try guidelines("fy2026.pdf")
    let markdown = try guidelines("fy2026.md")
    #expect(pdf.description.title == markdown.description.title)
    #expect(pdf.codes.map(\.target) == markdown.codes.map(\.target))
    #expect(pdf.codes.map(\.title) == markdown.codes.map(\.title))
    #expect(pdf.codes.count == 488)
    func words(_ read: ReadFile, _ identifier: String) -> String { read.text(identifier).filter { !$0.isWhitespace } }
    let different = pdf.codes.map(\.target.identifier).filter { words(pdf, $0) != words(markdown, $0) }
    #expect(different.isEmpty, "\(different)")
  }

  @Test(.enabled(if: canReadPDF, "pdftotext is not installed"))
  func `Known sections of the guidelines have their title, page and text`() throws {
    let read = try guidelines("fy2026.pdf")
    #expect(read.code("I.A.13")?.title.hasSuffix("“in diseases classified elsewhere” notes)") == true)
    #expect(read.code("I.C.1")?.title.hasSuffix("(A00-B99), U07.1, U09.9") == true)
    #expect(read.code("I.C.4.a")?.title == "Diabetes mellitus")
    let sepsis = read.passages.first { $0.target.identifier == "I.C.1.d.4" }
    #expect(sepsis?.citation == "ICD-10-CM Official Guidelines FY 2026, section I.C.1.d.4, page \(sepsis?.page ?? 0)")
    #expect(sepsis?.text.hasPrefix("If the reason for admission is sepsis or severe sepsis and a localized") == true)
    #expect(read.passages.first { $0.target.identifier == "Appendix.I" }?.page == 116)
  }

  @Test func `The NCCI Policy Manual has thirteen chapters and an introduction`() throws {
    let read = try readPublished("guidelines/ncci-policy-manual-medicare-2025.txt")
    #expect(read.description.release.version == "2025")
    #expect(read.codes.filter { $0.parent == nil }.count == 14)
    #expect(read.codes.count == 1_084)
    #expect(Set(read.codes.map(\.target)).count == read.codes.count)
    let counts = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"].map { chapter in
      read.codes.count { $0.parent == "NCCI \(chapter)" }
    }
    #expect(counts == [23, 5, 12, 9, 8, 8, 9, 9, 8, 14, 23, 5, 5])
    #expect(read.code("NCCI VI")?.title == "Surgery: Digestive System")
    #expect(read.code("NCCI X")?.title == "Pathology/Laboratory Services")
    #expect(read.code("NCCI I.E.d")?.title == "Modifier 59")
    #expect(read.code("NCCI I.C.14") != nil)
    #expect(read.code("NCCI V.D.42") != nil)
    #expect(read.text("NCCI I.C.8").hasPrefix("If removal, destruction, or other form of elimination"))
    #expect(read.passages.first { $0.target.identifier == "NCCI I.C.8" }?.page == 11)
    #expect(!read.passages.contains { $0.text.contains("Revision Date") || $0.text.contains("......") })
  }

  @Test(.enabled(if: canReadPDF, "pdftotext is not installed"))
  func `The extract of 2026 has the section on modifiers`() throws {
    let read = try readPublished("guidelines/ncci-policy-manual-2026-ch1-modifiers-extract.pdf")
    #expect(read.description.release.version == "2026")
    let names = read.codes.map(\.target.identifier)
    #expect(
      names.starts(with: ["NCCI I", "NCCI I.E", "NCCI I.E.a", "NCCI I.E.b", "NCCI I.E.c", "NCCI I.E.d"]), "\(names)")
    #expect(read.passages.first { $0.target.identifier == "NCCI I.E" }?.page == 14)
  }

  @Test func `Chapter 8 of the Benefit Policy Manual has as many sections as its contents`() throws {
    let read = try readPublished("guidelines/medicare-benefit-policy-manual-ch08.txt")
    let sections = read.codes.filter { $0.target.identifier.hasPrefix("100-02 8 ") }
    #expect(sections.count == 67)
    #expect(Set(sections.map(\.target)).count == sections.count)
    #expect(read.code("100-02 8 20.2.1")?.title == "General")
    #expect(read.code("100-02 8 20.2.1")?.validity.from == Day(iso: "2013-04-01"))
    #expect(read.code("100-02 8 30.4")?.title == "Direct Skilled Therapy Services to Patients")
    #expect(read.code("100-02 8 70.3")?.validity.from == Day(iso: "2005-09-12"))
    #expect(read.code("100-02 8")?.title.contains("Coverage of Extended Care (SNF) Services") == true)
    #expect(
      read.passages.first { $0.target.identifier == "100-02 8 10" }?.citation.contains("Rev. 228, issued 2016-10-13")
        == true)
  }

  @Test func `The excerpts of chapter 12 are four`() throws {
    let read = try readPublished("guidelines/medicare-claims-processing-manual-ch12-sample.jsonl")
    #expect(
      read.codes.map(\.target.identifier)
        == ["100-04 12", "100-04 12 30.6.6", "100-04 12 40.4", "100-04 12 40.5", "100-04 12 40.6"])
    #expect(read.passages.count == 4)
    #expect(read.code("100-04 12 40.5")?.validity.from == Day(iso: "2017-05-25"))
    #expect(read.passages.first?.page == 39)
  }
}
