import CodingKnowledge
import Testing

@testable import OfficialFiles

@Suite("ICD10CMIndex")
struct ICD10CMIndexTests {
  static let diseases = """
    <ICD10CM.index><version>2025</version><title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
    <letter><title>A</title>
      <mainTerm><title>Pain(s) <nemod>(see also Painful)</nemod></title><code>R52</code>
        <term level="1"><title>abdomen, abdominal</title><code>R10.9</code>
          <term level="2"><title>vein<nemod>(peripheral)</nemod> NEC</title><code>H93.29-</code></term></term></mainTerm>
      <mainTerm><title>Abdominalgia</title><see>Pain, abdominal</see></mainTerm>
      <mainTerm><title>Ache</title><see>Pain, abdominal, vein</see></mainTerm>
      <mainTerm><title>Lost</title><see>Pain, by site</see></mainTerm>
      <mainTerm><title>Choroiditis</title><code>A18.53</code><manif>[H32]</manif></mainTerm>
    </letter></ICD10CM.index>
    """

  private func wording(_ code: String, _ text: String, _ role: WordingRole = .index) -> KnowledgeValue {
    .wording(Wording(Target(.icd10cm, code), role, text))
  }

  @Test("paths, second codes and references become wordings", arguments: [1, 6, 65_536])
  func values(length: Int) throws {
    let (description, values) = try readAll(Self.diseases, pieceLength: length)
    #expect(description.series == .index)
    #expect(
      values == [
        wording("R52", "Pain(s) (see also Painful)"),
        wording("R10.9", "Pain(s) (see also Painful), abdomen, abdominal"),
        wording("H93.29", "Pain(s) (see also Painful), abdomen, abdominal, vein (peripheral) NEC"),
        wording("R10.9", "Abdominalgia"), wording("H93.29", "Ache"),
        wording("A18.53", "Choroiditis"), wording("H32", "Choroiditis"),
      ])
  }

  @Test("a table has a wording for each cell that holds a code")
  func table() throws {
    let text = """
      <ICD10CM.index><version>2026</version><indexHeading><head col="1">Neoplasm</head>
      <head col="2">Malignant Primary</head></indexHeading><letter><title>N</title>
      <mainTerm><title>Neoplasm, neoplastic</title><cell col="2">C80.1</cell>
      <term level="1"><title>retroperitoneum</title><cell col="2">C48.0</cell><cell col="3">C78.6</cell>
        <cell col="4">-</cell><cell col="5">D20.-</cell></term>
      <term level="1"><title>posterior abdomen</title><see>Neoplasm, retroperitoneum</see></term>
      </mainTerm></letter></ICD10CM.index>
      """
    #expect(
      try readAll(text).values == [
        wording("C80.1", "Neoplasm, malignant primary", .neoplasmTable),
        wording("C48.0", "Neoplasm, retroperitoneum, malignant primary", .neoplasmTable),
        wording("C78.6", "Neoplasm, retroperitoneum, malignant secondary", .neoplasmTable),
        wording("D20", "Neoplasm, retroperitoneum, benign", .neoplasmTable),
        wording("C48.0", "Neoplasm, posterior abdomen, malignant primary", .neoplasmTable),
        wording("C78.6", "Neoplasm, posterior abdomen, malignant secondary", .neoplasmTable),
        wording("D20", "Neoplasm, posterior abdomen, benign", .neoplasmTable),
      ])
  }

  @Test(
    "codes are taken without the hyphen that says more follows",
    arguments: [
      ("C79.8-", "C79.8"), ("X58", "X58"), ("D48.-", "D48"), ("[I32]", "I32"), ("C7A.-", "C7A"),
      ("T36.0X1A", "T36.0X1A"),
      ("-", nil), ("ventral surface", nil), ("", nil), ("A1", nil), ("A00.", "A00"), ("A00B1", nil),
    ] as [(String, String?)])
  func codes(text: String, code: String?) {
    #expect(IndexTree.code(text) == code)
  }

  @Test(
    "the published indexes give their known counts",
    .enabled(if: PublishedXML.isPresent("icd10cm/fy2026-april"), PublishedXML.absent),
    arguments: [
      ("icd10cm/fy2026-april/icd10cm-eindex-April-1-2026-XML.xml", Series.externalCauses, "2026-04", 8090),
      ("icd10cm/fy2026-april/icd10cm-neoplasm-April-1-2026-XML.xml", .neoplasms, "2026-04", 1940),
      ("icd10cm/fy2026-april/icd10cm-drug-April-1-2026-XML.xml", .drugs, "2026-04", 7430),
      ("icd10cm/fy2025/icd-10-cm-eindex-2025.xml", .externalCauses, "2025", 8064),
      ("icd10cm/fy2025/icd-10-cm-neoplasm-2025.xml", .neoplasms, "2025", 1939),
      ("icd10cm/fy2025/icd-10-cm-drug-2025.xml", .drugs, "2025", 7428),
      ("icd10cm/fy2025/icd10cm_index_2025.RECONSTRUCTED.xml.gz", .index, "2025", 81_024),
    ])
  func published(path: String, series: Series, version: String, entries: Int) throws {
    let (description, all) = try gather(path)
    #expect(description.series == series)
    #expect(description.release.version == version)
    let tree = try IndexTree(reading: MemoryStream(try PublishedXML.bytes(path), name: path))
    let counts = try tree.emitWordings { _ in }
    print("\(path): \(all.wordings.count) wordings, \(counts)")
    #expect(counts.entries == entries)
    #expect(counts.unreadableCodes == (series == .neoplasms ? 1 : 0))
    if series == .neoplasms {
      let retroperitoneum = all.wordings.filter { $0.text.hasPrefix("Neoplasm, retroperitoneum, ") }
      #expect(
        retroperitoneum.contains(
          Wording(Target(.icd10cm, "C48.0"), .neoplasmTable, "Neoplasm, retroperitoneum, malignant primary")))
    }
    if series == .drugs {
      #expect(
        all.wordings.contains {
          $0.text == "Aspirin (aluminum) (soluble), adverse effect" || $0.text == "Aspirin, adverse effect"
        })
    }
  }
}
