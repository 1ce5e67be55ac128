internal import CodingKnowledge
internal import KnowledgeIndex

/// Collects the rules that tie two targets together. The same rule from several sources becomes one.
struct RelationRows {
  private struct Row {
    var leading: UInt32
    var other: UInt32
    var terms: UInt32
    var source: UInt32
  }

  private var rows: [Row] = []
  private var terms: [Relation.Terms] = []
  private var termNumbers: [Relation.Terms: UInt32] = [:]
  private var relations: [Relation] = []
  private var relationNumbers: [Relation: Int] = [:]

  /// Adds a rule between two targets, by the numbers of their drafts.
  mutating func add(_ leading: Int, _ other: Int, _ said: Relation.Terms, source: Int) {
    let number: UInt32
    if let known = termNumbers[said] {
      number = known
    } else {
      number = UInt32(terms.count)
      terms.append(said)
      termNumbers[said] = number
    }
    rows.append(Row(leading: UInt32(leading), other: UInt32(other), terms: number, source: UInt32(source)))
  }

  /// What relations say, and for each target, in the order of `positions`, its entries sorted by the other target.
  /// - Parameter positions: the final number of each draft.
  mutating func finish(
    positions: [Int], sets: inout SourceSets
  ) -> (relations: [Relation], entries: [[RelationList.Entry]]) {
    for index in rows.indices {
      rows[index].leading = UInt32(positions[Int(rows[index].leading)])
      rows[index].other = UInt32(positions[Int(rows[index].other)])
    }
    foldStars()
    rows.sort { left, right in
      (left.leading, left.other, left.terms, left.source) < (right.leading, right.other, right.terms, right.source)
    }
    var entries = Array(repeating: [RelationList.Entry](), count: positions.count)
    var start = 0
    while start < rows.count {
      let row = rows[start]
      var end = start + 1
      var stating = [Int(row.source)]
      while end < rows.count, rows[end].leading == row.leading, rows[end].other == row.other,
        rows[end].terms == row.terms
      {
        if stating.last != Int(rows[end].source) { stating.append(Int(rows[end].source)) }
        end += 1
      }
      start = end
      let number = number(of: Relation(sourceSet: sets.number(of: stating), terms: terms[Int(row.terms)]))
      entries[Int(row.leading)].append(RelationList.Entry(other: Int(row.other), leads: true, relation: number))
      guard row.other != row.leading else { continue }
      entries[Int(row.other)].append(RelationList.Entry(other: Int(row.leading), leads: false, relation: number))
    }
    rows = []
    for index in entries.indices where entries[index].count > 1 { entries[index].sort { $0.other < $1.other } }
    return (relations, entries)
  }

  /// One form of the PTP files marks edits from before 1996 and another does not: both state the same edit.
  private mutating func foldStars() {
    var starred: [UInt32: UInt32] = [:]
    for (number, said) in terms.enumerated() {
      guard case .ptpEdit(var edit) = said, edit.predates1996 else { continue }
      edit.predates1996 = false
      if let plain = termNumbers[.ptpEdit(edit)] { starred[plain] = UInt32(number) }
    }
    guard !starred.isEmpty else { return }
    let marks = Set(starred.values)
    let marked = Set(rows.filter { marks.contains($0.terms) }.map { Pair(leading: $0.leading, other: $0.other) })
    for index in rows.indices {
      guard let mark = starred[rows[index].terms],
        marked.contains(Pair(leading: rows[index].leading, other: rows[index].other))
      else { continue }
      rows[index].terms = mark
    }
  }

  private struct Pair: Hashable {
    var leading: UInt32
    var other: UInt32
  }

  private mutating func number(of relation: Relation) -> Int {
    if let known = relationNumbers[relation] { return known }
    relations.append(relation)
    relationNumbers[relation] = relations.count - 1
    return relations.count - 1
  }
}
