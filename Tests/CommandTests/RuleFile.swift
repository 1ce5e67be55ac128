import Testing

/// A tiny file in the layout of each format of rules and coverage, with a record that is wrong; every word is made up.
struct RuleFile: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  /// A record that the format refuses, and where messages place it.
  var wrong: String?
  var place: String
  /// False where nothing but the content tells the release.
  var tellsYear = true

  init(_ name: String, _ text: String, wrong: String? = nil, at place: String = "", tellsYear: Bool = true) {
    self.name = name
    self.text = text
    self.wrong = wrong
    self.place = place
    self.tellsYear = tellsYear
  }

  var testDescription: String { name }
  var isJSON: Bool { name.hasSuffix("json") || name.hasSuffix("jsonl") }

  /// A release of another year, in the form that the format takes.
  var otherRelease: String { name.hasPrefix("CMS32") ? "31" : "2019-01" }

  static let all: [RuleFile] = edits + fees + crosswalks + tables + records + documents

  private static let edits: [RuleFile] = [
    RuleFile(
      "ccipra-v320r0-f1.txt",
      "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
        + "10001\t10002\t\t20200101\t*\t1\tRationale\n", wrong: "10001\t10003\t\t20200101\t*\n", at: ":3:"),
    RuleFile(
      "ptp-practitioner-2026q1.tsv", "col1\tcol2\tmod\trat\n10001\t10002\t0\tc\n", wrong: "10001\t10002\t0\n", at: ":3:"
    ),
    RuleFile(
      "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv",
      "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n"
        + "10001,1,1 Line Edit,Clinical\r\n", wrong: "10002,1,4 Line Edit,Clinical\r\n", at: "row 3"),
    RuleFile(
      "AOC_V2026Q1-MCR.txt",
      "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\t"
        + "Special_Instruction_Notes\r\n1\t10001\t\t10002\t\t2013091\t\t\r\n", wrong: "1\t10001\t\t10002\r\n",
      at: "row 3"),
  ]

  private static let fees: [RuleFile] = [
    RuleFile(
      "PPRRVU2026_Jan.csv",
      ",,2026 National Physician Fee Schedule Relative Value File January Release,\n"
        + "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
        + "SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n"
        + "99213,,,A,,1.00,2.00,,1.50,,0.10,3.10,2.60,0,XXX,0.00,0.00,0.00,0,0,0,0,0,9,,33.4009,09,0,99,0.00,0.00,0.00\n",
      wrong: "99214,,,A,,1.00\n", at: "row 4"),
    RuleFile(
      "GPCI2026.csv",
      "CY 2026 INDICES,,,,,,,\nMedicare Administrative Contractor (MAC),State,Locality Number,Locality Name,"
        + "2026 PW GPCI (with 1.0 Floor),2026 PE GPCI,2026 MP GPCI\n01112,CA,05,BAY SOUTH,1.100,1.200,0.500\n",
      wrong: "01112,CA,06,BAY NORTH,1.100,many,0.500\n", at: "row 4"),
  ]

  private static let crosswalks: [RuleFile] = [
    RuleFile("2018_I10gem.txt", "E119    25000 10000\nI10     4019  10000\n", wrong: "I10     4019\n", at: ":3:"),
    RuleFile("2018_I9gem.txt", "25000 E119    10000\n4019  I10     10000\n", wrong: "4019  I10     1000\n", at: ":3:"),
    RuleFile("CMS32_DESC_LONG_DX.txt", "0010  Cholera of one kind\n0011  Cholera of another kind\n"),
  ]

  private static let tables: [RuleFile] = [
    RuleFile(
      "mcd-2026-03/ncd_trkg.csv",
      "NCD_id,NCD_vrsn_num,natl_cvrg_type,cvrg_lvl_cd,\"NCD_mnl_sect\",\"NCD_mnl_sect_title\",NCD_efctv_dt,NCD_trmntn_dt,"
        + "\"itm_srvc_desc\",\"indctn_lmtn\",\"xref_txt\",\"othr_txt\",\"trnsmtl_num\",\"ncd_keyword\"\r\n"
        + "1,1,True,1,20.1,Pumps,2020-01-01 00:00:00,,,<p>Text.</p>,,,1,\r\n", wrong: "2,1,True\r\n", at: "row 3"),
    RuleFile(
      "mcd-2026-03/lcd.csv",
      "lcd_id,lcd_version,title,orig_det_eff_date,ent_det_end_date,rev_eff_date,rev_end_date,indication,doc_reqs,status,"
        + "display_id,date_retired,keywords\r\n33333,1,Pumps,2020-01-01,,,,<p>Text.</p>,,A,,,\r\n",
      wrong: "33334,1,,2020-01-01,,,,,,A,,,\r\n", at: "row 3"),
    RuleFile(
      "mcd-2026-03/article.csv",
      "article_id,article_version,title,article_eff_date,article_end_date,description,other_comments,status,display_id,"
        + "date_retired,article_rev_end_date\r\n50001,3,Pumps,2020-01-01,,<p>Text.</p>,,A,,,\r\n",
      wrong: "50002,1,Pumps,in spring,,,,A,,,\r\n", at: "row 3"),
    RuleFile(
      "mcd-2026-03/lcd_x_hcpc_code.csv",
      "lcd_id,lcd_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range\r\n33333,1,E0100,1,1,N\r\n",
      wrong: "33333,1,E0,1,1,N\r\n", at: "row 3"),
    RuleFile(
      "mcd-2026-03/article_x_icd10_covered.csv",
      "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range\r\n50001,3,C48.0,1,1,N\r\n",
      wrong: "50001,3,C4,1,1,N\r\n", at: "row 3"),
    RuleFile(
      "mcd-2026-03/lcd_x_hcpc_code_group.csv",
      "lcd_id,lcd_version,hcpc_code_group,paragraph\r\n33333,1,1,<p>Together.</p>\r\n",
      wrong: "33333,1,one,<p>Together.</p>\r\n", at: "row 3"),
    RuleFile(
      "mcd-2026-03/contractor.csv",
      "contractor_id,contractor_type_id,contractor_version,contractor_bus_name\r\n9,8,1,Southern MAC\r\n",
      wrong: "9,8\r\n", at: "row 3"),
    RuleFile(
      "mcd-2026-03/lcd_x_contractor.csv",
      "lcd_id,lcd_version,contractor_id,contractor_type_id,contractor_version\r\n33333,1,9,8,1\r\n",
      wrong: "33333,1,nine,8,1\r\n", at: "row 3"),
  ]

  private static let apiRecord =
    "{\"document_version\":1,\"document_id\":\"7\",\"document_display_id\":\"20.99\",\"title\":\"Rare\","
    + "\"publication_number\":\"100-3\",\"effective_date\":\"01/02/2020\",\"effective_end_date\":\"N/A\","
    + "\"benefit_category\":\"x\",\"item_service_description\":\"\",\"indications_limitations\":\"plain\","
    + "\"cross_reference\":\"\",\"transmittal_number\":\"12\",\"other_text\":\"\"}\n"

  private static let records: [RuleFile] = [
    RuleFile(
      "api-2026-08/ncd.jsonl", apiRecord, wrong: apiRecord.replacing("01/02/2020", with: "13/41/2020"), at: ":2:"),
    RuleFile(
      "reports-2026-08.csv",
      "contractor_name_type,document_display_id,document_id,document_type,document_version,effective_date,note,"
        + "retirement_date,title,updated_on,updated_on_sort,url\nAcme,L1234,1234,LCD,2,08/14/2025,,N/A,Pumps,,,http://x\n",
      wrong: "Acme,L1,2,LCD,1,,,N/A,T,,,u\n", at: "row 3"),
    RuleFile(
      "lcd-coverage-by-code-2026-04.json",
      "{\"27096\": {\"covered\": [\"M46.1\"], \"notCovered\": [], \"lcdIds\": [\"L39383\"]}}"),
    RuleFile(
      "lcd-2026-08/chunks.jsonl",
      "{\"id\": \"L1234_chunk0\", \"source\": \"L1234\", \"text\": \"[Indication] First rule. Second.\"}\n",
      wrong: "{\"id\": \"L1234_chunk1\", \"source\": \"L1234\"}\n", at: ":2:"),
    RuleFile(
      "lcd-2026-08/lcdData.json",
      "[{\"lcdName\": \"Pumps\", \"lcdUrl\": \"https://x?lcdid=1234\", \"hcpcsModifiers\": \"EY, KX\","
        + "\"documentationRequirements\": \"<p>Notes.</p>\", \"coverageGuidance\": \"<p>One.</p>\"}]"),
  ]

  private static let sentence = String(repeating: "The note must name the side. ", count: 10)

  private static let documents: [RuleFile] = [
    RuleFile(
      "guidelines-fy2031.md",
      """
      ICD-10-CM Official Guidelines for Coding and Reporting
      FY 2031 -- UPDATED October 1, 2030
      (October 1, 2030 - September 30, 2031)
      Everything here is invented.
      ICD-10-CM Official Guidelines for Coding and Reporting
      FY 2031
      Page 1 of 9
      Section I. Conventions
      A. Signs
      Some words here.

      """),
    RuleFile(
      "ncci-manual-2031.txt",
      """
      CHAPTER I
      GENERAL RULES OF CODING
      FOR
      MEDICARE NCCI
      Revision Date (Medicare): 1/1/2031 I-1

      A. Introduction
      This is the beginning of it all.
      Revision Date (Medicare): 1/1/2031 I-2

      """),
    RuleFile(
      "manual-ch08.txt",
      """
      Medicare Benefit Policy Manual
      Chapter 8 - Coverage of Extended Care
      (Rev. 12283; Issued: 10-05-23)
      10 - Requirements - General
      (Rev. 1, Issued: 10-01-03, Effective: 10-01-03, Implementation: 10-01-03)
      Text of it.
      20 - More - General
      (Rev. 1, Issued: 10-01-03, Effective: 10-01-03, Implementation: 10-01-03)
      Text of that.

      """, tellsYear: false),
    RuleFile("house.md", "# House rules\n\n\(sentence)\n", tellsYear: false),
    RuleFile("house.txt", "House rules\n\n\(sentence)\n", tellsYear: false),
    RuleFile(
      "house.html", "<html><title>House</title><body><h1>Sides</h1><p>\(sentence)</p></body></html>", tellsYear: false),
  ]
}
