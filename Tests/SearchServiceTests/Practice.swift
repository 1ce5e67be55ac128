import CodeSearch
import CodeSearchTestKit
import CodingKnowledge

/// A small index with codes, edits, unit limits, fees, coverage and guidelines, shared by the suites. The rules are made up.
enum Practice {
  private static let built = Result { try TestIndex(codes + rules) }

  static var index: TestIndex { get throws { try built.get() } }
  static var searcher: Searcher { get throws { try index.searcher } }

  static let day = "2026-02-01"

  private static let codes: [SourceText] = [
    .orderFile(
      2026,
      [
        .init("E11", false, "Type 2 diabetes mellitus"),
        .init("E119", true, "Type 2 diabetes mellitus without complications"),
        .init("I10", true, "Essential (primary) hypertension"), .init("I26", false, "Pulmonary embolism"),
        .init("I2699", true, "Other pulmonary embolism without acute cor pulmonale"),
      ]),
    .codes(
      "CPT",
      [
        .init("38564", "Limited removal of retroperitoneal lymph nodes"), .init("45378", "Looking into the bowel"),
        .init("99213", "Office visit, established patient"),
      ], name: "cpt.md"),
    .hcpcsFile(
      "HCPC2026_JAN_ANWEB.txt",
      [
        .init("J0120", "Injection of a drug"), .init("G0008", "Administration of a vaccine"),
        .init("E0100", "Cane of any material"),
      ]),
    .knowledge(
      "guideline", name: "guidelines.md",
      """
      ## I.C.4.a Diabetes mellitus

      Codes: ICD-10-CM E08-E13

      The diabetes codes are combination codes; use as many as are needed.
      """),
  ]

  private static let rules: [SourceText] = [
    SourceText(
      "ccipra-v320r0-f1.txt",
      "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
        + "45378\t99213\t\t20200101\t*\t1\tRationale of a test\n38564\t45378\t*\t19960101\t*\t0\tRationale of a test\n"),
    SourceText(
      "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv",
      "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n"
        + "99213,1,2 Date of Service Edit: Policy,Rationale of a test\r\n"
        + "45378,2,3 Date of Service Edit: Clinical,Rationale of a test\r\n"),
    SourceText(
      "PPRRVU2026_Jan.csv",
      ",,2026 National Physician Fee Schedule Relative Value File January Release,\n"
        + "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
        + "SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n"
        + "99213,,,A,,1.00,2.00,,1.50,,0.10,3.10,2.60,0,XXX,0.00,0.00,0.00,0,0,0,0,0,9,,33.4009,09,0,99,0.00,0.00,0.00\n"
    ),
    SourceText("2018_I10gem.txt", "E119    25000 10000\nI10     4019  10000\nI2699   41519 00000\n"),
  ]
}
