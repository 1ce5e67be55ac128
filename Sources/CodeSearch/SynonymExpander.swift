internal import KnowledgeIndex

/// Finds the synonyms of the words and phrases of a query.
struct SynonymExpander {
  private let tables: [SynonymTable]
  /// One term for each unit of the query.
  private let terms: [String]
  /// The terms joined by blanks, and where each ends: any phrase of the query is a piece of it.
  private let joined: [UInt8]
  private let ends: [Int]

  init(_ texts: KnowledgeTexts, terms: [String]) {
    tables = texts.parts.compactMap(\.synonyms)
    self.terms = terms
    var joined: [UInt8] = []
    var ends: [Int] = []
    for term in terms {
      if !ends.isEmpty { joined.append(0x20) }
      joined.append(contentsOf: term.utf8)
      ends.append(joined.count)
    }
    self.joined = joined
    self.ends = ends
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
    let start = span.lowerBound == 0 ? 0 : ends[span.lowerBound - 1] + 1
    var found: [SynonymTable.Reading] = []
    joined[start..<ends[span.upperBound - 1]].withUnsafeBytes { key in
      for table in tables { found += table.readings(of: key) }
    }
    guard !found.isEmpty else { return [] }
    let company = Set(terms.indices.filter { !span.contains($0) }.map { terms[$0] })
    let written = found.filter(\.isWritten)
    // What a person wrote of an abbreviation holds; what titles teach of it would only repeat or blur it.
    let isAbbreviation = written.contains { $0.kind == .abbreviation }
    var learned: [SynonymTable.Reading] = []
    for reading in found.sorted(by: { $0.strength > $1.strength }) where !reading.isWritten {
      if isAbbreviation && reading.kind == .abbreviation || learned.count == SynonymExpander.mostLearned { continue }
      if (written + learned).contains(where: { $0.terms == reading.terms }) { continue }
      learned.append(reading)
    }
    return (written + learned).map { reading in
      Alternative(
        terms: reading.terms, quality: SynonymExpander.quality(reading, company: company), route: reading.route,
        words: reading.words, scope: reading.scope)
    }
  }

  /// A compound says more than the word in it, or less.
  static let compound: Float = 0.45
  /// A search gets slower with every term, and what is learned of a word soon gets vague.
  private static let mostLearned = 4

  /// A reading in the company that it wants is as good as the words themselves; else the commonest comes first.
  private static func quality(_ reading: SynonymTable.Reading, company: Set<String>) -> Float {
    switch reading.kind {
    case .synonym: return 0.95
    case .abbreviation where reading.isWritten:
      if !reading.context.isEmpty, !company.isDisjoint(with: reading.context) { return 0.98 }
      let base: Float = reading.context.isEmpty ? 0.95 : 0.7
      return max(0.5, base - 0.08 * Float(reading.rank))
    case .abbreviation: return 0.5 + 0.4 * reading.strength
    case .association: return 0.2 + 0.4 * reading.strength
    case .compound: return SynonymExpander.compound
    }
  }
}

extension SynonymTable.Reading {
  fileprivate var isWritten: Bool { strength == 1 && (kind == .synonym || kind == .abbreviation) }

  fileprivate var route: Route {
    switch kind {
    case .synonym: .synonym
    case .abbreviation: .abbreviation
    case .association: .association
    case .compound: .compound
    }
  }
}
