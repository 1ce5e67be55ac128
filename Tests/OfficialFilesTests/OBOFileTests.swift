import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct OBOFileTests {
  private func read(_ stanzas: String, header: String = "", pieceLength: Int = 65_536) throws -> ReadFile {
    try readText("format-version: 1.4\n\(header)\n\(stanzas)\n", name: "made-up.obo", pieceLength: pieceLength)
  }

  private func synonyms(_ file: ReadFile) -> [Synonym] {
    file.values.compactMap { if case .synonym(let synonym) = $0 { synonym } else { nil } }
  }

  private func names(_ file: ReadFile) -> [String] { file.wordings.map { "\($0.target.identifier) \($0.text)" } }

  private static let sample = """
    [Term]
    id: X:1 ! the first
    name: blue knee {source="A ! B", other="{x}"} ! comment
    def: "A knee that is blue." [X:def]
    synonym: "azure \\"joint\\"" EXACT [X:a, "y, z"]
    synonym: "blue left knee" NARROW layperson []
    synonym: "joint colour" BROAD []
    synonym: "bruise" RELATED []
    synonym: "no scope" []
    xref: ICD10CM:E11.9 {source="X:equivalent"}
    xref: ICD10CM:E08-E13 "a block"
    xref: ICD10CM:E11.- ! its category
    xref: ICD10CM_2023:E11.9
    xref: ICD10:Z99
    xref: MESH:D000001

    [Term]
    id: X:2
    alt_id: X:22
    name: green knee
    is_obsolete: true
    xref: ICD10CM:E10.9

    [Typedef]
    id: part_of
    name: part of
    xref: ICD10CM:E10.9

    [Term]
    id: X:3
    name: tall knee
    synonym: "high knee" EXACT []
    synonym: "TKS" EXACT []
    synonym: "tk" EXACT ABBREVIATION []
    synonym: "narrow tall knee" NARROW []

    [Term]
    id: X:4
    name: old knee
    xref: ICD-10:M17.9
    """

  @Test(arguments: [1, 7, 65_536])
  func `Names and synonyms become names of the codes that a term refers to`(length: Int) throws {
    let file = try read(Self.sample, pieceLength: length)
    var expected: [String] = []
    for code in ["E11.9", "E08-E13", "E11"] {
      expected += ["\(code) blue knee", "\(code) azure \"joint\"", "\(code) blue left knee"]
    }
    #expect(names(file) == expected + ["M17.9 old knee"])
    #expect(file.wordings.allSatisfy { $0.role == .alias && $0.target.scope == .icd10cm })
  }

  @Test func `Exact synonyms of a term without a code stand for its name, abbreviations one way`() throws {
    #expect(
      synonyms(try read(Self.sample)) == [
        Synonym("high knee", "tall knee"), Synonym("tall knee", "high knee"),
        Synonym("TKS", "tall knee", isAbbreviation: true, rank: 2),
        Synonym("tk", "tall knee", isAbbreviation: true, rank: 2),
      ])
  }

  @Test(arguments: [
    ("property_value: http://purl.org/dc/terms/license https://example.org/by/4.0", "https://example.org/by/4.0"),
    ("property_value: dcterms-license \"https://example.org/zero\" xsd:anyURI", "https://example.org/zero"),
    ("remark: license: free for all", "free for all"), ("remark: none", "As the ontology's publisher states"),
  ])
  func `The licence is carried, and so is the version`(line: String, licence: String) throws {
    let file = try read(Self.sample, header: "data-version: releases/2030-01-01\nontology: made-up\n" + line)
    #expect(file.description.licence == licence)
    #expect(file.description.title == "Ontology made-up, releases/2030-01-01")
    #expect(file.description.format == "obo")
  }

  @Test(arguments: [
    ("[Term\nid: X:1", 3), ("[Term]\nid: X:1\nname blue", 5), ("[Term]\nname: blue\n\n[Term]\nid: X:1", 3),
    ("[Term]\nid: X:1\nsynonym: blue EXACT []", 5), ("[Term]\nid: X:1\nsynonym: \"blue EXACT []", 5),
    ("[Term]\nid: X:1\n: blue", 5),
  ])
  func `A line that breaks the rules is refused with its number`(stanzas: String, line: Int) {
    let error = sourceError { _ = try read(stanzas) }
    #expect(error?.place == .line(line))
    #expect(error?.reason == .malformed && error?.remedy.isEmpty == false)
    #expect(error?.file == "made-up.obo")
  }

  @Test func `Other versions and files without a term are refused`() {
    let old = sourceError { _ = try readText("format-version: 1.0\n\n[Term]\nid: X:1\n", name: "old.obo") }
    #expect(old?.message.contains("1.0") == true)
    #expect(sourceError { _ = try read("[Typedef]\nid: x") }?.message == "the file holds no records")
    #expect(formatIdentifier("! a comment\nformat-version: 1.2\n") == "obo")
    #expect(formatIdentifier("name: x\nformat-version: 1.2\n") == nil)
  }

  @Test func `Any text comes back from its escaped form, with qualifiers and comments around it`() throws {
    let seed = UInt64.random(in: 0...9_999_999)
    print("OBO seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let signs = Array("ab Zé-,;:!\"\\(){}[]=’½")
    func text() -> String {
      let count = Int.random(in: 1...24, using: &generator)
      let raw = String((0..<count).map { _ in signs.randomElement(using: &generator) ?? "a" })
      return "x" + raw.split(separator: " ").joined(separator: " ") + "x"
    }
    let tails = ["", " ", " ! comment \"x", " {a=\"b, {c} ! d\", e=\"\\\"\"}", " {a=b} ! c {d=\"e\"}"]
    for _ in 0..<2_000 {
      let (name, synonym) = (text(), text())
      let stanza = """
        [Term]
        id: X:1\(tails.randomElement(using: &generator) ?? "")
        name: \(Self.escaped(name, "!{}\\"))\(tails.randomElement(using: &generator) ?? "")
        synonym: "\(Self.escaped(synonym, "\"\\"))" EXACT [a:b "q"]\(tails.randomElement(using: &generator) ?? "")
        xref: ICD10CM:E11.9\(tails.randomElement(using: &generator) ?? "")
        """
      let read = try read(stanza).wordings.map(\.text)
      #expect(read == [name, synonym], "seed \(seed)")
      if read != [name, synonym] { return }
    }
  }

  @Test func `No line of chance signs takes the reader out of its bounds`() throws {
    let seed = UInt64.random(in: 0...9_999_999)
    print("OBO lines seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let signs = Array("\"\\{}=!,:[] a".utf8)
    for _ in 0..<5_000 {
      let value = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        signs.randomElement(using: &generator) ?? 0x20
      }
      for tag in ["name", "synonym", "xref", "id"] {
        let stanza = "[Term]\nid: X:1\n\(tag): \(String(decoding: value, as: UTF8.self))"
        do {
          _ = try read(stanza)
        } catch let error as SourceError {
          #expect(error.place != nil || error.message == "the file holds no records", "seed \(seed): \(stanza)")
        }
      }
    }
  }

  private static func escaped(_ text: String, _ signs: String) -> String {
    text.map { signs.contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
