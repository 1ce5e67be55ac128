internal import ClinicalLanguage
internal import KnowledgeIndex

/// How often words stand for others in the short and full titles of some codes, for ``AbbreviationLearner``.
struct AbbreviationCounts: Sendable {
  /// The words of both kinds of titles. Those of short ones are not indexed, so that they stay out of the lexicon of the part.
  var words = ByteTable()
  /// For each word how often it stands in a short title that says something else than the full one.
  var uses: [UInt32] = []
  /// For each word in how many full titles it stands.
  var fullUses: [UInt32] = []
  /// One reading after another: how often it was met, how many words the full form has, the word of the short title, the words
  /// of the full one.
  var readings: [UInt32] = []

  init() {}

  func encode(into writer: inout ByteWriter) {
    writer.table(words)
    for numbers in [uses, fullUses, readings] { writer.numbers(numbers) }
  }

  init(from reader: inout ByteReader) {
    words = reader.table()
    uses = reader.numbers()
    fullUses = reader.numbers()
    readings = reader.numbers()
  }

  /// Calls `body` with each reading.
  func forEachReading(_ body: (_ short: UInt32, _ full: ArraySlice<UInt32>, _ count: Int) -> Void) {
    var start = 0
    while start + 2 < readings.count {
      let end = min(start + 3 + Int(readings[start + 1]), readings.count)
      body(readings[start + 2], readings[start + 3..<end], Int(readings[start]))
      start = end
    }
  }
}

/// Counts what words of short titles stand for, piece by piece.
struct AbbreviationCounter {
  private let lexicon: Lexicon
  private var alignment = TitleAlignment()
  private var uses: [UInt32: Int] = [:]
  private var fullUses: [UInt32: Int] = [:]
  /// By the word of the short title and those of the full one.
  private var readings: [[UInt32]: Int] = [:]

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Takes up the two titles of one code, which are not the same, by the words that they consist of.
  mutating func add(short: [UInt32], full: [UInt32]) {
    for word in short { uses[word, default: 0] += 1 }
    for (index, word) in full.enumerated() where !full[..<index].contains(word) { fullUses[word, default: 0] += 1 }
    for pair in alignment.pairs(short, full, lexicon) {
      readings[[short[pair.short]] + full[pair.full], default: 0] += 1
    }
  }

  /// What was counted since the last call.
  mutating func finish() -> AbbreviationCounts {
    var counts = AbbreviationCounts()
    var numbers: [UInt32: UInt32] = [:]
    for word in Set(uses.keys).union(fullUses.keys).sorted() {
      numbers[word] = lexicon.withWord(word) { counts.words.intern($0) }
      counts.uses.append(UInt32(uses[word] ?? 0))
      counts.fullUses.append(UInt32(fullUses[word] ?? 0))
    }
    for (words, count) in readings.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      counts.readings += [UInt32(count), UInt32(words.count - 1)] + words.map { numbers[$0] ?? 0 }
    }
    uses = [:]
    fullUses = [:]
    readings = [:]
    return counts
  }
}
