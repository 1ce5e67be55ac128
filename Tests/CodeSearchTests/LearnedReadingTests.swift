import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// What an index learns of words from its own wordings, seen through searches.
@Suite struct LearnedReadingTests {
  private static let built = Result { try TestIndex(sources) }

  private static let sources: [SourceText] = [
    .orderFile(
      2026,
      [
        .init("S821", true, "Displaced fracture of upper end of tibia", short: "Disp fx of upper end of tibia"),
        .init("S822", true, "Displaced fracture of shaft of tibia", short: "Disp fx of shaft of tibia"),
        .init("S823", true, "Displaced fracture of lower end of tibia", short: "Disp fx of lower end of tibia"),
        .init("S921", true, "Dispersed talus", short: "Dispersed talus"),
        .init("G600", true, "Hereditary neuropathy"), .init("G620", true, "Drug-induced polyneuropathy"),
        .init("M112", true, "Chondrocalcinosis of knee"), .init("M113", true, "Chondroma of hip"),
      ]),
    .codes(
      "ICD-10-CM",
      [
        .init("Q690", "Accessory finger", aliases: ["Supernumerary finger"]),
        .init("Q691", "Accessory thumb", aliases: ["Supernumerary thumb"]),
        .init("Q692", "Accessory toe", aliases: ["Supernumerary toe"]),
        .init("Q330", "Accessory lobe of lung"),
      ]),
  ]

  private func search(_ query: String) throws -> [Hit] {
    var request = SearchRequest(query, on: Clinic.today)
    request.explains = true
    return try Self.built.get().searcher.search(request).hits
  }

  private func routes(_ hit: Hit?) -> Set<Route> { Set(hit?.reasons.map(\.route) ?? []) }

  @Test func `An abbreviation of short titles is read as the word of the full ones`() throws {
    let hits = try search("disp tibia shaft")
    #expect(hits.first?.target.identifier == "S82.2")
    #expect(routes(hits.first).contains(.abbreviation))
    #expect(!hits.contains { $0.target.identifier == "S92.1" })
  }

  @Test func `A word is associated with the one in its place in other wordings of the same codes`() throws {
    let hits = try search("supernumerary lobe")
    #expect(hits.first?.target.identifier == "Q33.0")
    let reason = try #require(hits.first?.reasons.first { $0.route == .association })
    #expect(reason.typed == "supernumerary")
    #expect(reason.matched == "accessory")
  }

  @Test func `A compound answers the word in it, behind the word itself`() throws {
    let hits = try search("neuropathy")
    #expect(hits.map(\.target.identifier) == ["G60.0", "G62.0"])
    #expect(routes(hits.last) == [.compound])
  }

  @Test func `A compound that stands nowhere is read as the word in it`() throws {
    let hits = try search("radiculoneuropathy")
    #expect(hits.first?.target.identifier == "G60.0")
  }

  @Test(arguments: ["chondrocalcin", "chndrclcnosis"])
  func `A word that stands nowhere is read as what it is short for`(word: String) throws {
    let hits = try search("\(word) knee")
    #expect(hits.first?.target.identifier == "M11.2")
    #expect(routes(hits.first).isSubset(of: [.prefix, .spelling, .exact, .stem]))
  }

  @Test(arguments: ["x9chondro", "m1199"])
  func `A word with digits is never read as a shortened one`(word: String) throws {
    #expect(try search(word).isEmpty)
  }

  /// Words of seven syllables, each with a first letter of its own; titles of four of them, and short titles of their
  /// consonants.
  @Test func `Whatever titles shorten consistently is learned`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededTitles(seed: seed)
    let words = generator.words()
    var lines: [SourceText.OrderLine] = []
    for index in words.indices {
      let chosen = (0..<4).map { words[(index + $0 * 3) % words.count] }
      let code = "A" + (index < 10 ? "0" : "") + String(index)
      lines.append(
        .init(
          code, true, chosen.map(\.full).joined(separator: " "), short: chosen.map(\.short).joined(separator: " ")))
    }
    let index = try TestIndex([.orderFile(2026, lines)])
    for word in words {
      let explanation = try index.searcher.explain(SearchRequest(word.short, on: Clinic.today))
      let meaning = explanation.expansions.first { $0.meaning.words == word.full }?.meaning
      #expect(meaning?.route == .abbreviation, "\(word.short) of \(word.full), seed \(seed)")
    }
  }
}

/// Made-up words; a failure is repeated by its seed.
private struct SeededTitles {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private static let consonants = Array("bcdfghjklmnpqrtvwxz")

  private mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  mutating func words() -> [(full: String, short: String)] {
    SeededTitles.consonants.map { first in
      var full = ""
      var short = ""
      for syllable in 0..<7 {
        let consonant = syllable == 0 ? first : SeededTitles.consonants[below(SeededTitles.consonants.count)]
        full += "\(consonant)\(Array("aiou")[below(4)])"
        short.append(consonant)
      }
      return (full + "k", short + "k")
    }
  }
}
