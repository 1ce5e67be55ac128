internal import CodingKnowledge

extension CoverageTable {
  /// Contractors, their states, and states by number.
  static let contractors: [CoverageTable] = [
    CoverageTable(
      "contractor", "Medicare administrative contractors", .lcd, isVersioned: false,
      columns: ["contractor_id", "contractor_type_id", "contractor_version", "contractor_bus_name"]
    ) { (row) throws(SourceError) in
      CoverageFact.of(Target(.contractor, try row.contractor()), "name", HTMLText.line(of: row("contractor_bus_name")))
    },
    CoverageTable(
      "contractor-jurisdiction", "States of the contractors", .lcd, isVersioned: false,
      columns: ["contractor_id", "contractor_type_id", "contractor_version", "state_id", "term_date"]
    ) { (row) throws(SourceError) in
      // A filled date is the day on which the contractor gave the state up.
      if try row.day("term_date") != nil { return [] }
      return [.fact(Fact(Target(.contractor, try row.contractor()), "stateNumber", try row.number("state_id")))]
    },
    CoverageTable(
      "state", "States by number", .lcd, isVersioned: false, columns: ["state_id", "state_abbrev", "description"]
    ) { (row) throws(SourceError) in
      let state = Target(.state, try row.number("state_id"))
      // The Northern Mariana Islands are MP to the post and on claims.
      let abbreviation = row("state_abbrev") == "CNMI" ? "MP" : row("state_abbrev")
      return CoverageFact.of(state, "abbreviation", abbreviation) + CoverageFact.of(state, "name", row("description"))
    },
  ]

  /// Tables that tie a local text to contractors, states and other texts. What they say by the database's numbers is
  /// joined when the part of the index is built, where all tables are at hand.
  static func relations(_ scope: Scope) -> [CoverageTable] {
    let kind = scope == .lcd ? "lcd" : "article"
    let key = "\(kind)_id"
    let keys = [key, "\(kind)_version"]
    return [
      CoverageTable(
        "\(kind)-contractor", "\(scope.name) contractors", scope,
        columns: [key, "\(kind)_version", "contractor_id", "contractor_type_id", "contractor_version"]
      ) { (row) throws(SourceError) in
        [.fact(Fact(try row.local(scope, key), "contractorNumber", try row.contractor()))]
      },
      CoverageTable("\(kind)-jurisdiction", "\(scope.name) states", scope, columns: keys + ["state_id"]) {
        (row) throws(SourceError) in
        [.fact(Fact(try row.local(scope, key), "stateNumber", try row.number("state_id")))]
      },
      CoverageTable(
        "\(kind)-related", "\(scope.name) related texts", scope, columns: keys + ["r_article_id", "r_lcd_id"]
      ) { (row) throws(SourceError) in
        let target = try row.local(scope, key)
        var related: [Target] = []
        if !row("r_article_id").isEmpty { related.append(try row.local(.article, "r_article_id")) }
        if !row("r_lcd_id").isEmpty { related.append(try row.local(.lcd, "r_lcd_id")) }
        return related.filter { $0 != target }.map { .fact(Fact(target, "related", $0.identifier)) }
      },
      CoverageTable("\(kind)-related-ncd", "\(scope.name) related NCDs", scope, columns: keys + ["r_ncd_id"]) {
        (row) throws(SourceError) in
        // Number 0 says that there is none.
        let number = try row.number("r_ncd_id")
        return number == "0" ? [] : [.fact(Fact(try row.local(scope, key), "relatedNCD", number))]
      },
      CoverageTable(
        "\(kind)-future-retire", "\(scope.name) retirements to come", scope, isVersioned: false,
        columns: [key, "retire_dt"]
      ) { (row) throws(SourceError) in
        let day = try row.day("retire_dt")?.description ?? ""
        return CoverageFact.of(try row.local(scope, key), "futureRetirement", day)
      },
    ]
  }
}
