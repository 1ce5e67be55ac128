import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// A small index with something of every kind, shared by the suites.
enum Clinic {
  private static let built = Result { try TestIndex(sources) }

  static var index: TestIndex { get throws { try built.get() } }
  static var searcher: Searcher { get throws { try index.searcher } }

  static let day2024 = day("2024-12-01")
  static let today = day("2026-02-01")

  static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  static func search(
    _ query: String, on day: Day = today, limit: Int = 50, _ change: (inout SearchRequest) -> Void = { _ in }
  ) throws -> SearchResponse {
    var request = SearchRequest(query, on: day)
    request.limit = limit
    change(&request)
    return try searcher.search(request)
  }

  /// The identifiers of the results, best first.
  static func codes(_ query: String, on day: Day = today) throws -> [String] {
    try search(query, on: day).hits.map(\.target.identifier)
  }

  /// The identifiers of the results that have all words of the query.
  static func covering(_ query: String, on day: Day = today) throws -> Set<String> {
    Set(try search(query, on: day).hits.filter(\.coversQuery).map(\.target.identifier))
  }

  static func card(_ spelling: String, on day: Day = today) throws -> CodeCard {
    try #require(try searcher.cards(spelling, on: day).first)
  }

  static let sources: [SourceText] = [
    .orderFile(2025, order(2025)), .orderFile(2026, order(2026)), .tabular(2026, tabular), index2026, addenda, hcpcs,
    crosswalk, oldTitles, SourceText("icd10pcs_tables_2026.xml", procedures), procedureIndex, modifiers, summaries,
    guidelines, policies, longText,
  ]

  // MARK: Diagnoses

  private static func order(_ year: Int) -> [SourceText.OrderLine] {
    var lines: [SourceText.OrderLine] = [
      .init("C48", false, "Malignant neoplasm of retroperitoneum and peritoneum"),
      .init("C480", true, "Malignant neoplasm of retroperitoneum"),
      .init("E10", false, "Type 1 diabetes mellitus"),
      .init("E109", true, "Type 1 diabetes mellitus without complications"),
      .init("E11", false, "Type 2 diabetes mellitus"),
      .init("E113", false, "Type 2 diabetes mellitus with ophthalmic complications"),
      .init("E1131", false, "Type 2 diabetes mellitus with unspecified diabetic retinopathy"),
      .init(
        "E11311", true, "Type 2 diabetes mellitus with unspecified diabetic retinopathy with macular edema",
        short: "Type 2 diabetes w unsp diabetic retinopathy w macular edema"),
      .init("E119", true, "Type 2 diabetes mellitus without complications"),
      .init("E13", false, "Other specified diabetes mellitus"),
      .init("E139", true, "Other specified diabetes mellitus without complications"),
      .init("G44", false, "Other headache syndromes"),
      .init("G440", true, year == 2025 ? "Cluster headache" : "Cluster headaches and other autonomic cephalgias"),
      .init("J012", false, "Acute ethmoidal sinusitis"),
      .init("J0120", true, "Acute ethmoidal sinusitis, unspecified"),
      .init("R59", false, "Enlarged lymph nodes"),
      .init("R590", true, "Localized enlarged lymph nodes"),
      .init("S301", false, "Contusion of abdominal wall"),
    ]
    if year == 2025 {
      lines.append(.init("S301XXA", true, "Contusion of abdominal wall, initial encounter"))
    } else {
      lines += [
        .init("S3012", false, "Contusion of groin"), .init("S3012XA", true, "Contusion of groin, initial encounter"),
      ]
    }
    return lines + [
      .init("S52", false, "Fracture of forearm"), .init("S525", false, "Fracture of lower end of radius"),
      .init("S52501", false, "Unspecified fracture of the lower end of right radius"),
      .init("S52501A", true, "Unspecified fracture of the lower end of right radius, initial encounter"),
    ]
  }

  private static let tabular = """
    <chapter><name>4</name><desc>Endocrine, nutritional and metabolic diseases (E00-E89)</desc>
      <excludes1><note>transitory endocrine disorders of newborn (P70-P74)</note></excludes1>
      <sectionIndex><sectionRef first="E08" last="E13" id="E08-E13">Diabetes mellitus</sectionRef></sectionIndex>
      <section id="E08-E13"><desc>Diabetes mellitus (E08-E13)</desc>
        <diag><name>E11</name><desc>Type 2 diabetes mellitus</desc>
          <includes><note>insulin resistant diabetes (mellitus)</note></includes>
          <useAdditionalCode><note>code to identify control using insulin (Z79.4)</note></useAdditionalCode>
          <excludes1><note>type 1 diabetes mellitus (E10.-)</note></excludes1>
          <diag><name>E11.3</name><desc>Type 2 diabetes mellitus with ophthalmic complications</desc>
            <diag><name>E11.31</name><desc>Type 2 diabetes mellitus with unspecified diabetic retinopathy</desc></diag>
          </diag>
          <diag><name>E11.9</name><desc>Type 2 diabetes mellitus without complications</desc>
            <inclusionTerm><note>Sugar illness of adults</note></inclusionTerm></diag>
        </diag>
      </section>
    </chapter>
    <chapter><name>19</name><desc>Injury, poisoning and other consequences (S00-T88)</desc>
      <sectionIndex><sectionRef first="S50" last="S59" id="S50-S59">Injuries</sectionRef></sectionIndex>
      <section id="S50-S59"><desc>Injuries to the elbow and forearm (S50-S59)</desc>
        <diag><name>S52</name><desc>Fracture of forearm</desc>
          <sevenChrNote><note>The appropriate 7th character is to be added</note></sevenChrNote>
          <sevenChrDef><extension char="A">initial encounter for closed fracture</extension>
            <extension char="D">subsequent encounter</extension></sevenChrDef>
          <diag><name>S52.5</name><desc>Fracture of lower end of radius</desc></diag>
        </diag>
      </section>
    </chapter>
    """

  private static let index2026 = SourceText(
    "icd10cm-index-2026.xml",
    """
    <ICD10CM.index><version>2026</version><title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
    <letter><title>H</title><mainTerm><title>Headache</title><code>G44.0</code>
      <term level="1"><title>histamine</title><code>G44.0</code></term></mainTerm></letter></ICD10CM.index>
    """)

  private static let addenda = SourceText(
    "icd10cm-codes-addenda-2026.txt",
    "Delete:      S301XXA Contusion of abdominal wall, initial encounter\r\n"
      + "Add:         S3012XA Contusion of groin, initial encounter\r\n"
      + "Delete:      E1167   Ancient sugar disorder\r\n\r\n")

  // MARK: Other systems

  private static let hcpcs = SourceText.hcpcsFile(
    "HCPC2026_JAN_ANWEB.txt",
    [
      .init("LT", "Left side (used to identify procedures performed on the left side)"),
      .init("E0100", "Cane, includes canes of all materials, adjustable or fixed, with tip"),
      .init("J0120", "Injection, tetracycline, up to 250 mg"),
      .init("J0121", "Injection, omadacycline, 1 mg", added: "20191001"),
      .init("G0999", "Wheelchair assessment of former times", ended: "20191231", reference: "G0998"),
      .init("G0998", "Wheelchair assessment"), .init("Q9999", "Injection of the years to come", added: "20270101"),
    ])

  private static let crosswalk = SourceText(
    "2018_I9gem.txt", "25000 E119    10000\n1580  C480    00000\n36570 NoDx    11000\n")

  private static let oldTitles = SourceText(
    "CMS32_DESC_LONG_DX.txt",
    "1580  Malignant neoplasm of retroperitoneum\n25000 Diabetes mellitus without mention of complication, type II or "
      + "unspecified type, not stated as uncontrolled\n36570 Glaucoma stage, unspecified\n")

  private static let procedures = """
    <ICD10PCS.tabular><version>2026</version><title>2026 ICD-10-PCS Tables</title>
    <pcsTable>
      <axis pos="1" values="1"><title>Section</title><label code="0">Medical and Surgical</label></axis>
      <axis pos="2" values="1"><title>Body System</title><label code="D">Gastrointestinal System</label></axis>
      <axis pos="3" values="1"><title>Operation</title><label code="T">Resection</label>
        <definition>Cutting out or off, without replacement, all of a body part</definition></axis>
      <pcsRow codes="2">
        <axis pos="4" values="1"><title>Body Part</title><label code="J">Appendix</label></axis>
        <axis pos="5" values="2"><title>Approach</title><label code="0">Open</label>
          <label code="4">Percutaneous Endoscopic</label></axis>
        <axis pos="6" values="1"><title>Device</title><label code="Z">No Device</label></axis>
        <axis pos="7" values="1"><title>Qualifier</title><label code="Z">No Qualifier</label></axis>
      </pcsRow>
    </pcsTable></ICD10PCS.tabular>
    """

  private static let procedureIndex = SourceText(
    "icd10pcs_index_2026.xml",
    """
    <ICD10PCS.index><version>2026</version><title>2026 ICD-10-PCS Index</title><letter><title>A</title>
      <mainTerm><title>Appendectomy</title><see>Resection, Appendix<codes>0DTJ</codes></see></mainTerm>
    </letter></ICD10PCS.index>
    """)

  // MARK: Knowledge

  private static let modifiers = SourceText.knowledge(
    "modifier", name: "modifiers.md",
    """
    ## 59 Distinct procedural service

    Also: separate site

    Tells that two services were independent of each other.

    ## AA Anesthesia by the anesthesiologist

    The doctor gave the anesthesia in person.
    """)

  private static let summaries = SourceText.knowledge(
    "summary", system: "CPT", name: "cpt.md",
    """
    ## 38564 Limited removal of retroperitoneal lymph nodes for staging

    Also: limited RPLND; para-aortic node sampling
    Codes: ICD-10-CM C48.0

    **What it is.** Some nodes behind the peritoneum are taken out to learn how far a tumor has spread.

    ## 99213 Office visit of a known patient

    A visit of twenty to twenty-nine minutes.
    """)

  private static let guidelines = SourceText.knowledge(
    "guideline", name: "guidelines.md",
    """
    ## I.C.4.a Diabetes mellitus

    Codes: ICD-10-CM E08-E13
    Source: Guidelines FY 2026, Section I.C.4.a

    The diabetes codes are combination codes; use as many as are needed.
    """)

  private static let policies = SourceText.knowledge(
    "policy", name: "policies.md",
    """
    ## Wheelchair orders of our house

    A wheelchair needs a written order before delivery.
    """)

  private static let longText = SourceText.knowledge(
    "coverage", name: "coverage.md",
    """
    ## NCD 280.3 Mobility assistive equipment

    Source: NCD 280.3

    **Who.** A beneficiary with a mobility limitation, for example Ménière’s disease, may get a cane or a wheelchair.
    """)
}
