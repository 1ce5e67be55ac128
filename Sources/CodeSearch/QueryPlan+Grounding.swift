internal import ClinicalLanguage
internal import KnowledgeIndex

extension QueryPlan {
  /// Sets what only the index can tell: how much each unit means, and how words that stand nowhere are read.
  mutating func ground(in texts: KnowledgeTexts) {
    guard !units.isEmpty else { return }
    let vocabulary = Vocabulary(texts)
    readUnknownWords(texts, vocabulary)
    weighUnits(vocabulary, documents: texts.documentCount)
  }

  /// A unit's weight is the inverse frequency of its own term in all wordings; that of an abbreviation the one of the word
  /// that it most often stands for.
  private mutating func weighUnits(_ vocabulary: Vocabulary, documents: Int) {
    for index in units.indices {
      let own = units[index].alternatives.filter { $0.quality == 1 || $0.route == .prefix || $0.route == .spelling }
      let abbreviated = spans.filter { $0.units == index..<index + 1 && $0.alternative.route == .abbreviation }
      let frequencies = (own + abbreviated.map(\.alternative)).map { alternative in
        alternative.terms.map { vocabulary.frequency(ofTerm: $0) }.min() ?? 0
      }
      units[index].weight = TermWeight.weight(frequency: UInt32(frequencies.max() ?? 0), documents: documents)
    }
    // Words of the classification choose between codes that the other words find.
    let hasOthers = units.contains { !$0.isClassifying }
    for index in units.indices where units[index].isClassifying {
      if hasOthers { units[index].weight = 0.7 } else { units[index].isClassifying = false }
    }
  }

  /// Words that stand nowhere in the index are read as the nearest word that does, or as what they may be short for.
  private mutating func readUnknownWords(_ texts: KnowledgeTexts, _ vocabulary: Vocabulary) {
    for index in units.indices where !units[index].isPhrase {
      let unit = units[index]
      let isKnown = unit.alternatives.contains { $0.terms.allSatisfy { vocabulary.frequency(ofTerm: $0) > 0 } }
      let hasSynonym = spans.contains { $0.units.contains(index) && $0.alternative.route != .compound }
      if isKnown || hasSynonym { continue }
      let readings = unit.alternatives.first.map { QueryPlan.readings(of: $0.words, texts, vocabulary) } ?? []
      guard !readings.isEmpty else {
        notices.append(Notice("unknown-word", "\"\(unit.typed)\" stands nowhere in the index"))
        continue
      }
      units[index].alternatives = readings
      let words = readings.map { "\"\($0.words)\"" }.joined(separator: ", ")
      notices.append(Notice("spelling", "\"\(unit.typed)\" stands nowhere; read as \(words)"))
    }
  }

  private static func readings(of word: String, _ texts: KnowledgeTexts, _ vocabulary: Vocabulary) -> [Alternative] {
    var readings: [Alternative] = []
    if let found = SpellingCorrector(texts).correction(of: word) {
      readings.append(Alternative(terms: [found.term], quality: 0.8, route: .spelling, words: found.word))
    }
    for found in ShortenedWords(texts).candidates(for: word)
    where !readings.contains(where: { $0.terms == [found.term] }) {
      readings.append(Alternative(terms: [found.term], quality: found.quality, route: .prefix, words: found.word))
    }
    for rest in CombiningForms.remainders(of: word) {
      guard let term = vocabulary.term(ofWord: rest) else { continue }
      readings.append(Alternative(terms: [term], quality: SynonymExpander.compound, route: .compound, words: rest))
    }
    for reading in WordParts.conditions(in: word) {
      let terms = reading.split(separator: " ").compactMap { vocabulary.term(ofWord: String($0)) }
      readings.append(Alternative(terms: terms, quality: 0.8, route: .compound, words: reading))
    }
    return readings
  }
}
