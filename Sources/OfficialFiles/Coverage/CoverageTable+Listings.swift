internal import CodingKnowledge

extension CoverageTable {
  /// The tables of the codes that local texts list, and of the paragraphs that say what a group of codes means.
  static func listings(_ scope: Scope) -> [CoverageTable] {
    let kind = scope == .lcd ? "lcd" : "article"
    let keys = ["\(kind)_id", "\(kind)_version"]
    let procedures = [
      CoverageTable(
        "\(kind)-hcpcs", "\(scope.name) procedure codes", scope,
        columns: keys + ["hcpc_code_id", "hcpc_code_group", "range"]
      ) { (row) throws(SourceError) in
        guard let code = CodeShape.procedure(row("hcpc_code_id")) else {
          throw row.fault("\"\(row("hcpc_code_id"))\" is not a CPT or HCPCS code")
        }
        return [try listing(row.local(scope, keys[0]), code, .procedures, group: "hcpc_code_group", row)]
      },
      group(scope, "hcpcs", "hcpc_code_group", "procedure codes"),
    ]
    guard scope == .article else { return procedures }
    return procedures + [
      diagnoses("covered", .covered), group(scope, "icd10-covered", "icd10_covered_group", "covered diagnoses"),
      diagnoses("noncovered", .notCovered),
      group(scope, "icd10-noncovered", "icd10_noncovered_group", "diagnoses not covered"),
    ]
  }

  private static func diagnoses(_ name: String, _ list: CoverageListing.List) -> CoverageTable {
    let group = "icd10_\(name)_group"
    return CoverageTable(
      "article-icd10-\(name)", "Article diagnoses, \(list == .covered ? "covered" : "not covered")", .article,
      columns: ["article_id", "article_version", "icd10_code_id", group, "range"]
    ) { (row) throws(SourceError) in
      let key = CodeShape.key(row("icd10_code_id"))
      guard Array(key.utf8).columns({ $0.isDiagnosisCode }) else {
        throw row.fault("\"\(row("icd10_code_id"))\" is not an ICD-10-CM code")
      }
      let code = Target(.icd10cm, CodeShape.display(key, .icd10cm))
      return [try listing(row.local(.article, "article_id"), code, list, group: group, row)]
    }
  }

  /// A range is listed code by code: its beginning (`B`), all within (`M`) and its end (`E`) are rows like any other (`N`).
  private static let ranges: Set<String> = ["N", "B", "M", "E", ""]

  private static func listing(
    _ text: Target, _ code: Target, _ list: CoverageListing.List, group: String, _ row: CoverageRow
  ) throws(SourceError) -> KnowledgeValue {
    guard ranges.contains(row("range")) else {
      throw row.fault("\"\(row("range"))\" is not a place in a range (N, B, M, E)")
    }
    let asterisk = row("asterisk")
    let terms = CoverageListing.Terms(
      list: list, group: try row.integer(group), hasAsterisk: !asterisk.isEmpty && asterisk != "N" && asterisk != "0")
    return .listing(CoverageListing(text, lists: code, terms))
  }

  private static func group(_ scope: Scope, _ name: String, _ column: String, _ list: String) -> CoverageTable {
    let kind = scope == .lcd ? "lcd" : "article"
    return CoverageTable(
      "\(kind)-\(name)-group", "\(scope.name) groups of \(list)", scope,
      columns: ["\(kind)_id", "\(kind)_version", column, "paragraph"]
    ) { (row) throws(SourceError) in
      let target = try row.local(scope, "\(kind)_id")
      let blocks = HTMLText.blocks(of: row("paragraph") + row("icd10_covered_ast"))
      guard blocks.map(\.text) != ["N/A"] else { return [] }
      let label = "Group \(try row.integer(column)) (\(list))"
      return CoveragePassages.of(target, label, blocks: blocks, citation: "\(scope.name) \(target.identifier)")
    }
  }
}
