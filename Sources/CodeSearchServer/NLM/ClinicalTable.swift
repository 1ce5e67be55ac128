internal import CodeSearch
internal import CodingKnowledge
internal import HTTPTypes

/// A table of the Clinical Tables search service of the National Library of Medicine: its fields and what they hold.
struct ClinicalTable: Sendable {
  let name: String
  let scope: Scope
  let fields: [String]
  let searched: [String]
  let displayed: [String]
  /// The fields that hold words; the others are matched as codes, or not searched.
  let texts: Set<String>

  static let all = [
    ClinicalTable(
      name: "icd10cm", scope: .icd10cm, fields: ["code", "name"], searched: ["code"], displayed: ["code", "name"],
      texts: ["name"]),
    ClinicalTable(
      name: "hcpcs", scope: .hcpcs,
      fields: ["code", "display", "short_desc", "long_desc", "add_dt", "term_dt", "obsolete", "is_noc"],
      searched: ["code", "short_desc", "long_desc"], displayed: ["code", "display"],
      texts: ["display", "short_desc", "long_desc"]),
  ]

  /// The value of a field of a code.
  func value(_ field: String, of level: CodeCard.Level, in searcher: Searcher, on day: Day) -> String {
    switch field {
    case "code": level.target.identifier
    case "obsolete": level.status == .active ? "false" : "true"
    case "is_noc": ClinicalTable.isUnlisted(level.title) ? "true" : "false"
    case "short_desc": card(level, searcher, day)?.shortTitle ?? level.title
    case "add_dt": digits(card(level, searcher, day).flatMap { $0.isFirstDayKnown ? $0.validity.from : nil })
    case "term_dt": digits(card(level, searcher, day)?.validity.through)
    default: level.title
    }
  }

  private static func isUnlisted(_ title: String) -> Bool {
    ["not otherwise classified", "not otherwise specified", "unlisted", "unclassified"]
      .contains { title.lowercased().contains($0) }
  }

  private func card(_ level: CodeCard.Level, _ searcher: Searcher, _ day: Day) -> CodeCard? {
    searcher.cards(level.target.identifier, scope: scope, on: day, listing: 0).first { $0.target == level.target }
  }

  private func digits(_ day: Day?) -> String { day.map { $0.description.filter(\.isNumber) } ?? "" }

  /// Fields out of a list such as `code,name`, each with the name under which it is shown (`field:alias`).
  /// - Throws: 400 for a field that the table has not.
  func fields(_ list: String) throws(ServerFault) -> [(field: String, alias: String)] {
    var found: [(field: String, alias: String)] = []
    for item in list.split(separator: ",") {
      let parts = item.split(separator: ":", maxSplits: 1).map { $0.filter { $0 != " " } }
      guard let field = parts.first, fields.contains(field) else {
        throw ServerFault(
          .badRequest, "field", "the table \(name) has no field \"\(item)\"",
          hint: "it has \(fields.joined(separator: ", "))")
      }
      found.append((field, parts.last ?? field))
    }
    return found
  }
}
