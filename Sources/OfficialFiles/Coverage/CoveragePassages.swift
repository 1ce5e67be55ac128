internal import CodingKnowledge

/// Passages out of a section of a coverage text.
enum CoveragePassages {
  /// The passages of `html` under the name of its section; a piece under a heading of its own names that too.
  static func of(_ target: Target, _ section: String, html: String, citation: String = "") -> [KnowledgeValue] {
    of(target, section, blocks: HTMLText.blocks(of: html), citation: citation)
  }

  static func of(_ target: Target, _ section: String, blocks: [TextBlock], citation: String = "") -> [KnowledgeValue] {
    PassageCut.pieces(of: blocks).map { piece in
      let heading = piece.heading.last == ":" ? String(piece.heading.dropLast()) : piece.heading
      let label = heading.isEmpty || heading == section ? section : "\(section): \(heading)"
      return .passage(Passage(target, label: label, text: piece.text, citation: citation))
    }
  }
}

/// Facts of coverage texts, with the keys that their cards and filters know.
enum CoverageFact {
  /// No value where `text` is empty.
  static func of(_ target: Target, _ key: String, _ text: String) -> [KnowledgeValue] {
    text.isEmpty ? [] : [.fact(Fact(target, key, text))]
  }

  /// The address of a text in the Medicare Coverage Database.
  static func url(_ target: Target, _ kind: String, number: String, version: Int) -> [KnowledgeValue] {
    let site = "https://www.cms.gov/medicare-coverage-database/view/"
    return of(target, "url", "\(site)\(kind).aspx?\(kind)id=\(number)&ver=\(version)")
  }
}
