internal import CodingKnowledge

extension CoverageTable {
  /// `ncd_trkg`: one row per determination and version.
  static let national = CoverageTable(
    "ncd", "National coverage determinations", .ncd,
    columns: ["ncd_id", "ncd_vrsn_num", "ncd_mnl_sect", "ncd_mnl_sect_title", "indctn_lmtn"]
  ) { (row) throws(SourceError) in
    let section = row("ncd_mnl_sect")
    guard !section.isEmpty, section.utf8.allSatisfy({ $0.isDigit || $0 == 0x2E }) else {
      throw row.fault("\"\(section)\" is not a section of the manual")
    }
    let posted = try row.day("ncd_efctv_dt")
    // The table writes this day where no date was ever posted; the Coverage API has a sentence in its place.
    let isPosted = posted != Day(year: 1966, month: 1, day: 1)
    return NationalCoverage(
      number: try row.number("ncd_id"), version: try row.integer("ncd_vrsn_num"), section: section,
      title: row("ncd_mnl_sect_title"),
      validity: DayRange(from: isPosted ? posted : nil, through: try row.lastDay(before: ["ncd_trmntn_dt"])),
      effectiveText: isPosted ? "" : unpostedDate, coverageLevel: levels[row("cvrg_lvl_cd")] ?? "",
      description: row("itm_srvc_desc"), indications: row("indctn_lmtn"), crossReference: row("xref_txt"),
      otherText: row("othr_txt"), transmittal: row("trnsmtl_num"), keywords: row("ncd_keyword")
    ).values
  }

  private static let levels = ["1": "full", "2": "restricted", "3": "none"]
  private static let unpostedDate =
    "This is a longstanding national coverage determination. The effective date of this version has not been posted."

  /// `lcd` and `article`: the texts themselves.
  static let bodies: [CoverageTable] = [
    CoverageTable(
      "lcd", "Local coverage determinations", .lcd,
      columns: ["lcd_id", "lcd_version", "title", "indication", "display_id"]
    ) { (row) throws(SourceError) in
      let original = try row.day("orig_det_eff_date")
      let from = try row.day("rev_eff_date") ?? original
      let through = try row.lastDay(before: ["rev_end_date", "ent_det_end_date", "date_retired"])
      return try local(.lcd, row, DayRange(from: from, through: through), determinationSections)
    },
    CoverageTable(
      "article", "Local coverage articles", .article,
      columns: ["article_id", "article_version", "title", "description", "article_eff_date"]
    ) { (row) throws(SourceError) in
      let through = try row.lastDay(before: ["article_end_date", "article_rev_end_date", "date_retired"])
      return try local(.article, row, DayRange(from: row.day("article_eff_date"), through: through), articleSections)
    },
  ]

  private static func local(
    _ scope: Scope, _ row: CoverageRow, _ validity: DayRange, _ sections: [(column: String, name: String)]
  ) throws(SourceError) -> [KnowledgeValue] {
    let kind = scope == .lcd ? "lcd" : "article"
    let target = try row.local(scope, "\(kind)_id")
    let title = HTMLText.line(of: row("title"))
    guard !title.isEmpty else { throw row.fault("\(target) has no title") }
    var values: [KnowledgeValue] = [.code(Code(target, title: title, validity: validity))]
    let proposal = row("display_id")
    if !proposal.isEmpty {
      // A proposed text keeps its number in the database and is cited by the number that it will have.
      let number = (scope == .lcd ? "DL" : "DA") + proposal.filter(\.isNumber)
      values += CoverageFact.of(target, "status", "proposed") + CoverageFact.of(target, "publicNumber", number)
      values.append(.wording(Wording(target, .alias, "\(number) \(title)")))
    } else if row("status") == "R" || row("date_retired") != "" {
      values += CoverageFact.of(target, "status", "retired")
    }
    values += CoverageFact.of(target, "keywords", HTMLText.line(of: row("keywords")))
    values += CoverageFact.url(
      target, kind, number: try row.number("\(kind)_id"), version: try row.integer("\(kind)_version"))
    for (column, name) in sections {
      values += CoveragePassages.of(target, name, html: row(column), citation: "\(scope.name) \(target.identifier)")
    }
    return values
  }

  private static let determinationSections = [
    ("indication", "Coverage Indications, Limitations and/or Medical Necessity"),
    ("diagnoses_support", "Diagnoses that Support Medical Necessity"),
    ("diagnoses_dont_support", "Diagnoses that Do Not Support Medical Necessity"),
    ("coding_guidelines", "Coding Guidelines"), ("doc_reqs", "Documentation Requirements"),
    ("util_guide", "Utilization Guidelines"), ("cms_cov_policy", "CMS National Coverage Policy"),
    ("associated_info", "Associated Information"), ("appendices", "Appendices"),
    ("summary_of_evidence", "Summary of Evidence"), ("analysis_of_evidence", "Analysis of Evidence"),
  ]

  private static let articleSections = [
    ("description", "Article Guidance"), ("other_comments", "Other Comments"),
    ("icd9_covered_para", "Diagnoses that Support Medical Necessity"),
    ("icd9_noncovered_para", "Diagnoses that Do Not Support Medical Necessity"),
    ("cms_cov_policy", "CMS National Coverage Policy"), ("add_icd10_info", "Additional ICD-10 Information"),
  ]
}
