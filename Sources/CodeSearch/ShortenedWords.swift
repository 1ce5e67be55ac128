internal import KnowledgeIndex

/// Indexed words that a word which stands nowhere may be short for: those that it begins (*chondrocalcin*), and those
/// whose letters it leaves out some of (*emblsm*). Which of them is meant the other words of the query decide.
struct ShortenedWords {
  struct Candidate {
    var word: String
    var term: String
    var quality: Float
  }

  private let texts: KnowledgeTexts
  private static let most = 5
  private static let prefixLength = 4
  private static let skeletonLength = 3
  /// A skeleton of so small a share of the letters fits too many words.
  private static let leastShare: Float = 0.34

  init(_ texts: KnowledgeTexts) { self.texts = texts }

  /// The likeliest words for `typed`, best first. Words with digits are never read so: they may be codes.
  func candidates(for typed: String) -> [Candidate] {
    let typed = Array(typed.utf8)
    guard typed.count >= ShortenedWords.skeletonLength, typed.allSatisfy({ $0 &- 97 < 26 }) else { return [] }
    // A first x stands for ex- as well: xtrndl.
    let beginnings = typed[0] == UInt8(ascii: "x") ? [[typed[0]], Array("ex".utf8)] : [[typed[0]]]
    var found: [String: (word: String, score: Float, frequency: UInt32, isPrefix: Bool)] = [:]
    let shape = WordShape(typed)
    for part in texts.parts {
      let shapes = part.wordShapes
      let ranges = beginnings.map { $0.withUnsafeBytes { part.words(withPrefix: $0) } }
      for number in ranges.joined() where shapes[number].hasLetters(of: shape) {
        let word = part.word(number)
        guard let isPrefix = ShortenedWords.match(typed, word) else { continue }
        let term = String(decoding: part.termBytes(Int(part.term(ofWord: number))), as: UTF8.self)
        let frequency = part.frequency(ofWord: number)
        var entry = found[term] ?? (String(decoding: word, as: UTF8.self), 0, 0, isPrefix)
        entry.frequency += frequency
        entry.isPrefix = entry.isPrefix || isPrefix
        let share = Float(typed.count) / Float(word.count)
        entry.score = max(entry.score, 8 * share + (isPrefix ? 2 : 0))
        found[term] = entry
      }
    }
    let ranked = found.map { term, entry in
      (
        term: term, entry: entry,
        score: entry.score + Float(entry.frequency.bitWidth - entry.frequency.leadingZeroBitCount) / 2
      )
    }.sorted { ($1.score, $0.term) < ($0.score, $1.term) }
    return ranked.prefix(ShortenedWords.most).enumerated().map { rank, found in
      Candidate(
        word: found.entry.word, term: found.term, quality: (found.entry.isPrefix ? 0.8 : 0.7) - 0.06 * Float(rank))
    }
  }

  /// True where `typed` begins the word, false where it is a skeleton of it, nil where it is neither.
  private static func match(_ typed: [UInt8], _ word: UnsafeRawBufferPointer) -> Bool? {
    guard word.count > typed.count else { return nil }
    if typed.count >= prefixLength, word.starts(with: typed) { return true }
    guard Float(typed.count) >= leastShare * Float(word.count) else { return nil }
    var matched = 0
    for letter in word {
      guard letter &- 97 < 26 else { return nil }
      if matched < typed.count, letter == typed[matched] { matched += 1 }
    }
    return matched == typed.count ? false : nil
  }
}
