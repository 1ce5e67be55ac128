import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

@Suite("Explain")
struct ExplainTests {
  private let index: TestIndex

  init() throws {
    index = try TestIndex([
      .codes(
        "ICD-10-CM",
        [
          .init("E11.9", "Type 2 diabetes mellitus without complications", isBillable: true),
          .init("I26.99", "Other pulmonary embolism without acute cor pulmonale", isBillable: true),
        ]),
      SourceText("own.syn", "lung clot = pulmonary embolism\nPE : pulmonary embolism ; pelvic exam @HCPCS [exam]\n"),
    ])
  }

  private func explain(_ query: String, scopes: Set<Scope> = []) throws -> QueryExplanation {
    var request = SearchRequest(query, on: Day(number: 20_468))
    request.scopes = scopes
    return try index.searcher.explain(request)
  }

  @Test("words become terms, small words none")
  func tokens() throws {
    let tokens = try explain("the Embolisms").tokens
    #expect(tokens.map(\.typed) == ["the", "Embolisms"])
    #expect(tokens.map(\.term) == ["", "embol"])
  }

  @Test("weights are shares of the query's meaning, and rare words weigh more")
  func weights() throws {
    let units = try explain("mellitus without").units
    #expect(abs(units.reduce(0) { $0 + $1.weight } - 1) < 0.001)
    let rare = try #require(units.first { $0.typed == "mellitus" })
    for unit in units where unit.typed != "mellitus" { #expect(rare.weight >= unit.weight) }
  }

  @Test("synonyms and abbreviations come with route, reading and system")
  func expansions() throws {
    let synonym = try #require(try explain("lung clot").expansions.first)
    #expect(synonym.typed == "lung clot")
    #expect(synonym.meaning.words == "pulmonary embolism")
    #expect(synonym.meaning.route == .synonym)
    let readings = try explain("PE exam").expansions
    #expect(readings.map(\.meaning.words).sorted() == ["pelvic exam", "pulmonary embolism"])
    #expect(readings.first { $0.meaning.words == "pelvic exam" }?.meaning.scope == .hcpcs)
  }

  @Test("codes are named with their titles, filters in the query language")
  func codesAndFilters() throws {
    let explanation = try explain("E11.9 diabetes billable:yes", scopes: [.icd10cm])
    #expect(explanation.codes.map(\.target.identifier) == ["E11.9"])
    #expect(explanation.codes.first?.title == "Type 2 diabetes mellitus without complications")
    #expect(explanation.filters == ["billable:yes", "system:icd10cm"])
  }

  @Test("the query of the index holds the terms, the filters and what is left out")
  func program() throws {
    let program = try explain("embolism -cor", scopes: [.icd10cm]).program
    #expect(program.contains("FILTER XSicd10cm"))
    #expect(program.hasSuffix("AND NOT cor)"))
  }

  @Test("what is corrected or unknown is told as a search tells it")
  func notices() throws {
    for query in ["embolsim", "zzzzz embolism"] {
      let notices = try index.searcher.search(SearchRequest(query, on: Day(number: 20_468))).notices
      #expect(try Set(explain(query).notices).isSubset(of: notices), "\(query)")
      #expect(try !explain(query).notices.isEmpty)
    }
  }
}
