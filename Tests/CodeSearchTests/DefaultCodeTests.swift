import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// What a heading stands for, and which chapters answer only who asks for them.
@Suite struct DefaultCodeTests {
  private static let built = Result {
    try TestIndex([
      .codes(
        "ICD-10-CM",
        [
          .init("S52", "Fracture of forearm", isBillable: false),
          .init("S52.2", "Fracture of shaft of ulna", isBillable: false),
          .init("S52.20", "Unspecified fracture of shaft of ulna", isBillable: false),
          .init("S52.201", "Unspecified fracture of shaft of right ulna", isBillable: false),
          .init("S52.201A", "Unspecified fracture of shaft of right ulna, initial encounter", isBillable: true),
          .init("S52.209", "Unspecified fracture of shaft of unspecified ulna", isBillable: false),
          .init("S52.209A", "Unspecified fracture of shaft of unspecified ulna, initial encounter", isBillable: true),
          .init(
            "S52.209D", "Unspecified fracture of shaft of unspecified ulna, subsequent encounter", isBillable: true),
          .init("S52.29", "Other fracture of shaft of ulna", isBillable: false),
          .init("H35.2", "Other proliferative retinopathy", isBillable: false),
          .init("H35.21", "Other proliferative retinopathy, right eye", isBillable: true),
          .init("H35.22", "Other proliferative retinopathy, left eye", isBillable: true),
          .init("J45.2", "Mild intermittent asthma", isBillable: true),
          .init("D64.9", "Anemia, unspecified", isBillable: true),
          .init("O99.03", "Anemia complicating the puerperium", isBillable: true),
        ])
    ])
  }

  private func codes(_ query: String) throws -> [String] {
    try Self.built.get().searcher.search(SearchRequest(query, on: Clinic.today)).hits.map(\.target.identifier)
  }

  @Test func `A heading brings its unspecified code of the initial encounter, before those of a side`() throws {
    let found = try codes("fracture shaft ulna")
    #expect(found.prefix(3).contains("S52.2"))
    #expect(found.prefix(3).contains("S52.209A"))
    let side = try #require(found.firstIndex(of: "S52.201A"))
    #expect(side > 2)
  }

  @Test func `Without an unspecified code a heading stands for none of its codes`() throws {
    #expect(try Set(codes("proliferative retinopathy").prefix(3)) == ["H35.2", "H35.21", "H35.22"])
    #expect(try codes("proliferative retinopathy").first == "H35.2")
  }

  @Test func `Pregnancy answers who asks for it`() throws {
    #expect(try codes("anemia").first == "D64.9")
    #expect(try codes("anemia in the puerperium").first == "O99.03")
  }

  @Test func `A word for any operation finds nothing beside other words`() throws {
    #expect(try codes("asthma operation") == codes("asthma"))
  }
}
