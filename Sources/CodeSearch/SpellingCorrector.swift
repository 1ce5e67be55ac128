internal import KnowledgeIndex

/// Finds the indexed word nearest to one that stands nowhere. 1.4.22's own suggestion is defective, so this is a pass of our
/// own over the words that begin alike; it runs only where the strict reading finds nothing.
struct SpellingCorrector {
  private let texts: KnowledgeTexts

  init(_ texts: KnowledgeTexts) { self.texts = texts }

  /// The nearest word within one edit (5 to 8 letters) or two (9 and more); an edit of the first letter counts twice. Words
  /// with digits are never corrected: they may be codes.
  func correction(of typed: String) -> (word: String, term: String)? {
    let typed = Array(typed.utf8)
    guard typed.count >= 5, typed.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return nil }
    let allowed = typed.count >= 9 ? 2 : 1
    var best: (distance: Int, frequency: UInt32, word: [UInt8], term: String)?
    var rows = EditDistance()
    let shape = WordShape(typed)
    for part in texts.parts {
      for number in part.wordShapes.words(within: allowed, of: shape) {
        let word = part.word(number)
        guard word.count >= 4, SpellingCorrector.beginAlike(word, typed) else { continue }
        var distance = rows.distance(typed, word, limit: allowed)
        if word.first != typed.first { distance += 1 }
        guard distance <= allowed else { continue }
        let frequency = part.frequency(ofWord: number)
        if let known = best, (known.distance, frequency) > (distance, known.frequency) || known.distance < distance {
          continue
        }
        if let known = best, known.distance == distance, known.frequency >= frequency { continue }
        let term = String(decoding: part.termBytes(Int(part.term(ofWord: number))), as: UTF8.self)
        best = (distance, frequency, Array(word), term)
      }
    }
    return best.map { (String(decoding: $0.word, as: UTF8.self), $0.term) }
  }
}

extension SpellingCorrector {
  /// Two words that share neither their first nor their second letter are never near enough, wherever in the other the
  /// letter stands.
  fileprivate static func beginAlike(_ word: UnsafeRawBufferPointer, _ typed: [UInt8]) -> Bool {
    typed.prefix(2).contains { $0 == word[0] || $0 == word[1] }
  }
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
struct EditDistance {
  /// Three rows, one after another.
  private var rows: [Int] = []

  /// The distance, or something above `limit` where it is above. Only cells so near the diagonal are worked out.
  mutating func distance(_ left: [UInt8], _ right: UnsafeRawBufferPointer, limit: Int) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    let width = right.count + 1
    if rows.count < width * 3 { rows = Array(repeating: 0, count: width * 3) }
    for column in 0..<width { rows[column] = column }
    for (index, letter) in left.enumerated() {
      let current = (index + 1) % 3 * width
      let previous = index % 3 * width
      let before = (index + 2) % 3 * width
      let first = max(0, index - limit)
      let end = min(right.count, index + limit + 1)
      rows[current + first] = first == 0 ? index + 1 : limit + 1
      var smallest = rows[current + first]
      for column in first..<end {
        let cost = letter == right[column] ? 0 : 1
        var value = min(rows[previous + column + 1] + 1, rows[current + column] + 1, rows[previous + column] + cost)
        if index > 0, column > 0, letter == right[column - 1], left[index - 1] == right[column] {
          value = min(value, rows[before + column - 1] + 1)
        }
        rows[current + column + 1] = value
        smallest = min(smallest, value)
      }
      if end < right.count { rows[current + end + 1] = limit + 1 }
      if smallest > limit { return limit + 1 }
    }
    return rows[left.count % 3 * width + right.count]
  }
}
