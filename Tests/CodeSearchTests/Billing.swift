import CodeSearch
import CodeSearchTestKit
import CodingKnowledge

/// An index of made-up codes and rule files in the layouts in which CMS publishes them, shared by the suites that ask what
/// governs a code. The quarter is the first of 2026.
enum Billing {
  private static let built = Result { try TestIndex(codes + edits + [fees, localities] + coverage) }

  static var index: TestIndex { get throws { try built.get() } }
  static var searcher: Searcher { get throws { try index.searcher } }

  static let today = Clinic.day("2026-02-01")

  /// Codes of all systems, with their notes.
  static let codes: [SourceText] = [
    .orderFile(2025, diagnoses + [.init("S301XXA", true, "Contusion of abdominal wall, initial encounter")]),
    .orderFile(2026, diagnoses + [.init("S3012XA", true, "Contusion of groin, initial encounter")]),
    .orderFile(2027, diagnoses + [.init("Z997", true, "Dependence on a machine of the years to come")]),
    .tabular(2026, notes), hcpcs, procedures, modifiers,
  ]

  private static let diagnoses: [SourceText.OrderLine] = [
    .init("C48", false, "Malignant neoplasm of retroperitoneum and peritoneum"),
    .init("C480", true, "Malignant neoplasm of retroperitoneum"),
    .init("D63", false, "Anemia in chronic diseases classified elsewhere"),
    .init("D631", true, "Anemia in chronic kidney disease"), .init("E08", false, "Diabetes due to a condition"),
    .init("E089", true, "Diabetes mellitus due to underlying condition without complications"),
    .init("E10", false, "Type 1 diabetes mellitus"),
    .init("E109", true, "Type 1 diabetes mellitus without complications"),
    .init("E11", false, "Type 2 diabetes mellitus"),
    .init("E119", true, "Type 2 diabetes mellitus without complications"),
    .init("F02", false, "Dementia in other diseases classified elsewhere"),
    .init("F0280", true, "Dementia in other diseases classified elsewhere, unspecified severity"),
    .init("G30", false, "Alzheimer's disease"), .init("G309", true, "Alzheimer's disease, unspecified"),
    .init("I10", true, "Essential (primary) hypertension"), .init("I11", false, "Hypertensive heart disease"),
    .init("I110", true, "Hypertensive heart disease with heart failure"), .init("I50", false, "Heart failure"),
    .init("I509", true, "Heart failure, unspecified"), .init("J20", false, "Acute bronchitis"),
    .init("J209", true, "Acute bronchitis, unspecified"), .init("J40", true, "Bronchitis, not specified"),
    .init("K35", false, "Acute appendicitis"), .init("K3580", true, "Unspecified acute appendicitis"),
    .init("K86", false, "Other diseases of pancreas"), .init("K869", true, "Disease of pancreas, unspecified"),
    .init("N18", false, "Chronic kidney disease"), .init("N189", true, "Chronic kidney disease, unspecified"),
    .init("P70", false, "Transitory disorders of newborn"),
    .init("P702", true, "Neonatal diabetes mellitus"), .init("R05", false, "Cough"),
    .init("R059", true, "Cough, unspecified"), .init("R10", false, "Abdominal and pelvic pain"),
    .init("R109", true, "Unspecified abdominal pain"), .init("S301", false, "Contusion of abdominal wall"),
    .init("S52", false, "Fracture of forearm"), .init("S525", false, "Fracture of lower end of radius"),
    .init("S52501", false, "Unspecified fracture of the lower end of right radius"),
    .init("S52501A", true, "Unspecified fracture of the lower end of right radius, initial encounter"),
    .init("W19", false, "Unspecified fall"), .init("W19XXXA", true, "Unspecified fall, initial encounter"),
    .init("Z79", false, "Long term drug therapy"), .init("Z794", true, "Long term (current) use of insulin"),
  ]

  /// Each chapter with one section that has its name.
  private static func chapter(_ number: Int, _ range: String, _ chapterNotes: String, _ diagnoses: String) -> String {
    let ends = range.split(separator: "-")
    return "<chapter><name>\(number)</name><desc>Chapter \(number) (\(range))</desc>\(chapterNotes)<sectionIndex>"
      + "<sectionRef first=\"\(ends[0])\" last=\"\(ends[1])\" id=\"\(range)\">Section</sectionRef></sectionIndex>"
      + "<section id=\"\(range)\"><desc>Section (\(range))</desc>\(diagnoses)</section></chapter>\n"
  }

  private static func diagnosis(_ code: String, _ notes: String) -> String {
    "<diag><name>\(code)</name><desc>Category \(code)</desc>\(notes)</diag>"
  }

  /// A note element with a note for each text.
  private static func note(_ kind: String, _ texts: String...) -> String {
    "<\(kind)>\(texts.map { "<note>\($0)</note>" }.joined())</\(kind)>"
  }

  private static let notes: String =
    chapter(
      3, "D50-D89", "",
      "<diag><name>D63</name><desc>Category D63</desc>"
        + diagnosis("D63.1", note("codeFirst", "underlying chronic kidney disease (N18.-)")) + "</diag>")
    + chapter(
      4, "E08-E13", note("excludes1", "transitory disorders of newborn (P70-P74)"),
      diagnosis("E08", note("codeFirst", "the underlying condition, such as:", "disease of pancreas (K85-K86.-)"))
        + diagnosis(
          "E11",
          note("useAdditionalCode", "code to identify control using:", "insulin (Z79.4)", "oral drugs (Z79.84)")
            + note("excludes1", "type 1 diabetes mellitus (E10.-)")))
    + chapter(
      5, "F01-F09", "",
      diagnosis("F02", note("codeFirst", "the underlying condition, such as:", "Alzheimer's (G30.-)", "others (G20.-)"))
    )
    + chapter(
      9, "I30-I5A", "",
      diagnosis("I50", note("codeFirst", "heart failure due to hypertension (I11.0)", "after surgery (I97.13-)")))
    + chapter(10, "J40-J4A", "", diagnosis("J40", note("excludes1", "acute bronchitis (J20.-)")))
    + chapter(14, "N17-N19", "", diagnosis("N18", note("codeFirst", "any associated:", "hypertension (I12.-, I13.-)")))
    + chapter(18, "R10-R19", "", diagnosis("R10", note("excludes1", "pain of appendicitis (K35.80)")))
    + chapter(
      19, "S50-S59", "",
      "<diag><name>S52</name><desc>Category S52</desc><sevenChrDef><extension char=\"A\">initial</extension>"
        + "<extension char=\"D\">subsequent</extension></sevenChrDef>\(diagnosis("S52.5", ""))</diag>")

  private static let hcpcs = SourceText.hcpcsFile(
    "HCPC2026_JAN_ANWEB.txt",
    [
      .init("LT", "Left side"), .init("RT", "Right side"), .init("TC", "Technical component"),
      .init("XS", "Separate structure"), .init("AS", "Assistant at surgery service"),
      .init("E0100", "Cane, adjustable or fixed"), .init("G0998", "Wheelchair assessment"),
      .init("G0999", "Wheelchair assessment of former times", ended: "20191231", reference: "G0998"),
      .init("Q9999", "Injection of the years to come", added: "20270101"),
    ])

  /// Numbers that the rule files below speak of; a family for each rule.
  private static let procedures: SourceText = {
    let families = [10001...10009, 20001...20006, 30001...30004, 40001...40003, 50001...50006, 60001...60004]
    let numbers = (families + [70001...70003, 80001...80004]).flatMap { $0 }
    let visits = [
      SourceText.CodeRow("99213", "Visit of a known patient", isBillable: true),
      SourceText.CodeRow("99205", "Long visit of a new patient", isBillable: true),
    ]
    return .codes(
      "CPT", numbers.map { SourceText.CodeRow(String($0), "Procedure \($0) of a test", isBillable: true) } + visits)
  }()

  private static let modifiers = SourceText.knowledge(
    "modifier", name: "modifiers.md",
    ["24", "25", "26", "50", "57", "59", "62", "66", "76", "80"].map { "## \($0) Modifier of a test\n\nOwn words." }
      .joined(separator: "\n\n"))
}
