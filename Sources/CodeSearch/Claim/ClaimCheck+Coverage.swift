internal import CodingKnowledge
internal import KnowledgeIndex

/// What coverage texts say of the procedures with these diagnoses.
extension ClaimCheck {
  mutating func checkCoverage() {
    guard !diagnoses.isEmpty else { return }
    var done: Set<Target> = []
    for line in lines where done.insert(line.target).inserted {
      let answer = book.coverage(of: line.number, state: claim.state, with: diagnoses.map(\.card.target))
      // A text that only names the code in passing has its lists for other procedures.
      for text in answer.texts where text.relation == "lists" && text.diagnosisCount > 0 { checkLists(text, line) }
      checkMap(line)
    }
  }

  private mutating func checkLists(_ text: CoverageAnswer.Text, _ line: Line) {
    let source = "\(text.target.scope.name) \(text.target.identifier), \(text.title)"
    let excluded = text.listings.filter { $0.terms.list == .notCovered }
    for listing in excluded {
      find(
        .error, "coverage-excludes", [line.code, listing.code.identifier],
        "\(listing.code.identifier) is listed as not supporting \(line.code)", source: source, card: text.target,
        remedy: "read the text; another diagnosis of the record may support it")
    }
    guard excluded.isEmpty, !text.listings.contains(where: { $0.terms.list == .covered }) else { return }
    find(
      .warning, "coverage-unsupported", [line.code],
      "none of the diagnoses is among those that the text lists in support of \(line.code)", source: source,
      card: text.target, remedy: "read the text; it may support the service by its words")
  }

  /// The map by code knows diagnoses without the groups of the texts: what it says is a warning at most.
  private mutating func checkMap(_ line: Line) {
    var covered = 0
    var supports = false
    var excluded: [Target] = []
    let asked = diagnoses.map(\.card.target)
    book.forEachRelation(of: line.number) { placed, relation in
      guard case .listing(let terms) = relation.terms, placed.entry.leads,
        book.standing(relation.sourceSet, in: placed.part) == .inForce
      else { return }
      switch terms.list {
      case .covered:
        covered += 1
        if asked.contains(placed.other) { supports = true }
      case .notCovered: if asked.contains(placed.other) { excluded.append(placed.other) }
      case .procedures: return
      }
    }
    let source = "map of LCD coverage by code \(book.basis(.coverageMap)?.version ?? ""), groups lost"
    if !excluded.isEmpty {
      find(
        .warning, "coverage-excludes", [line.code] + excluded.map(\.identifier),
        "\(excluded.map(\.identifier).joined(separator: ", ")) is listed as not supporting \(line.code)",
        source: source, card: line.target, remedy: "read the LCD and its Article: codesearch coverage \(line.code)")
    } else if covered > 0, !supports {
      find(
        .warning, "coverage-unsupported", [line.code],
        "none of the diagnoses is among the \(covered) that local coverage lists in support of \(line.code)",
        source: source, card: line.target, remedy: "read the LCD and its Article: codesearch coverage \(line.code)")
    }
  }
}
