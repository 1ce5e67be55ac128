internal import KnowledgeIndex

/// The words of all parts together.
struct Vocabulary {
  private let texts: KnowledgeTexts

  init(_ texts: KnowledgeTexts) { self.texts = texts }

  /// The terms of the commonest words that begin with `prefix`.
  func terms(withPrefix prefix: String, limit: Int) -> (terms: [String], isCut: Bool) {
    var frequencies: [String: Int] = [:]
    var key = prefix.lowercased()
    for part in texts.parts {
      // By number first: a short prefix begins thousands of words, and many words share a term.
      var numbered: [UInt32: Int] = [:]
      key.withUTF8 { key in
        for word in part.words(withPrefix: UnsafeRawBufferPointer(key)) {
          numbered[part.term(ofWord: word), default: 0] += Int(part.frequency(ofWord: word))
        }
      }
      for (number, frequency) in numbered {
        frequencies[String(decoding: part.termBytes(Int(number)), as: UTF8.self), default: 0] += frequency
      }
    }
    let sorted = frequencies.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return (sorted.prefix(limit).map(\.key), sorted.count > limit)
  }

  /// The term of an indexed word; nil where it stands nowhere.
  func term(ofWord word: String) -> String? {
    var word = word
    return word.withUTF8 { bytes in
      for part in texts.parts {
        let first = part.words(withPrefix: UnsafeRawBufferPointer(bytes)).lowerBound
        guard first < part.wordCount, part.word(first).elementsEqual(bytes) else { continue }
        return String(decoding: part.termBytes(Int(part.term(ofWord: first))), as: UTF8.self)
      }
      return nil
    }
  }

  /// In how many wordings and passages a term stands.
  func frequency(ofTerm term: String) -> Int {
    texts.entry(ofTerm: term).map { texts.terms.frequency(ofEntry: $0) } ?? 0
  }
}
