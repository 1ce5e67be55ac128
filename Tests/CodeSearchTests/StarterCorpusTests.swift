import CodeSearch
import CodingKnowledge
import Testing

@Suite struct StarterCorpusTests {
  @Test func `The index holds every entry with its title`() throws {
    let searcher = try StarterCorpus.searcher
    let entries = try StarterCorpus.entries()
    #expect(entries.count > 3000)
    var titles: [Target: [String]] = [:]
    for entry in entries { titles[entry.target, default: []].append(entry.title) }
    for (target, given) in titles {
      let cards = searcher.cards(target.identifier, scope: target.scope, on: Clinic.today)
      let card = cards.first { $0.target == target }
      #expect(card.map { given.contains($0.title) } == true, "\(target): \(card?.title ?? "none")")
    }
  }

  @Test func `Every code finds itself first by its spelling`() throws {
    let searcher = try StarterCorpus.searcher
    var missed: [String] = []
    for target in Set(try StarterCorpus.entries().map(\.target)) where target.scope.isCodeSystem {
      var request = SearchRequest(target.identifier, on: Clinic.today)
      request.limit = 3
      let hits = try searcher.search(request).hits
      if hits.first?.target != target {
        // Another system that writes its code just so may come first.
        let isShared = hits.first?.target.identifier == target.identifier && hits.contains { $0.target == target }
        if !isShared { missed.append("\(target): \(hits.map(\.target))") }
      }
    }
    #expect(missed.isEmpty, "\(missed.count): \(missed.prefix(10))")
  }

  @Test func `Every title finds its own target in the first ten`() throws {
    let searcher = try StarterCorpus.searcher
    // An unoptimised build looks at every third title, so that the suite stays short.
    #if DEBUG
      let step = 3
    #else
      let step = 1
    #endif
    let all = try StarterCorpus.entries()
    let entries = stride(from: 0, to: all.count, by: step).map { all[$0] }
    var missed: [String] = []
    for entry in entries {
      // Quotes, hyphens and colons of a title are signs of the query language.
      let words = entry.title.map { $0.isLetter || $0.isNumber || $0 == "'" ? $0 : " " }
      let query = String(words).split(separator: " ").prefix(60).joined(separator: " ").lowercased()
      let hits = try searcher.search(SearchRequest(query, on: Clinic.today)).hits
      if !hits.contains(where: { $0.target == entry.target }) { missed.append("\(entry.target) \(entry.title)") }
    }
    let share = 1 - Double(missed.count) / Double(entries.count)
    print("titles that find themselves: \(entries.count - missed.count) of \(entries.count)")
    #expect(share >= 0.995, "\(missed.count): \(missed.prefix(20))")
  }

  @Test func `No search of the corpus reports a fault in itself`() throws {
    for query in ["low back pain", "wheelchair", "modifier 25", "sepsis coding", "colonoscopy screening"] {
      let response = try StarterCorpus.searcher.search(SearchRequest(query, on: Clinic.today))
      #expect(!response.hits.isEmpty, "\(query)")
      #expect(response.hits.allSatisfy { !$0.title.isEmpty }, "\(query)")
    }
  }
}
