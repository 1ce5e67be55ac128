import CodeSearch
import CodeSearchTestKit
import CodeSearchWeb
import CodingKnowledge

/// A small index with something of every kind, and the pages over it. Some of its texts try to be markup.
enum Office {
  /// What must never be anything but text on a page.
  static let hostile = "<img src=x onerror=\"alert(1)\"></title><script>alert('2')</script>{{query}}&amp;"
  /// As far as it fits where the official files have narrow columns.
  static let shortHostile = "<b onclick=\"x\">'bold'</b>{{code}}&"

  static let index = Result { try TestIndex(sources) }

  static var pages: WebPages { get throws { WebPages(try index.get().searcher) } }

  /// Gets a page; the query as in an address.
  static func get(_ path: String, _ query: String = "on=2026-02-01") throws -> WebResponse {
    try pages.response(to: WebRequest(address: query.isEmpty ? path : path + "?" + query))
  }

  static func text(_ path: String, _ query: String = "on=2026-02-01") throws -> String {
    String(decoding: try get(path, query).body, as: UTF8.self)
  }

  /// The claim of the form's own fields, with an error, a warning and something unknown.
  static let claim =
    "on=2026-02-01&setting=practitioner&state=TX&dx=E11.9+E10.9+Z99.99&code=10001&mod=&units=&code=10002&mod=RT&units=3"

  /// One page of each kind, among them every kind of fault.
  static let everyPage: [(path: String, query: String)] = [
    ("/", ""), ("/", "q=diabetes&on=2026-02-01&why=yes"), ("/", "q=procedure&system=cpt"), ("/", "q=zzzqqq"),
    ("/", "q=%22a+OR&status=active"), ("/", "q=x&on=2026-02-31"), ("/", "q=bold"),
    ("/code/icd10cm/E11.9", "on=2026-02-01"), ("/code/icd10cm/S30.1XXA", "on=2026-02-01"),
    ("/code/icd10cm/S52.501", "on=2026-02-01"), ("/code/icd10cm/E11", "on=2026-02-01"),
    ("/code/cpt/10001", "on=2026-02-01&all=yes"), ("/code/cpt/10002", "on=2026-02-01"),
    ("/code/guideline/I.A.1", "on=2026-02-01"), ("/code/hcpcs/E0100", "on=2026-02-01"), ("/code/icd10cm/E99", ""),
    ("/browse", ""), ("/browse/icd10cm/E11", ""), ("/browse/modifier", ""), ("/check", ""), ("/check", claim),
    ("/check", "on=x&dx=E11.9&code=%3C&state=1"), ("/nowhere", ""),
  ]

  private static let sources: [SourceText] = [
    .orderFile(2025, diagnoses + [.init("S301XXA", true, "Contusion of abdominal wall, initial encounter")]),
    .orderFile(2026, diagnoses + [.init("S3012XA", true, "Contusion of groin, initial encounter")]),
    .tabular(2026, notes),
    .hcpcsFile(
      "HCPC2026_JAN_ANWEB.txt",
      [.init("RT", "Right side"), .init("LT", "Left side"), .init("E0100", "Cane \(shortHostile)")]),
    .codes(
      "CPT",
      [
        .init("10001", "Procedure of a test", isBillable: true, aliases: ["bold \(hostile)"]),
        .init("10002", "Second procedure of a test", isBillable: true),
        .init("10003", "Third procedure of a test", isBillable: true),
      ]),
    .knowledge("guideline", name: "guidelines.md", "## I.A.1 Diabetes \(shortHostile)\n\nWords on E11.9. \(hostile)"),
    pairs, units, fees,
  ]

  private static let diagnoses: [SourceText.OrderLine] = [
    .init("E10", false, "Type 1 diabetes mellitus"),
    .init("E109", true, "Type 1 diabetes mellitus without complications"),
    .init("E11", false, "Type 2 diabetes mellitus"),
    .init("E119", true, "Type 2 diabetes mellitus without complications"),
    .init("E118", true, "Type 2 diabetes mellitus with \(hostile)", short: "Type 2 diabetes mellitus"),
    .init("N83", true, "Fallopian tube disorder"), .init("W19", true, "Fall"),
    .init("S301", false, "Contusion of abdominal wall"), .init("S52", false, "Fracture of forearm"),
    .init("S525", false, "Fracture of lower end of radius"),
    .init("S52501", false, "Unspecified fracture of the lower end of right radius"),
    .init("S52501A", true, "Unspecified fracture of the lower end of right radius, initial encounter"),
  ]

  private static let notes = """
    <chapter><name>4</name><desc>Endocrine, nutritional and metabolic diseases (E00-E89)</desc>
      <excludes1><note>transitory endocrine disorders of newborn (P70-P74)</note></excludes1>
      <sectionIndex><sectionRef first="E08" last="E13" id="E08-E13">Diabetes mellitus</sectionRef></sectionIndex>
      <section id="E08-E13"><desc>Diabetes mellitus (E08-E13)</desc>
        <diag><name>E11</name><desc>Type 2 diabetes mellitus</desc>
          <includes><note>insulin resistant &lt;i onmouseover='x'&gt;diabetes&lt;/i&gt; {{code}}</note></includes>
          <useAdditionalCode><note>code to identify control using insulin (Z79.4)</note></useAdditionalCode>
          <excludes1><note>type 1 diabetes mellitus (E10.-)</note></excludes1>
          <diag><name>E11.9</name><desc>Type 2 diabetes mellitus without complications</desc>
            <inclusionTerm><note>Sugar illness of adults</note></inclusionTerm></diag>
        </diag>
      </section>
    </chapter>
    <chapter><name>19</name><desc>Injury, poisoning and other consequences (S00-T88)</desc>
      <sectionIndex><sectionRef first="S50" last="S59" id="S50-S59">Injuries</sectionRef></sectionIndex>
      <section id="S50-S59"><desc>Injuries to the elbow and forearm (S50-S59)</desc>
        <diag><name>S52</name><desc>Fracture of forearm</desc>
          <sevenChrDef><extension char="A">initial encounter for closed fracture</extension>
            <extension char="D">subsequent encounter</extension></sevenChrDef>
          <diag><name>S52.5</name><desc>Fracture of lower end of radius</desc></diag>
        </diag>
      </section>
    </chapter>
    """

  private static let pairs = SourceText(
    "ccipra-v320r0-f1.txt",
    "A notice.\t\t\t\t\t\t\nColumn 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
      + "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\n10001\t10002\t\t20200101\t*\t0\tMisuse of Column Two code with Column One code\n"
      + "10001\t10003\t\t20210101\t*\t1\tStandards of medical/surgical practice\n")

  private static let units = SourceText(
    "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv",
    "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n"
      + "10001,2,1 Line Edit,Rationale of a test\r\n10002,1,2 Date of Service Edit: Policy,Rationale of a test\r\n")

  private static let fees = SourceText(
    "PPRRVU2026_Jan.csv",
    ",,2026 National Physician Fee Schedule Relative Value File January Release,\n"
      + "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
      + "SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n"
      + "10001,,,A,,1.00,2.00,,1.50,,0.10,3.10,2.60,0,010,0.00,0.00,0.00,0,1,1,1,0,9,,33.4009,09,0,99,0.00,0.00,0.00\n")
}
