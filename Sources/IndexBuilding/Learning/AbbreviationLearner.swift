internal import ClinicalLanguage
internal import KnowledgeIndex

/// Learns abbreviations from codes that have a short title beside the full one.
struct AbbreviationLearner {
  private let analyzer = Analyzer()
  private var words = ByteTable()
  /// By the numbers of words.
  private var readings: [UInt32: [[UInt32]: Int]] = [:]
  private var uses: [Int] = []
  private var fullUses: [Int] = []

  /// A reading is kept from this many codes on, and where it is this share of what the abbreviation stands for.
  private static let leastCount = 3
  private static let leastShare: Float = 0.2
  private static let mostReadings = 3

  /// Takes up what a piece counted.
  mutating func add(_ counts: AbbreviationCounts) {
    let own = (0..<UInt32(counts.words.count)).map { number in counts.words.withBytes(number) { words.intern($0) } }
    let missing = words.count - uses.count
    uses += Array(repeating: 0, count: missing)
    fullUses += Array(repeating: 0, count: missing)
    for (number, word) in own.enumerated() {
      uses[Int(word)] += Int(counts.uses[number])
      fullUses[Int(word)] += Int(counts.fullUses[number])
    }
    counts.forEachReading { short, full, count in
      readings[own[Int(short)], default: [:]][full.map { own[Int($0)] }, default: 0] += count
    }
  }

  private func text(_ word: UInt32) -> String { words.withBytes(word) { String(decoding: $0, as: UTF8.self) } }

  /// What was learned, in the order of the abbreviations. Words with digits are none, nor are words that full titles
  /// use more often than short ones use the abbreviation.
  func learned() -> [LearnedReading] {
    var learned: [LearnedReading] = []
    let abbreviations = readings.keys.filter { words.withBytes($0) { $0.allSatisfy { $0 &- 97 < 26 } } }
      .map { (word: $0, text: text($0)) }.sorted { $0.text < $1.text }
    for (short, spelling) in abbreviations {
      let total = uses[Int(short)]
      let own = term(spelling)
      // Inflected forms of a word are one reading.
      var merged: [[String]: (count: Int, best: Int, words: String)] = [:]
      for (words, count) in readings[short] ?? [:] {
        let spellings = words.map(text)
        let text = spellings.joined(separator: " ")
        let terms = spellings.map(term)
        let known = merged[terms] ?? (0, 0, "")
        let isBetter = (count, known.words) > (known.best, text)
        merged[terms] = (known.count + count, isBetter ? count : known.best, isBetter ? text : known.words)
      }
      let kept = merged.filter { terms, reading in
        terms != [own] && reading.count >= Self.leastCount && fullUses[Int(short)] <= reading.count
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

  private func term(_ word: String) -> String { analyzer.terms(word).first ?? "" }
}
