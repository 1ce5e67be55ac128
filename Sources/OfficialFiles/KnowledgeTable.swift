internal import CodingKnowledge

/// Reads the table of a knowledge file of kind `codes`.
struct KnowledgeTable {
  let text: KnowledgeText
  let front: KnowledgeFrontMatter

  private static let columns = ["code", "title", "billable", "also"]

  func emitAll(_ emit: (KnowledgeValue) throws(SourceError) -> Void) throws(SourceError) {
    var columns: [String] = []
    var rowNumber = 0
    var ended = false
    var known: [String: Int] = [:]
    for (index, line) in text.lines.enumerated().dropFirst(front.bodyLine - 1) {
      let number = index + 1
      if line.trimmed.isEmpty {
        ended = ended || rowNumber > 0
        continue
      }
      guard line.trimmed.hasPrefix("|"), !ended else {
        throw text.error(number, "a line outside of the one table", remedy: "kind: codes holds one table, nothing else")
      }
      let cells = try cells(line, number)
      rowNumber += 1
      if rowNumber == 1 {
        columns = try heading(cells, number)
      } else if rowNumber == 2 {
        guard cells.count == columns.count, cells.allSatisfy(isRule) else {
          throw text.error(number, "no line of dashes under the heading", remedy: "write |---|---| there")
        }
      } else {
        guard cells.count == columns.count else {
          throw text.error(
            number, "the row has \(cells.count) cells, the heading \(columns.count)",
            remedy: "add or delete cells; a | within a cell is written \\|")
        }
        let row = Dictionary(zip(columns, cells), uniquingKeysWith: { first, _ in first })
        try emitRow(row, number, &known, emit)
      }
    }
    guard rowNumber > 2 else {
      throw text.error(
        text.lines.count, "the file has no table of codes", remedy: "see Corpus/README.md, \"Code tables\"")
    }
  }

  private func heading(_ cells: [String], _ line: Int) throws(SourceError) -> [String] {
    let names = cells.map { $0.lowercased() }
    if let unknown = names.first(where: { !Self.columns.contains($0) }) {
      throw text.error(
        line, "\"\(unknown.prefix(40))\" is no column", remedy: "write some of \(Self.columns.joined(separator: ", "))")
    }
    guard Set(names).count == names.count, names.contains("code"), names.contains("title") else {
      throw text.error(line, "a column is missing or given twice", remedy: "code and title are needed, once each")
    }
    return names
  }

  private func isRule(_ cell: String) -> Bool {
    cell.contains("-") && cell.allSatisfy { $0 == "-" || $0 == ":" }
  }

  private func emitRow(
    _ row: [String: String], _ line: Int, _ known: inout [String: Int],
    _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let spelling = row["code"] ?? ""
    guard let identifier = KnowledgeCode.identifier(spelling, front.scope) else {
      throw text.error(
        line, "\"\(spelling.prefix(40))\" is no code of \(front.scope.name)", remedy: "correct it or the system")
    }
    if let earlier = known.updateValue(line, forKey: identifier) {
      throw text.error(line, "\(identifier) stands in line \(earlier) already", remedy: "delete one of the two rows")
    }
    guard let title = row["title"], !title.isEmpty else {
      throw text.error(line, "the code has no title", remedy: "write one")
    }
    let billable: Bool?
    switch (row["billable"] ?? "").lowercased() {
    case "": billable = nil
    case "yes": billable = true
    case "no": billable = false
    default: throw text.error(line, "billable is neither yes nor no nor empty", remedy: "write one of the three")
    }
    let target = Target(front.scope, identifier)
    try emit(.code(Code(target, title: title, billable: billable)))
    for alias in (row["also"] ?? "").split(separator: ";").map(\.trimmed) where !alias.isEmpty {
      try emit(.wording(Wording(target, .alias, alias)))
    }
  }

  /// The cells of a row; `\|` is a sign within a cell.
  private func cells(_ line: String, _ number: Int) throws(SourceError) -> [String] {
    let row = line.trimmed
    var cells = [""]
    var escaped = false
    for character in row.dropFirst() {
      if escaped {
        if character != "|" { cells[cells.count - 1].append("\\") }
        cells[cells.count - 1].append(character)
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else if character == "|" {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    guard cells.last == "", cells.count > 1, !escaped else {
      throw text.error(number, "the row does not end in |", remedy: "end it so")
    }
    return cells.dropLast().map(\.singleBlanked)
  }
}
