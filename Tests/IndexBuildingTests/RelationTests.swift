import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

@Suite struct RelationTests {
  private static let codes = SourceText.codes(
    "CPT", ["10001", "10002", "10003"].map { .init($0, "Procedure \($0) of a test", isBillable: true) })

  private static func pairs(_ name: String, _ lines: String...) -> SourceText {
    let headings = "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
    return SourceText(name, headings + lines.map { $0 + "\tMore extensive procedure\n" }.joined())
  }

  private static let short = SourceText(
    "ccipra-active-2026q1.tsv", "col1\tcol2\tmod\trat\n10001\t10002\t1\t8\n10001\t10003\t1\t8\n")

  private func edits(_ fixture: BuildFixture, _ first: String, _ second: String) throws -> [CodePairEdit] {
    try fixture.searcher().edits(of: first, with: [second], on: Fixed.today).pairs.flatMap(\.edits)
  }

  @Test func `A rule that several files of a quarter state is one`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      Self.codes, Self.pairs("ccipra-v320r0-f1.txt", "10001\t10002\t\t\t*\t1", "10001\t10002\t\t\t*\t1"),
      Self.pairs("ccipra-v320r0-f2.txt", "10001\t10002\t\t\t*\t1"), Self.short)
    #expect(try edits(fixture, "10001", "10002").count == 1)
    #expect(try fixture.searcher().edits(of: "10001", on: Fixed.today).column1Count == 2)
  }

  @Test func `A rule that two quarters state names both`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      Self.codes, Self.pairs("ccipra-v313r0-f1.txt", "10001\t10002\t\t20200101\t*\t1"),
      Self.pairs("ccipra-v320r0-f1.txt", "10001\t10002\t\t20200101\t*\t1"))
    #expect(try edits(fixture, "10001", "10002").map(\.versions) == [["2025-10", "2026-01"]])
  }

  @Test func `The form with stars and the one without state one edit`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Self.codes, Self.short, Self.pairs("ccipra-v320r0-f1.txt", "10001\t10002\t*\t\t*\t1"))
    let starred = try edits(fixture, "10001", "10002")
    #expect(starred.count == 1 && starred.allSatisfy(\.terms.predates1996))
    // The other pair has the same terms, and no star anywhere.
    #expect(try edits(fixture, "10001", "10003").map(\.terms.predates1996) == [false])
  }

  @Test func `Both codes know the rule, and each which of them leads`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      Self.codes, Self.pairs("ccipra-v320r0-f1.txt", "10001\t10002\t\t\t*\t1", "10003\t10001\t\t\t*\t0"))
    #expect(try edits(fixture, "10002", "10001") == edits(fixture, "10001", "10002"))
    let own = try fixture.searcher().edits(of: "10001", on: Fixed.today)
    #expect(own.column1.map(\.column2.identifier) == ["10002"] && own.column2.map(\.column1.identifier) == ["10003"])
  }

  @Test func `A pair in both directions is two rules`() throws {
    let fixture = try BuildFixture()
    try fixture.build(
      Self.codes, Self.pairs("ccipra-v320r0-f1.txt", "10001\t10002\t\t\t*\t1", "10002\t10001\t\t\t*\t0"))
    #expect(Set(try edits(fixture, "10001", "10002").map(\.column1.identifier)) == ["10001", "10002"])
  }

  @Test func `A file read again in a later build replaces what it said`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Self.codes, Self.pairs("ccipra-v320r0-f1.txt", "10001\t10002\t\t\t*\t1"))
    try fixture.build(Self.pairs("ccipra-v320r0-f1.txt", "10001\t10003\t\t\t*\t0"))
    #expect(try edits(fixture, "10001", "10002").isEmpty)
    #expect(try edits(fixture, "10001", "10003").map(\.terms.indicator) == [.notAllowed])
  }

  @Test func `A code that only a rule names can be asked for`() throws {
    let fixture = try BuildFixture()
    try fixture.build(Self.pairs("ccipra-v320r0-f1.txt", "G0008\t10002\t\t\t*\t1"))
    #expect(try edits(fixture, "10002", "G0008").map(\.column1) == [Target(.hcpcs, "G0008")])
  }
}
