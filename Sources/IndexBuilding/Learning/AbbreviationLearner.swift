internal import ClinicalLanguage
internal import KnowledgeIndex

/// Learns abbreviations from codes that have a short title beside the full one.
struct AbbreviationLearner {
  // Words of short titles are not indexed, so they stay out of the lexicon of the part.
  private let analyzer = Analyzer()
  private var readings: [[UInt8]: [[[UInt8]]: Int]] = [:]
  /// How often a word stands in a short title that says something else than the full one.
  private var uses: [[UInt8]: Int] = [:]
  private var fullUses: [[UInt8]: Int] = [:]

  /// A reading is kept from this many codes on, and where it is this share of what the abbreviation stands for.
  private static let leastCount = 3
  private static let leastShare: Float = 0.2
  private static let mostReadings = 3

  /// Takes up the two titles of one code.
  mutating func add(short: String, full: String) {
    guard short != full else { return }
    let shortWords = words(short)
    let fullWords = words(full)
    for word in shortWords { uses[word, default: 0] += 1 }
    for word in Set(fullWords) { fullUses[word, default: 0] += 1 }
    for pair in TitleAlignment.pairs(shortWords, fullWords) {
      readings[shortWords[pair.short], default: [:]][Array(fullWords[pair.full]), default: 0] += 1
    }
  }

  private func words(_ text: String) -> [[UInt8]] {
    analyzer.analyze(text).filter { !$0.isJoined }.map { token in analyzer.lexicon.withWord(token.word) { Array($0) } }
  }

  /// What was learned, in the order of the abbreviations. Words with digits are none, nor are words that full titles
  /// use more often than short ones use the abbreviation.
  func learned() -> [LearnedReading] {
    var learned: [LearnedReading] = []
    for (short, counts) in readings.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      guard let total = uses[short], short.allSatisfy({ $0 &- 97 < 26 }) else { continue }
      let own = term(short)
      // Inflected forms of a word are one reading.
      var merged: [[String]: (count: Int, best: Int, words: String)] = [:]
      for (words, count) in counts {
        let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        let known = merged[words.map(term)] ?? (0, 0, "")
        let isBetter = (count, known.words) > (known.best, text)
        merged[words.map(term)] = (known.count + count, isBetter ? count : known.best, isBetter ? text : known.words)
      }
      let kept = merged.filter { terms, reading in
        terms != [own] && reading.count >= Self.leastCount && fullUses[short, default: 0] <= reading.count
          && Float(reading.count) >= Self.leastShare * Float(total)
      }.sorted { ($1.value.count, $0.value.words) < ($0.value.count, $1.value.words) }
      for (rank, entry) in kept.prefix(Self.mostReadings).enumerated() {
        learned.append(
          LearnedReading(
            own, .abbreviation, terms: entry.key, words: entry.value.words, rank: rank,
            strength: Float(entry.value.count) / Float(total)))
      }
    }
    return learned
  }

  private func term(_ word: [UInt8]) -> String {
    analyzer.terms(String(decoding: word, as: UTF8.self)).first ?? ""
  }
}
