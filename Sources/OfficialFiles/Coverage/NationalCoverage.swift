internal import CodingKnowledge

/// One version of a national coverage determination, from the table or from the Coverage API.
struct NationalCoverage {
  /// The number in the database; the citable one is the section of the manual.
  var number: String
  var version: Int
  var section: String
  var title: String
  var validity: DayRange
  /// What stands for a date that was never posted.
  var effectiveText = ""
  var coverageLevel = ""
  var benefit = ""
  var description: String
  var indications: String
  var crossReference: String
  var otherText: String
  var transmittal: String
  var keywords = ""
  var publication = ""

  /// A version that only says that the determination is retired begins when that was done, and most give no day of
  /// termination: what it is a version of was in force until the day before.
  private var lastDays: DayRange {
    if let from = validity.from, let through = validity.through, from <= through { return validity }
    return DayRange(from: nil, through: validity.through ?? validity.from.map { $0 - 1 })
  }

  /// The values of this version: title and dates first.
  var values: [KnowledgeValue] {
    let target = Target(.ncd, section)
    let name = HTMLText.line(of: title)
    let isRetired = ["RETIRED", "(RETIRED)"].contains { name.uppercased().hasSuffix($0) }
    var values: [KnowledgeValue] = [.code(Code(target, title: name, validity: isRetired ? lastDays : validity))]
    if validity.through != nil || isRetired { values += CoverageFact.of(target, "status", "retired") }
    for (key, value) in [
      ("effectiveText", HTMLText.line(of: effectiveText)), ("coverageLevel", coverageLevel),
      ("benefit", HTMLText.line(of: benefit)), ("keywords", HTMLText.line(of: keywords)), ("transmittal", transmittal),
      ("publication", publication), ("crossReference", HTMLText.line(of: crossReference)), ("ncdNumber", number),
    ] {
      values += CoverageFact.of(target, key, value)
    }
    values += CoverageFact.url(target, "ncd", number: number, version: version)
    let citation = "NCD \(section)"
    values += CoveragePassages.of(target, "Item/Service Description", html: description, citation: citation)
    values += CoveragePassages.of(
      target, "Indications and Limitations of Coverage", html: indications, citation: citation)
    // Of laboratory tests this field lists the quarterly files of codes, which are links without text.
    if !otherText.contains("Covered Code Lists") {
      values += CoveragePassages.of(target, "Other", html: otherText, citation: citation)
    }
    return values
  }
}
