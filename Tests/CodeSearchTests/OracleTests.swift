import ClinicalLanguage
import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// Compares searches with a scan of all wordings that any reader can follow.
@Suite struct OracleTests {
  private static let vocabulary =
    """
    acute chronic fracture wound burn left right arm leg hand foot diabetes mellitus type insulin retinopathy edema lymph
    node nodes lymphatic injection tablet wheelchair cane brace bypass resection repair artery vein heart lung kidney
    hepatitis fever pain abdominal pelvic x-ray follow-up follicular non-hodgkin lymphoma leukemia without with of the and
    initial encounter closed open unspecified other specified bilateral 1 2 10 mg ml A B type-2 Crohn's Ménière's
    """.split { $0 == " " || $0.isNewline }.map(String.init)

  private struct Entry {
    var identifier: String
    var wordings: [String]
  }

  private static func entries(_ generator: inout SeededGenerator) -> [Entry] {
    func phrase() -> String {
      (0..<Int.random(in: 2...9, using: &generator)).map { _ in vocabulary.randomElement(using: &generator) ?? "" }
        .joined(separator: " ")
    }
    return (0..<300).map { number in
      let wordings = [phrase()] + (0..<Int.random(in: 0...3, using: &generator)).map { _ in phrase() }
      return Entry(identifier: "A\(1000 + number)", wordings: wordings)
    }
  }

  /// The codes one of whose wordings has all terms of the query.
  private static func scan(_ query: [String], _ entries: [Entry], _ analyzer: Analyzer) -> Set<String> {
    let wanted = alternatives(query.joined(separator: " "), analyzer)
    guard !wanted.isEmpty else { return [] }
    return Set(
      entries.filter { entry in
        entry.wordings.contains { wording in
          let terms = Set(analyzer.terms(wording))
          return wanted.allSatisfy { !$0.isDisjoint(with: terms) }
        }
      }.map(\.identifier))
  }

  /// For each word its term and those of the joined words that it is a part of.
  private static func alternatives(_ text: String, _ analyzer: Analyzer) -> [Set<String>] {
    let tokens = analyzer.analyze(text)
    return tokens.filter { !$0.isJoined }.map { token in
      let joined = tokens.filter { $0.isJoined && $0.start <= token.start && token.end <= $0.end }
      return Set(([token] + joined).map { analyzer.lexicon.term($0.term) })
    }
  }

  @Test func `What covers all words is what a scan finds`() throws {
    let seed: UInt64 = 20_260_201
    print("oracle seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let entries = Self.entries(&generator)
    let rows = entries.map {
      SourceText.CodeRow($0.identifier, $0.wordings[0], isBillable: true, aliases: Array($0.wordings.dropFirst()))
    }
    let searcher = try TestIndex([.codes("HCPCS", rows)]).searcher
    let analyzer = Analyzer()
    var nonempty = 0
    var differences = 0
    for _ in 0..<2000 {
      let words = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        Self.vocabulary.randomElement(using: &generator) ?? ""
      }
      // A number or letter by itself may name a code or modifier.
      let query = words.count == 1 && words[0].utf8.count < 3 ? ["other"] + words : words
      var request = SearchRequest(query.joined(separator: " "), on: Clinic.today)
      request.limit = 1
      let first = try searcher.search(request)
      // Results that have only some of the words are many and of no interest here.
      request.limit = first.hits.first?.coversQuery == true ? min(1000, first.total + 10) : 10
      let found = Set(try searcher.search(request).hits.filter(\.coversQuery).map(\.target.identifier))
      let expected = Self.scan(query, entries, analyzer)
      if !expected.isEmpty { nonempty += 1 }
      if found != expected, differences < 5 {
        differences += 1
        Issue.record("\(query): not found \(expected.subtracting(found)), too much \(found.subtracting(expected))")
      }
    }
    print("oracle: \(nonempty) of 2,000 queries have results")
    #expect(nonempty > 500)
  }
}
