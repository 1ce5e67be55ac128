import CodingKnowledge
import OfficialFiles
import Testing

@Suite("ICD10CMTabular")
struct ICD10CMTabularTests {
  static let fixture = """
    <?xml version="1.0" encoding="utf-8"?>
    <ICD10CM.tabular><version>2026</version>
      <introduction><introSection type="title"><title>T</title></introSection></introduction>
      <chapter><name>1</name><desc>Certain infectious and parasitic diseases (A00-B99)</desc>
        <excludes1><note>certain   localized
           infections</note></excludes1>
        <sectionIndex><sectionRef first="B99" last="B99" id="B99">Other</sectionRef></sectionIndex>
        <section id="B99"><desc>Other infectious diseases (B99)</desc>
          <diag><name>B99</name><desc>Other and unspecified infectious diseases</desc>
            <sevenChrNote><note>A 7th character is to be added</note></sevenChrNote>
            <sevenChrDef><extension char="A">initial encounter</extension><extension char="D">subsequent</extension>
            </sevenChrDef>
            <diag placeholder="true"><name>B99.8X</name><desc>S&#233;zary (acute)</desc>
              <inclusionTerm><note>Other thing</note></inclusionTerm></diag>
          </diag>
        </section>
      </chapter></ICD10CM.tabular>
    """

  static let golden: [KnowledgeValue] = {
    let chapter = Target(.icd10cm, "Chapter 1")
    let block = Target(.icd10cm, "B99-B99")
    let category = Target(.icd10cm, "B99")
    let code = Target(.icd10cm, "B99.8X")
    return [
      .code(Code(chapter, title: "Certain infectious and parasitic diseases", billable: false)),
      .fact(Fact(chapter, "range", "A00-B99")),
      .note(Note(chapter, .excludes1, "certain localized infections")),
      .code(Code(block, title: "Other infectious diseases", billable: false, parent: "Chapter 1")),
      .code(Code(category, title: "Other and unspecified infectious diseases", parent: "B99-B99")),
      .note(Note(category, .seventhCharacter, "A 7th character is to be added")),
      .seventhCharacters(SeventhCharacters(category, [.init("A", "initial encounter"), .init("D", "subsequent")])),
      .code(Code(code, title: "Sézary (acute)", parent: "B99")),
      .fact(Fact(code, "placeholder", "true")),
      .note(Note(code, .inclusionTerm, "Other thing")),
      .wording(Wording(code, .inclusionTerm, "Other thing")),
    ]
  }()

  @Test("every element of a small list comes out, in order")
  func values() throws {
    #expect(try readAll(Self.fixture).values == Self.golden)
  }

  @Test("a stream cut at any length gives the same values", arguments: [1, 2, 3, 5, 7, 11, 64, 500])
  func cut(length: Int) throws {
    #expect(try readAll(Self.fixture, pieceLength: length).values == Self.golden)
  }

  @Test(
    "the fiscal year comes from the content, the month from the name or folder",
    arguments: [
      ("icd10cm-tabular-2026.xml", [], "2026"), ("tabular.xml", ["fy2026-april"], "2026-04"),
      ("icd10c-tabular-April-1-2026.xml", [], "2026-04"), ("icd10cm-tabular-Oct-1-2025.xml", [], "2026"),
      ("tabular.xml", ["old-2024"], "2026"),
    ] as [(String, [String], String)])
  func release(name: String, folders: [String], version: String) throws {
    let description = try readAll(Self.fixture, name: name, folders: folders).description
    #expect(description.release.version == version)
    #expect(description.series == .tabular)
  }

  @Test("names that contradict the content are refused, and --release settles it")
  func contradiction() throws {
    #expect(
      refusal { _ = try readAll(Self.fixture, name: "icd10cm-tabular-2025.xml") }
        == "icd10cm-tabular-2025.xml: the file name says 2025, the content 2026; rename it or pass --release 2026")
    #expect(refusal { _ = try readAll(Self.fixture, folders: ["fy2025"]) }.contains("the folder name says 2025"))
    let hinted = try readAll(Self.fixture, name: "tabular-2025.xml", hint: ReleaseHint(version: "2026-04"))
    #expect(hinted.description.release.version == "2026-04")
    #expect(
      refusal { _ = try readAll(Self.fixture, hint: ReleaseHint(version: "2025")) }.contains("--release says 2025"))
  }

  @Test("an element that the format does not have is refused with its place")
  func unknown() {
    let text = Self.fixture.replacing("<excludes1>", with: "<excludes9>").replacing(
      "</excludes1>", with: "</excludes9>")
    #expect(refusal { _ = try readAll(text) }.hasPrefix("fixture.xml:5:5: element <excludes9> is not known here"))
  }

  @Test("a hostile file is recognised by its root, and refused")
  func hostile() {
    let text = "<!DOCTYPE ICD10CM.tabular [<!ENTITY a 'x'>]><ICD10CM.tabular><version>2026</version></ICD10CM.tabular>"
    #expect(ICD10CMTabular().recognises(SourceHead(name: "x", bytes: Array(text.utf8))))
    #expect(refusal { _ = try readAll(text) }.contains("a document type declaration (<!DOCTYPE>) is not accepted"))
  }

  @Test(
    "the published lists give their known counts",
    .enabled(if: PublishedXML.isPresent("icd10cm/fy2026-april"), PublishedXML.absent),
    arguments: [
      ("icd10cm/fy2026-april/icd10c-tabular-April-1-2026.xml.gz", "2026-04", 46_881, 297),
      ("icd10cm/fy2025/icd10cm-tabular-April-2025.xml.gz", "2025-04", 46_498, 296),
    ])
  func published(path: String, version: String, diagnoses: Int, sections: Int) throws {
    let (description, all) = try gather(path)
    #expect(description.release.version == version)
    let chapters = all.codes.filter { $0.target.identifier.hasPrefix("Chapter ") }
    let blocks = all.codes.filter { $0.target.identifier.contains("-") }
    #expect(chapters.count == 22)
    #expect(blocks.count == sections)
    #expect(all.codes.count == 22 + sections + diagnoses)
    #expect(Set(all.codes.map(\.target)).count == all.codes.count)
    let known = Set(all.codes.map(\.target.identifier))
    #expect(all.codes.allSatisfy { $0.parent.map(known.contains) ?? true })
    #expect(!all.codes.contains { $0.title.contains("  ") || $0.title.isEmpty })
    #expect(all.facts.count { $0.key == "range" } == 22)
    if version == "2026-04" {
      #expect(all.sevenths.count == 508)
      #expect(all.facts.count { $0.key == "placeholder" } == 246)
      #expect(all.wordings.count == 12_574)
    }
    #expect(
      all.codes.contains { $0.target.identifier == "C48.0" && $0.title == "Malignant neoplasm of retroperitoneum" })
    #expect(all.codes.contains { $0.target.identifier == "B99" && $0.parent == "B99-B99" })
    print("\(path): \(all.codes.count) codes, \(all.notes.count) notes, \(all.wordings.count) inclusion terms")
  }
}
