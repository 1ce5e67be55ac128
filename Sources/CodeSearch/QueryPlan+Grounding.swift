internal import KnowledgeIndex

extension QueryPlan {
  /// Sets what only the index can tell: how much each unit means, and how words that stand nowhere are read.
  mutating func ground(in texts: KnowledgeTexts) {
    guard !units.isEmpty else { return }
    let vocabulary = Vocabulary(texts)
    correctSpelling(vocabulary, SpellingCorrector(texts))
    weighUnits(vocabulary, documents: texts.documentCount)
  }

  /// A unit's weight is the inverse frequency of its own term in all wordings.
  private mutating func weighUnits(_ vocabulary: Vocabulary, documents: Int) {
    for index in units.indices {
      let alternatives = units[index].alternatives
      let frequencies = alternatives.filter { $0.quality == 1 || alternatives.count == 1 }.map { alternative in
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

  /// Words that stand nowhere in the index are read as the nearest word that does.
  private mutating func correctSpelling(_ vocabulary: Vocabulary, _ corrector: SpellingCorrector) {
    for index in units.indices where !units[index].isPhrase {
      let unit = units[index]
      let isKnown = unit.alternatives.contains { $0.terms.allSatisfy { vocabulary.frequency(ofTerm: $0) > 0 } }
      if isKnown || spans.contains(where: { $0.units.contains(index) }) { continue }
      guard let typed = unit.alternatives.first?.words, let correction = corrector.correction(of: typed) else {
        notices.append(Notice("unknown-word", "\"\(unit.typed)\" stands nowhere in the index"))
        continue
      }
      units[index].alternatives = [
        Alternative(terms: [correction.term], quality: 0.8, route: .spelling, words: correction.word)
      ]
      notices.append(Notice("spelling", "\"\(unit.typed)\" stands nowhere; read as \"\(correction.word)\""))
    }
  }
}
