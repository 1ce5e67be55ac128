import CodeSearchTestKit

/// The rule files of ``Billing``.
extension Billing {
  // MARK: NCCI

  private static let addOnHeadings =
    "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\t"
    + "Special_Instruction_Notes\r\n"

  /// With the quarter before, in which what has ended since was in force.
  static let edits: [SourceText] = [
    pairFile("ccipra-v313r0.txt", ["10001\t10005\t\t20200101\t*\t0"]),
    SourceText("AOC_V2025Q4-MCR.txt", addOnHeadings + "1\t20005\t\t20001\t\t2013091\t\t\r\n"),
    pairFile(
      "ccipra-v320r0.txt",
      [
        "10001\t10002\t\t20200101\t*\t0", "10001\t10003\t\t20200101\t*\t1", "10001\t10004\t\t20200101\t20200101\t9",
        "10001\t10005\t\t20200101\t20251231\t0", "10001\t10006\t\t20260301\t*\t0",
        "10001\t10007\t\t20180101\t20191231\t1", "10001\t10007\t\t20200701\t20221231\t1",
        "10001\t10007\t\t20240101\t*\t0", "10001\t10008\t*\t19960101\t*\t1", "99213\t10008\t\t\t*\t1",
        "10002\t10003\t\t20200101\t20200101\t1",
      ]),
    pairFile("ccioph-v320r0.txt", ["10001\t10009\t\t20200101\t*\t0", "10001\t10003\t\t20200101\t*\t0"]),
    unitFile(
      "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv", "Practitioner",
      [
        "30001,2,1 Line Edit", "30002,1,2 Date of Service Edit: Policy", "30003,3,3 Date of Service Edit: Clinical",
        "30004,0,2 Date of Service Edit: Policy", "E0100,0,1 Line Edit",
      ]),
    unitFile(
      "MCR_MUE_OutpatientHospitalServices_Eff_01-01-2026.csv", "Outpatient Hospital", ["30002,4,1 Line Edit"]),
    unitFile("MCR_MUE_DMESupplierServices_Eff_01-01-2026.csv", "DME Supplier", ["E0100,1,1 Line Edit"]),
    SourceText(
      "AOC_V2026Q1-MCR.txt",
      addOnHeadings
        + [
          "1\t20002\t\t20001\t\t2013091\t\t", "1\t20002\t\t20006\t\t2013091\t\t", "2\t20003\t\tCCCCC\t\t2013091\t\t",
          "3\t20004\t\t20001\t\t2013091\t\t", "1\t20005\t\t20001\t\t2013091\t2025365\t",
        ].joined(separator: "\r\n") + "\r\n"),
  ]

  /// A file of PTP edits in the official columns; the rationale is added to each line.
  static func pairFile(_ name: String, _ lines: [String]) -> SourceText {
    let headings =
      "A notice.\t\t\t\t\t\t\nColumn 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
      + "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\n"
    return SourceText(name, headings + lines.map { $0 + "\tRationale of a test\n" }.joined())
  }

  static func unitFile(_ name: String, _ setting: String, _ lines: [String]) -> SourceText {
    SourceText(
      name,
      "\"HCPCS/\nCPT Code\",\(setting) Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n"
        + lines.map { $0 + ",Rationale of a test\r\n" }.joined())
  }

  // MARK: Fee schedule

  /// The indicators of a line; those that are not given say that nothing special applies.
  private static func fee(
    _ code: String, modifier: String = "", status: String = "A", component: String = "0", global: String = "XXX",
    bilateral: String = "9", assistant: String = "9", coSurgeons: String = "9", team: String = "9", flag: String = ""
  ) -> String {
    "\(code),\(modifier),,\(status),,1.00,2.00,\(flag),1.50,,0.10,3.10,2.60,\(component),\(global),0.00,0.00,0.00,0,"
      + "\(bilateral),\(assistant),\(coSurgeons),\(team),9,,33.4009,09,0,99,0.00,0.00,0.00\n"
  }

  static let fees = SourceText(
    "PPRRVU2026_Jan.csv",
    ",,2026 National Physician Fee Schedule Relative Value File January Release,\n"
      + "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
      + "SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n"
      + [
        fee("99213"), fee("99205"), fee("40001", component: "1"), fee("40001", modifier: "26", component: "1"),
        fee("40001", modifier: "TC", component: "1"), fee("40002"), fee("40003", component: "6"),
        fee("50001", status: "B"), fee("50002", status: "N"), fee("50003", status: "M"), fee("50004", status: "I"),
        fee("50005", status: "X"), fee("50006", status: "C"),
        fee("60001", bilateral: "2", assistant: "1", coSurgeons: "0", team: "0"), fee("60002", bilateral: "0"),
        fee("60003", bilateral: "1", assistant: "2", coSurgeons: "1", team: "1"),
        fee("60004", bilateral: "3", assistant: "0", coSurgeons: "2", team: "2"), fee("70001", global: "000"),
        fee("70002", global: "010"), fee("70003", global: "090", flag: "NA"),
      ].joined())

  static let localities = SourceText(
    "GPCI2026.csv",
    "ADDENDUM E. CY 2026 INDICES,,,,,,,\nMedicare Administrative Contractor (MAC),State,Locality Number,Locality Name,"
      + "2026 PW GPCI (without 1.0 Floor),2026 PW GPCI (with 1.0 Floor),2026 PE GPCI,2026 MP GPCI\n"
      + "01112,CA,05,BAY SOUTH,0.9,1.100,1.200,0.500\n01112,CA,06,BAY NORTH,0.9,1.000,1.100,0.600\n"
      + "04412,TX,99,REST OF TEXAS,0.9,0.950,0.900,0.700\n")

  // MARK: Coverage

  static let coverage: [SourceText] = [
    table(
      "article",
      "article_id,article_version,title,article_eff_date,article_end_date,description,other_comments,status,display_id,"
        + "date_retired,article_rev_end_date",
      "50001,3,Billing of procedure 80001,2020-01-01,,<p>Own words; not for 80004.</p>,,A,,,",
      "50002,1,Billing of procedure 80003,2020-01-01,,<p>Own words.</p>,,A,,,"),
    table(
      "article_x_hcpc_code", "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range",
      "50001,3,80001,1,1,N", "50002,1,80003,1,1,N"),
    table(
      "article_x_icd10_covered",
      "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range",
      "50001,3,C48.0,1,1,N", "50001,3,E11.9,1,1,N", "50002,1,R05.9,1,1,N"),
    table(
      "article_x_icd10_noncovered",
      "article_id,article_version,icd10_code_id,icd10_code_version,icd10_noncovered_group,range",
      "50001,3,E10.9,1,1,N"),
    table(
      "article_x_contractor", "article_id,article_version,contractor_id,contractor_type_id,contractor_version",
      "50002,1,9,8,1"),
    table(
      "contractor", "contractor_id,contractor_type_id,contractor_version,contractor_bus_name", "9,8,1,Southern MAC"),
    table(
      "contractor_jurisdiction", "contractor_id,contractor_type_id,contractor_version,state_id,term_date", "9,8,1,44,"),
    table("state_lookup", "state_id,state_abbrev,description", "44,TX,Texas"),
    SourceText(
      "lcd-coverage-by-code-2026-01.json",
      "{\"80002\": {\"covered\": [\"I10\"], \"notCovered\": [\"R05.9\"], \"lcdIds\": [\"L33333\"]}}"),
  ]

  private static func table(_ name: String, _ lines: String...) -> SourceText {
    SourceText("mcd-2026-01/\(name).csv", lines.joined(separator: "\r\n") + "\r\n")
  }
}
