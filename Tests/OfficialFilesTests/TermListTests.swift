import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct TermListTests {
  @Test func `Terms become names of their codes, synonyms and abbreviations stand for the first name`() throws {
    let text = """
      \u{FEFF}Term\tCode\tsystem\tkind\r
      sugar sickness\te119\t\t\r
      honey disease\tE11.9\tICD-10-CM\tsynonym\r
      SSD\tE11.9\t\tAbbreviation\r
      rolling chair\tK0001\tHCPCS\tsynonym\r
      RC\tK0002\tHCPCS\tabbreviation\r

      """
    let file = try readText(text, name: "mine.tsv")
    #expect(file.description.format == "term-list")
    #expect(
      file.wordings.map { "\($0.target) \($0.text)" } == [
        "ICD-10-CM E11.9 sugar sickness", "ICD-10-CM E11.9 honey disease", "ICD-10-CM E11.9 SSD",
        "HCPCS K0001 rolling chair", "HCPCS K0002 RC",
      ])
    let synonyms = file.values.compactMap { if case .synonym(let synonym) = $0 { synonym } else { nil } }
    #expect(
      synonyms == [
        Synonym("honey disease", "sugar sickness"), Synonym("sugar sickness", "honey disease"),
        Synonym("SSD", "sugar sickness", isAbbreviation: true),
      ])
  }

  @Test(arguments: [
    "query_id\tquery\tcode_system\tcode\tgrade", "code\tname", "code\tterm\tcode", "code", "code,term", "term\tsystem",
  ])
  func `Another first line is not recognised`(header: String) {
    #expect(formatIdentifier(header + "\nE11.9\tsugar\n", name: "mine.tsv") == nil)
  }

  @Test(
    arguments: [
      ("E11.9\t\t\t", .line(3), "term"), ("hello!\t\tsugar\t", .line(3), "no code"),
      ("E11.9\tSNOMED\tsugar\t", .line(3), "code system"), ("E11.9\t\tsugar\tslang", .line(3), "kind"),
      ("E11.9\tsugar", .row(3), "2 fields"),
    ] as [(String, SourceError.Place, String)])
  func `A wrong row is refused with its place`(row: String, place: SourceError.Place, name: String) {
    let error = sourceError {
      _ = try readText("code\tsystem\tterm\tkind\nE11.9\t\tsugar\t\n\(row)\n", name: "mine.tsv")
    }
    #expect(error?.place == place)
    #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    #expect(error?.remedy.isEmpty == false)
  }

  @Test func `A list without a row is refused`() {
    #expect(sourceError { _ = try readText("code\tterm\n", name: "mine.tsv") }?.message == "the file holds no records")
  }
}
