internal import ClinicalLanguage

/// Aligns abbreviated titles with full ones, word by word and in order: `Disp fx of lateral malleolus` with
/// `Displaced fracture of lateral malleolus`. It keeps its memory from one pair of titles to the next.
struct TitleAlignment {
  /// A word of the short title and the words of the full one that it stands for.
  struct Pair: Hashable {
    var short: Int
    var full: Range<Int>
  }

  /// The most words that initials stand for (`SUV`, `TBI`).
  static let longestInitials = 5

  private enum Step: UInt8 { case end, skipShort, skipFull, same, shortened, initials }

  /// The letters of the words of both titles.
  private var letters: [UInt8] = []
  private var short: [Range<Int>] = []
  private var full: [Range<Int>] = []
  private var scores: [Int] = []
  private var steps: [Step] = []

  /// The pairs of shortened words; words that are the same in both hold the others in place and are not among them.
  /// - Parameters:
  ///   - shortWords: words of the lexicon, as is `fullWords`.
  mutating func pairs(_ shortWords: [UInt32], _ fullWords: [UInt32], _ lexicon: Lexicon) -> [Pair] {
    guard !shortWords.isEmpty, !fullWords.isEmpty, shortWords.count <= 32, fullWords.count <= 64 else { return [] }
    letters.removeAll(keepingCapacity: true)
    short.removeAll(keepingCapacity: true)
    full.removeAll(keepingCapacity: true)
    for word in shortWords { short.append(spell(word, lexicon)) }
    for word in fullWords { full.append(spell(word, lexicon)) }
    let width = full.count + 1
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: repeatElement(0, count: (short.count + 1) * width))
    steps.removeAll(keepingCapacity: true)
    steps.append(contentsOf: repeatElement(.end, count: scores.count))
    for row in short.indices.reversed() {
      let count = short[row].count
      let mayBeInitials = (2...TitleAlignment.longestInitials).contains(count)
      for column in full.indices.reversed() {
        let here = row * width + column
        var best = (score: scores[here + width], step: Step.skipShort)
        func offer(_ score: Int, _ step: Step) { if score > best.score { best = (score, step) } }
        offer(scores[here + 1], .skipFull)
        let diagonal = scores[here + width + 1]
        if shortWords[row] == fullWords[column] { offer(diagonal + 6, .same) }
        if letters[short[row].lowerBound] == letters[full[column].lowerBound] {
          if isShortened(short[row], of: full[column]) { offer(diagonal + 4, .shortened) }
          if mayBeInitials, areInitials(row, at: column) { offer(scores[here + width + count] + 5, .initials) }
        }
        (scores[here], steps[here]) = best
      }
    }
    return path()
  }

  private mutating func spell(_ word: UInt32, _ lexicon: Lexicon) -> Range<Int> {
    let start = letters.count
    lexicon.withWord(word) { letters.append(contentsOf: $0) }
    return start..<letters.count
  }

  private func path() -> [Pair] {
    var pairs: [Pair] = []
    var row = 0
    var column = 0
    while row < short.count, column < full.count {
      switch steps[row * (full.count + 1) + column] {
      case .end: return pairs
      case .skipShort: row += 1
      case .skipFull: column += 1
      case .same:
        row += 1
        column += 1
      case .shortened:
        pairs.append(Pair(short: row, full: column..<column + 1))
        row += 1
        column += 1
      case .initials:
        pairs.append(Pair(short: row, full: column..<column + short[row].count))
        column += short[row].count
        row += 1
      }
    }
    return pairs
  }

  /// True where the letters of a short word stand in `word` in their order; the first is the same.
  private func isShortened(_ short: Range<Int>, of word: Range<Int>) -> Bool {
    guard short.count >= 2, short.count < word.count else { return false }
    var next = short.lowerBound + 1
    for place in word.dropFirst() where next < short.upperBound && letters[place] == letters[next] { next += 1 }
    return next == short.upperBound
  }

  /// True where the letters of a short word begin the words of the full title from `column` on.
  private func areInitials(_ row: Int, at column: Int) -> Bool {
    guard column + short[row].count <= full.count else { return false }
    for (offset, place) in short[row].enumerated()
    where letters[place] != letters[full[column + offset].lowerBound] { return false }
    return true
  }
}
