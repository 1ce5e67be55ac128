internal import ClinicalLanguage
internal import KnowledgeIndex

/// Finds words that are another word behind a combining form: *polyneuropathy* and *neuropathy*.
enum CompoundLearner {
  /// The most compounds that one word is read as.
  private static let mostCompounds = 4
  private static let strength: Float = 0.5

  /// The pairs among all words of the lexicon, both ways.
  static func learned(_ lexicon: Lexicon) -> [LearnedReading] {
    var terms: [String: String] = [:]
    for identifier in 0..<UInt32(lexicon.wordCount) {
      terms[lexicon.word(identifier)] = lexicon.term(lexicon.term(ofWord: identifier))
    }
    var pairs: [String: [String: String]] = [:]
    for (word, term) in terms {
      for rest in CombiningForms.remainders(of: word) {
        guard let restTerm = terms[rest], restTerm != term else { continue }
        add(term, word, to: &pairs[restTerm, default: [:]])
        add(restTerm, rest, to: &pairs[term, default: [:]])
      }
    }
    return pairs.sorted { $0.key < $1.key }.flatMap { term, readings in
      readings.sorted { ($0.value.utf8.count, $0.key) < ($1.value.utf8.count, $1.key) }.prefix(mostCompounds)
        .enumerated()
        .map { rank, reading in
          LearnedReading(
            term, .compound, terms: [reading.key], words: reading.value, rank: rank, strength: strength)
        }
    }
  }

  /// Of several inflected forms the first in order is shown.
  private static func add(_ term: String, _ word: String, to readings: inout [String: String]) {
    readings[term] = min(readings[term] ?? word, word)
  }
}
