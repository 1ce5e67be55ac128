import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// Headings as results of what their unspecified code is called.
@Suite struct HeadingTests {
  private static let built = Result {
    try TestIndex([
      .codes(
        "ICD-10-CM",
        [
          .init("C54", "Malignant neoplasm of corpus uteri", isBillable: false),
          .init("C54.1", "Malignant neoplasm of endometrium", isBillable: true, aliases: ["Cancer of the womb lining"]),
          .init(
            "C54.9", "Malignant neoplasm of corpus uteri, unspecified", isBillable: true,
            aliases: ["Cancer of the body of the womb"]),
        ])
    ])
  }

  private func codes(_ query: String) throws -> [String] {
    try Self.built.get().searcher.search(SearchRequest(query, on: Clinic.today)).hits.map(\.target.identifier)
  }

  @Test func `The heading of an unspecified code answers to the names of that code`() throws {
    #expect(try Set(codes("cancer body womb").prefix(2)) == ["C54", "C54.9"])
  }

  @Test func `A code that is not the unspecified one does not speak for its heading`() throws {
    #expect(try codes("womb lining").first == "C54.1")
  }

  @Test(arguments: ["billable:yes body womb", "body womb NOS", "\"body of the womb\""])
  func `A query that says what a result must be finds no heading by the name of another code`(query: String) throws {
    let found = try codes(query)
    #expect(found.first == "C54.9")
    #expect(!found.contains("C54"))
  }
}
