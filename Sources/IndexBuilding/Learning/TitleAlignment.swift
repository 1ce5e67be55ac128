/// Aligns an abbreviated title with the full one, word by word and in order: `Disp fx of lateral malleolus` with
/// `Displaced fracture of lateral malleolus`.
struct TitleAlignment {
  /// A word of the short title and the words of the full one that it stands for.
  struct Pair: Hashable {
    var short: Int
    var full: Range<Int>
  }

  /// The most words that initials stand for (`SUV`, `TBI`).
  static let longestInitials = 5

  private enum Step: UInt8 { case end, skipShort, skipFull, same, shortened, initials }

  /// The pairs of shortened words; words that are the same in both hold the others in place and are not among them.
  static func pairs(_ short: [[UInt8]], _ full: [[UInt8]]) -> [Pair] {
    guard !short.isEmpty, !full.isEmpty, short.count <= 32, full.count <= 64 else { return [] }
    let width = full.count + 1
    var scores = [Int](repeating: 0, count: (short.count + 1) * width)
    var steps = [Step](repeating: .end, count: scores.count)
    for row in short.indices.reversed() {
      for column in full.indices.reversed() {
        let here = row * width + column
        var best = (score: scores[here + width], step: Step.skipShort)
        func offer(_ score: Int, _ step: Step) { if score > best.score { best = (score, step) } }
        offer(scores[here + 1], .skipFull)
        let diagonal = scores[here + width + 1]
        if short[row] == full[column] {
          offer(diagonal + 6, .same)
        } else if isShortened(short[row], of: full[column]) {
          offer(diagonal + 4, .shortened)
        }
        let count = short[row].count
        if (2...longestInitials).contains(count), column + count <= full.count,
          short[row].indices.allSatisfy({ full[column + $0].first == short[row][$0] })
        {
          offer(scores[here + width + count] + 5, .initials)
        }
        (scores[here], steps[here]) = best
      }
    }
    return path(steps, short: short, fullCount: full.count)
  }

  private static func path(_ steps: [Step], short: [[UInt8]], fullCount: Int) -> [Pair] {
    var pairs: [Pair] = []
    var row = 0
    var column = 0
    while row < short.count, column < fullCount {
      switch steps[row * (fullCount + 1) + column] {
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

  /// True where the letters of `short` stand in `word` in their order, the first at its beginning.
  static func isShortened(_ short: [UInt8], of word: [UInt8]) -> Bool {
    guard short.count >= 2, short.count < word.count, short[0] == word[0] else { return false }
    var matched = 1
    for letter in word.dropFirst() where matched < short.count && letter == short[matched] { matched += 1 }
    return matched == short.count
  }
}
