/// Tiny files that follow the layouts of the coverage database; every sentence in them is made up.
enum CoverageFixture {
  static let folder = ["mcd-2026-03"]

  static let ncdHeading =
    "NCD_id,NCD_vrsn_num,natl_cvrg_type,cvrg_lvl_cd,\"NCD_mnl_sect\",\"NCD_mnl_sect_title\",NCD_efctv_dt,NCD_trmntn_dt,"
    + "\"itm_srvc_desc\",\"indctn_lmtn\",\"xref_txt\",\"othr_txt\",\"trnsmtl_num\",\"ncd_keyword\""

  static func ncd(_ rows: String...) -> String { ([ncdHeading] + rows).joined(separator: "\r\n") + "\r\n" }

  /// One object of the Coverage API on one line.
  static func apiRecord(
    section: String = "20.99", effective: String = "01/02/2020", end: String = "N/A", text: String = "plain"
  ) -> String {
    let fields = [
      "document_id": "7", "document_display_id": section, "title": "Invented &amp; Rare", "publication_number": "100-3",
      "effective_date": effective, "effective_end_date": end, "benefit_category": "Invented Services",
      "item_service_description": "", "indications_limitations": text, "cross_reference": "",
      "transmittal_number": "12", "other_text": "",
    ]
    let members = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    return "{\"document_version\":1," + members.joined(separator: ",") + "}\n"
  }

  static let lcdHeading =
    "lcd_id,lcd_version,title,orig_det_eff_date,ent_det_end_date,rev_eff_date,rev_end_date,indication,doc_reqs,status,"
    + "display_id,date_retired,keywords"

  static let articleHeading =
    "article_id,article_version,title,article_eff_date,article_end_date,description,other_comments,status,display_id,"
    + "date_retired,article_rev_end_date"

  static let reportHeading =
    "contractor_name_type,document_display_id,document_id,document_type,document_version,effective_date,note,"
    + "retirement_date,title,updated_on,updated_on_sort,url"
}
