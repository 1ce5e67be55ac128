import CodingKnowledge
import Foundation
import OfficialFiles
import Testing

@Suite("KnowledgeFile")
struct KnowledgeFileTests {
  private func file(_ front: String, _ body: String) -> String { "---\n\(front)\n---\n\n\(body)\n" }

  private func read(_ front: String, _ body: String, pieceLength: Int = 65_536) throws -> [KnowledgeValue] {
    try readAll(file(front, body), name: "my.md", pieceLength: pieceLength).values
  }

  private let summary = """
    ## 38564 Limited removal of lymph nodes

    Also: limited RPLND; para-aortic sampling
    Codes: CPT 38780; ICD-10-CM C62, c480, E08-E13
    Source: CPT 2026

    **What it is.** One
    and two.

    Plain `text` with **bold**.
    """

  @Test("a summary gives a code, its names and its passages", arguments: [1, 13, 65_536])
  func summaryValues(length: Int) throws {
    let target = Target(.cpt, "38564")
    let codes = [
      Target(.cpt, "38780"), Target(.icd10cm, "C62"), Target(.icd10cm, "C48.0"), Target(.icd10cm, "E08-E13"),
    ]
    #expect(
      try read("kind: summary\nsystem: CPT", summary, pieceLength: length) == [
        .code(Code(target, title: "Limited removal of lymph nodes")),
        .wording(Wording(target, .alias, "limited RPLND")), .wording(Wording(target, .alias, "para-aortic sampling")),
        .passage(Passage(target, label: "What it is", text: "One and two.", codes: codes, citation: "CPT 2026")),
        .passage(Passage(target, text: "Plain text with bold.", codes: codes, citation: "CPT 2026")),
      ])
  }

  @Test(
    "headings name their target by the kind of the file",
    arguments: [
      ("kind: guideline", "## I.C.4.a Diabetes", Target(.guideline, "I.C.4.a"), "Diabetes"),
      (
        "kind: guideline", "## Appendix.I Present on admission", Target(.guideline, "Appendix.I"),
        "Present on admission"
      ),
      ("kind: coverage", "## NCD 280.1 DME list", Target(.ncd, "280.1"), "DME list"),
      ("kind: coverage", "## LCD L33822 Glucose monitors", Target(.lcd, "L33822"), "Glucose monitors"),
      ("kind: coverage", "## Medical necessity", Target(.manual, "Medical necessity"), "Medical necessity"),
      ("kind: policy", "## R-7 Two signatures", Target(.policy, "R-7"), "Two signatures"),
      ("kind: policy", "## Two signatures", Target(.policy, "Two signatures"), "Two signatures"),
      ("kind: modifier", "## 59 Distinct procedure", Target(.modifier, "59"), "Distinct procedure"),
      ("kind: summary\nsystem: ICD-10-CM", "## e119 Sugar", Target(.icd10cm, "E11.9"), "Sugar"),
    ])
  func headings(front: String, heading: String, target: Target, title: String) throws {
    #expect(try read(front, heading + "\n\nText.").first == .code(Code(target, title: title)))
  }

  @Test("a note adds to a code without naming it")
  func note() throws {
    let target = Target(.hcpcs, "J0120")
    #expect(
      try read("kind: note\nsystem: HCPCS", "## J0120 Ours\nEffective: 2026-01-01\n\nText.") == [
        .fact(Fact(target, "effective", "2026-01-01")), .passage(Passage(target, label: "Ours", text: "Text.")),
      ])
  }

  @Test("a table of codes gives codes and names")
  func table() throws {
    let body = """
      | code | title | billable | also |
      |---|---|---|---|
      | E11.9 | Type 2 \\| x | yes | sugar diabetes; adult-onset |
      | A00 | Cholera | no | |
      | A01 | Typhoid | | |
      """
    let diabetes = Target(.icd10cm, "E11.9")
    #expect(
      try read("kind: codes\nsystem: ICD-10-CM", body) == [
        .code(Code(diabetes, title: "Type 2 | x", billable: true)),
        .wording(Wording(diabetes, .alias, "sugar diabetes")), .wording(Wording(diabetes, .alias, "adult-onset")),
        .code(Code(Target(.icd10cm, "A00"), title: "Cholera", billable: false)),
        .code(Code(Target(.icd10cm, "A01"), title: "Typhoid")),
      ])
  }

  @Test("the description holds what the front matter says")
  func description() throws {
    let text = file(
      "kind: summary\nsystem: CPT\ntitle: T\nsource: S\neffective: 2026-01-01\nthrough: 2026-12-31", summary)
    let description = try readAll(text, name: "my.md").description
    #expect(description.title == "T" && description.licence == "S" && description.series == .knowledge)
    #expect(description.release.version == "2026-01-01" && description.release.scope == .cpt)
    #expect(description.release.effective.through == Day(iso: "2026-12-31"))
    #expect(try readAll(file("kind: policy", "## A\n\nB"), name: "p.md").description.release.version == "current")
  }

  @Test(
    "what breaks the rules is refused with its line",
    arguments: [
      ("kind: summary\nsystem: CPT\ncolour: red", "## 38564 A\n\nB", ":4: \"colour\" is no key"),
      ("kind: sumary", "## 38564 A\n\nB", ":2: \"sumary\" is no kind"),
      ("kind: summary", "## 38564 A\n\nB", ":1: kind: summary needs a system"),
      ("kind: summary\nsystem: KPT", "## 38564 A\n\nB", ":3: \"KPT\" is no code system"),
      ("kind: policy\neffective: tomorrow", "## A\n\nB", ":3: effective \"tomorrow\" is no day"),
      ("kind: policy\ntitle: [a", "## A\n\nB", ":4: the front matter is not YAML: did not find expected ',' or ']'"),
      ("kind: summary\nsystem: CPT", "## 38564 A\n\nAsol: x\n\nB", ":8: \"Asol: x\" is no field"),
      ("kind: summary\nsystem: CPT", "## 38564 A\n\nAlso: x\nAlso: y\n\nB", ":9: the field Also is given twice"),
      ("kind: summary\nsystem: CPT", "## 38564 A\n\nB\n\nAlso: x", ":10: the field Also stands behind the text"),
      ("kind: summary\nsystem: CPT", "## 38564 A\n\nCodes: C62\n\nB", ":8: \"C62\" is no code with its system"),
      ("kind: summary\nsystem: CPT", "## 38564 A\n\nB\n\n## 38564 C\n\nD", ":10: CPT 38564 has an entry in line 6"),
      ("kind: summary\nsystem: CPT", "## Hello A\n\nB", ":6: \"Hello\" is no code of CPT"),
      ("kind: summary\nsystem: CPT", "## 38564\n\nB", ":6: the heading has no title"),
      ("kind: summary\nsystem: CPT", "## 38564 A\n", ":6: the entry has no text"),
      ("kind: summary\nsystem: CPT", "Hello\n## 38564 A\n\nB", ":6: text before the first entry"),
      ("kind: summary\nsystem: CPT", "## 38564 A\n\nB\n\n### C\n\nD", ":10: a heading of another level"),
      ("kind: summary\nsystem: CPT", "", "the file has no entries"),
      ("kind: codes\nsystem: CPT", "| code | title |\n|---|---|\n| 1 | 2 | 3 |", ":8: the row has 3 cells"),
      ("kind: codes\nsystem: CPT", "| code | price |\n|---|---|", ":6: \"price\" is no column"),
      ("kind: codes\nsystem: CPT", "| code | title |\n| 38564 | A |", ":7: no line of dashes"),
      (
        "kind: codes\nsystem: CPT", "| code | title |\n|---|---|\n| 38564 | A |\n| 38564 | B |",
        ":9: 38564 stands in line 8"
      ),
      ("kind: codes\nsystem: CPT", "| code | title |\n|---|---|\n| 38564 | A |\nend", ":9: a line outside"),
    ])
  func refusals(front: String, body: String, message: String) {
    let refusal = refusal { _ = try read(front, body) }
    #expect(refusal.contains(message), "\(refusal)")
  }

  @Test("text that is not UTF-8 is refused with its line")
  func encoding() {
    let bytes = Array("---\nkind: policy\n---\n## A\n\n".utf8) + [0xE9, 0x0A]
    #expect(
      refusal { _ = try readAll(bytes, name: "my.md") } == "my.md:6: the line is not UTF-8 text; save the file as UTF-8"
    )
  }

  @Test("files of random entries come back as they were written")
  func property() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("KnowledgeFileTests.property seed \(seed)")
    var random = SplitMix(state: seed)
    let words = ["knee", "Überweisung", "C#", "a|b", "50%", "(left)", "node's", "x:y", "–", "e.g.", "\"q\""]
    func phrase(_ random: inout SplitMix) -> String {
      (0...Int.random(in: 0...4, using: &random)).map { _ in words.randomElement(using: &random) ?? "a" }
        .joined(separator: " ")
    }
    for _ in 0..<200 {
      var text = "---\r\nkind: summary\r\nsystem: CPT\r\n---\r\n"
      var expected: [KnowledgeValue] = []
      for number in 0..<Int.random(in: 1...5, using: &random) {
        let target = Target(.cpt, String(10_000 + number))
        let title = "T " + phrase(&random)
        text += "## \(target.identifier) \(title)\r\n"
        expected.append(.code(Code(target, title: title)))
        let aliases = (0..<Int.random(in: 0...3, using: &random)).map { _ in phrase(&random) }
        if !aliases.isEmpty { text += "Also: \(aliases.joined(separator: ";"))\r\n" }
        expected += aliases.map { .wording(Wording(target, .alias, $0)) }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let passage = phrase(&random)
          let labelled = Bool.random(using: &random)
          text += "\r\n" + (labelled ? "**When.** " : "") + "p " + passage + "\r\n"
          expected.append(.passage(Passage(target, label: labelled ? "When" : "", text: "p " + passage)))
        }
      }
      let pieceLength = Int.random(in: 1...50, using: &random)
      let values = try readAll(text, name: "my.md", pieceLength: pieceLength).values
      try #require(values == expected, "seed \(seed)")
    }
  }

  @Test("random damage is read or refused, never a crash")
  func damage() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("KnowledgeFileTests.damage seed \(seed)")
    var random = SplitMix(state: seed)
    let whole = Array(file("kind: summary\nsystem: CPT\neffective: 2026-01-01", summary).utf8)
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
      // Anything but a SourceError does not compile: the error is typed.
      do throws(SourceError) {
        try KnowledgeFile().read(
          MemoryStream(bytes, name: "my.md"),
          as: SourceDescription(
            format: "knowledge", title: "", series: .knowledge,
            release: Release(scope: .cpt, version: "", effective: .always), licence: "")
        ) { _ in }
      } catch {
        #expect(error.file == "my.md")
      }
    }
  }

  @Test("every file of the starter corpus is read", .enabled(if: !StarterCorpus.files("md").isEmpty))
  func corpus() throws {
    for url in StarterCorpus.files("md") {
      let bytes = Array(try Data(contentsOf: url))
      let (description, values) = try readAll(bytes, name: url.lastPathComponent)
      print("\(url.lastPathComponent): \(description.release.scope), \(values.count) values")
      #expect(!values.isEmpty)
    }
  }
}

/// The knowledge files of this package.
enum StarterCorpus {
  static func files(_ ending: String) -> [URL] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Corpus")
    let found =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return found.filter { $0.pathExtension == ending && $0.lastPathComponent != "README.md" }.sorted {
      $0.path < $1.path
    }
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
