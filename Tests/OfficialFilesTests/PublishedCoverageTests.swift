import CodingKnowledge
import OfficialFiles
import Testing

/// The published coverage files against counts that were found by independent parsing.
@Suite(.enabled(if: PublishedFiles.isThere, "the published files are not beside the package (../shared/data)"))
struct PublishedCoverageTests {
  private static let tables = "coverage/mcd-2025-06/current_lcd_csv/"

  @Test func `The table and the API have as many determinations as counted`() throws {
    let table = try readPublished("coverage/mcd-2025-06/ncd_csv/ncd_trkg.csv")
    #expect(table.codes.count == 352)
    // 13 have a day of termination; 27 more are retired by their titles alone.
    #expect(table.codes.count { $0.validity.through != nil } == 40)
    #expect(table.description.release.version == "2025-06")
    let api = try readPublished("coverage/ncd-api-2026-08/ncd.jsonl")
    #expect(api.codes.count == 345)
    #expect(api.facts.count { $0.key == "effectiveText" } == 75)
    #expect(table.facts.count { $0.key == "effectiveText" } == 75)
    for passage in table.passages + api.passages {
      #expect(passage.text.firstMatch(of: /<\/?(p|br|strong|li|td|a)\b|&[a-z]{2,6};/) == nil, "\(passage.target)")
    }
  }

  @Test func `The text of a determination is the same from the table and from the API`() throws {
    let table = try readPublished("coverage/mcd-2025-06/ncd_csv/ncd_trkg.csv").passages
    let api = try readPublished("coverage/ncd-api-2026-08/ncd.jsonl").passages
    let texts = { (passages: [Passage]) in
      Dictionary(grouping: passages.filter { $0.label.hasPrefix("Indications") }, by: \.target)
        .mapValues { $0.map(\.text).joined(separator: " ").filter { !$0.isWhitespace } }
    }
    let (left, right) = (texts(table), texts(api))
    let shared = left.keys.filter { right[$0] != nil }
    // 338 versions stand in both; one of them has no such text.
    #expect(shared.count == 337)
    #expect(shared.count { left[$0] == right[$0] } >= 330)
  }

  @Test func `CPAP therapy is found in its parts`() throws {
    let passages = try readPublished("coverage/ncd-api-2026-08/ncd.jsonl").passages
      .filter { $0.target.identifier == "240.4" }
    #expect(passages.first?.label == "Item/Service Description: A. General")
    #expect(
      passages.contains { $0.label == "Indications and Limitations of Coverage: B. Nationally Covered Indications" })
    #expect(passages.allSatisfy { $0.citation == "NCD 240.4" })
  }

  @Test func `Tables of local texts have as many rows as counted`() throws {
    let codes = try readPublished(Self.tables + "lcd_x_hcpc_code.csv").values
    let texts = Set(codes.compactMap { if case .listing(let listing) = $0 { listing.text } else { nil } })
    #expect(codes.count == 2_102)
    #expect(texts.count == 59)
    let contractors = try readPublished(Self.tables + "lcd_x_contractor.csv").facts
    #expect(contractors.count == 12_758)
    #expect(Set(contractors.map(\.target)).count == 1_038)
    for (file, count) in [
      ("contractor.csv", 120), ("contractor_jurisdiction.csv", 290), ("state_lookup.csv", 126),
      ("lcd_future_retire.csv", 85), ("lcd_x_primary_jurisdiction.csv", 241), ("lcd_related_documents.csv", 2_810),
      ("lcd_related_ncd_documents.csv", 986),
    ] {
      #expect(try readPublished(Self.tables + file).facts.count == count, "\(file)")
    }
    #expect(try readPublished(Self.tables + "lcd_x_hcpc_code_group.csv").passages.count >= 96)
  }

  @Test func `Reports, bodies and the map have as many records as counted`() throws {
    let report = try readPublished("coverage/api/local-coverage-reports-2025-08.csv")
    #expect(report.codes.count { $0.target.scope == .lcd } == 972)
    #expect(report.codes.count { $0.target.scope == .article } == 2_161)
    for file in ["lcd-dme-2023-12/lcdData.json", "lcd-dme-2026-08/lcd_id_list.json"] {
      #expect(try readPublished("coverage/" + file).codes.count == 58, "\(file)")
    }
    let chunks = try readPublished("coverage/lcd-dme-2026-08/chunks.jsonl")
    #expect(Set(chunks.passages.map(\.target)).count == 58)
    let map = try readPublished("coverage/api/lcd-coverage-by-code-2026-04.json").values
    let lists = map.compactMap { if case .listing(let listing) = $0 { listing.terms.list } else { nil } }
    #expect(lists.count { $0 == .covered } == 206_592)
    #expect(lists.count { $0 == .notCovered } == 1_437)
  }
}
