internal import KnowledgeIndex

/// Finds the synonyms of the words and phrases of a query.
struct SynonymExpander {
  private let tables: [SynonymTable]
  /// One term for each unit of the query.
  private let terms: [String]

  init(_ texts: KnowledgeTexts, terms: [String]) {
    tables = texts.parts.compactMap(\.synonyms)
    self.terms = terms
  }

  /// Alternatives for phrases among `units`: the longest first; inside of a phrase that is known its words are not
  /// looked at again.
  func spans(in units: Range<Int>) -> [SpanAlternative] {
    guard !tables.isEmpty else { return [] }
    var found: [SpanAlternative] = []
    var taken = Array(repeating: false, count: terms.count)
    for length in stride(from: min(SynonymTable.longestPhrase, units.count), through: 1, by: -1) {
      for start in units.lowerBound...units.upperBound - length {
        let span = start..<start + length
        guard !span.contains(where: { taken[$0] }) else { continue }
        let readings = readings(of: span)
        guard !readings.isEmpty else { continue }
        for index in span { taken[index] = true }
        found += readings.map { SpanAlternative(units: span, alternative: $0) }
      }
    }
    return found
  }

  private func readings(of span: Range<Int>) -> [Alternative] {
    var key = terms[span].joined(separator: " ")
    let company = Set(terms.indices.filter { !span.contains($0) }.map { terms[$0] })
    var alternatives: [Alternative] = []
    key.withUTF8 { key in
      for table in tables {
        for reading in table.readings(of: UnsafeRawBufferPointer(key)) {
          alternatives.append(
            Alternative(
              terms: reading.terms, quality: SynonymExpander.quality(reading, company: company),
              route: reading.isAbbreviation ? .abbreviation : .synonym, words: reading.words, scope: reading.scope))
        }
      }
    }
    return alternatives
  }

  /// A reading in the company that it wants is as good as the words themselves; else the commonest comes first.
  private static func quality(_ reading: SynonymTable.Reading, company: Set<String>) -> Float {
    guard reading.isAbbreviation else { return 0.95 }
    if !reading.context.isEmpty, !company.isDisjoint(with: reading.context) { return 0.98 }
    let base: Float = reading.context.isEmpty ? 0.95 : 0.7
    return max(0.5, base - 0.08 * Float(reading.rank))
  }
}
