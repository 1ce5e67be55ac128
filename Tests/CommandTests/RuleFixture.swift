import CodeSearchTestKit
import Foundation
import Testing

/// The starter corpus with rule files in the official layouts, whose rules are made up.
struct RuleFixture {
  /// Built once, and removed when the program ends.
  private static let built = Result { () throws -> String in
    let folder = try CodeSearchTestKit.TemporaryFolder.make()
    for (name, text) in files {
      let url = URL(filePath: "\(folder)/rules/\(name)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let run = try CommandRun.of(
      ["index", "--no-corpus", "--index", folder + "/index", CommandRun.packageRoot + "/Corpus", folder + "/rules"])
    try #require(run.status == 0, "\(run.errors)")
    return folder
  }

  let folder: String
  var index: String { folder + "/index" }

  init() throws { folder = try Self.built.get() }

  /// Runs a subcommand on a day for which the files hold.
  func run(_ subcommand: String, _ arguments: String..., input: String = "") throws -> CommandRun {
    try CommandRun.of([subcommand, "--index", index, "--on", "2026-02-01"] + arguments, input: input)
  }

  private static let files: [(name: String, text: String)] = [
    (
      "ccipra-v320r0.txt",
      pairs([
        "45378\t99213\t\t20200101\t*\t1", "38564\t45378\t*\t19960101\t*\t0", "38564\t99213\t\t20200101\t20241231\t1",
        "A0428\tE0100\t\t\t*\t1",
      ])
    ),
    ("ccioph-v320r0.txt", pairs(["45378\t99213\t\t20200101\t*\t1"])),
    (
      "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv",
      units("Practitioner", ["99213,1,2 Date of Service Edit: Policy", "45378,2,3 Date of Service Edit: Clinical"])
    ), ("MCR_MUE_DMESupplierServices_Eff_01-01-2026.csv", units("DME Supplier", ["E0100,1,1 Line Edit"])),
    (
      "AOC_V2026Q1-MCR.txt",
      "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\t"
        + "Special_Instruction_Notes\r\n1\tG0008\t\t99213\t\t2013091\t\t\r\n2\tG0009\t\tCCCCC\t\t2013091\t\t\r\n"
    ),
    (
      "PPRRVU2026_Jan.csv",
      ",,2026 National Physician Fee Schedule Relative Value File January Release,\n"
        + "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
        + "SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n"
        + "99213,,,A,,1.00,2.00,,1.50,,0.10,3.10,2.60,0,XXX,0.00,0.00,0.00,0,0,0,0,0,9,,33.4009,09,0,99,0.00,0.00,0.00\n"
        + "45378,,,A,,3.00,7.00,,2.00,,0.50,10.50,5.50,0,000,0.00,0.00,0.00,2,0,1,0,0,9,,33.4009,09,0,99,0.00,0.00,0.00\n"
        + "38564,,,A,,11.00,7.00,NA,7.00,,2.00,20.00,20.00,0,090,0.1,0.8,0.1,2,1,2,1,0,9,,33.4009,09,0,99,0.00,0.00,0.00\n"
    ),
    (
      "GPCI2026.csv",
      "CY 2026 INDICES,,,,,,,\nMedicare Administrative Contractor (MAC),State,Locality Number,Locality Name,"
        + "2026 PW GPCI (with 1.0 Floor),2026 PE GPCI,2026 MP GPCI\n01112,CA,05,BAY SOUTH,1.100,1.200,0.500\n"
        + "01112,CA,06,BAY NORTH,1.000,1.100,0.600\n"
    ),
    (
      "mcd-2026-01/article.csv",
      "article_id,article_version,title,article_eff_date,article_end_date,description,other_comments,status,display_id,"
        + "date_retired,article_rev_end_date\r\n50001,3,Looking into the bowel,2020-01-01,,<p>Own words.</p>,,A,,,\r\n"
    ),
    (
      "mcd-2026-01/article_x_hcpc_code.csv",
      "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range\r\n50001,3,45378,1,1,N\r\n"
    ),
    (
      "mcd-2026-01/article_x_icd10_covered.csv",
      "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range\r\n"
        + "50001,3,C48.0,1,1,N\r\n50001,3,E11.9,1,1,N\r\n"
    ), ("2018_I10gem.txt", "E119    25000 10000\nI10     4019  10000\nC480    1580  00000\n"),
    ("2018_I9gem.txt", "25000 E119    10000\n4019  I10     10000\n1580  C480    00000\n"),
    (
      "tabular/icd10cm-tabular-2026.xml",
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10CM.tabular><version>2026</version><introduction>"
        + "<introSection type=\"title\"><title>T</title></introSection></introduction><chapter><name>4</name>"
        + "<desc>Chapter 4 (E00-E89)</desc><sectionIndex><sectionRef first=\"E08\" last=\"E13\" id=\"E08-E13\">Diabetes"
        + "</sectionRef></sectionIndex><section id=\"E08-E13\"><desc>Diabetes (E08-E13)</desc><diag><name>E11</name>"
        + "<desc>Type 2 diabetes mellitus</desc><useAdditionalCode><note>code for insulin (Z79.4)</note>"
        + "</useAdditionalCode><excludes1><note>another kind (I10)</note></excludes1></diag></section></chapter>"
        + "</ICD10CM.tabular>\n"
    ),
  ]

  private static func pairs(_ lines: [String]) -> String {
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
      + lines.map { $0 + "\tRationale of a test\n" }.joined()
  }

  private static func units(_ setting: String, _ lines: [String]) -> String {
    "\"HCPCS/\nCPT Code\",\(setting) Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n"
      + lines.map { $0 + ",Rationale of a test\r\n" }.joined()
  }
}
