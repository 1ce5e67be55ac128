import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// What coverage texts say of a code, on made-up tables in the layouts of the coverage database.
@Suite struct CoverageTests {
  private static let built = Result { try TestIndex(Billing.codes + tables) }
  private let searcher: Searcher

  init() throws { searcher = try Self.built.get().searcher }

  private static func table(_ name: String, _ lines: String...) -> SourceText {
    SourceText("mcd-2026-01/\(name).csv", lines.joined(separator: "\r\n") + "\r\n")
  }

  private static let tables: [SourceText] = [
    table(
      "ncd_trkg",
      "NCD_id,NCD_vrsn_num,natl_cvrg_type,cvrg_lvl_cd,NCD_mnl_sect,NCD_mnl_sect_title,NCD_efctv_dt,NCD_trmntn_dt,"
        + "itm_srvc_desc,indctn_lmtn,xref_txt,othr_txt,trnsmtl_num,ncd_keyword",
      "11,1,True,1,20.1,Walking canes,2020-01-01,,,<p>A cane is covered for gait trouble. It has one tip.</p>,,,1,",
      "12,1,True,1,20.2,Silver canes,2001-01-01,,,<p>Silver was covered.</p>,,,1,",
      "12,2,True,1,20.2,Silver canes - RETIRED,2023-04-10,,,<p>Silver is covered no more.</p>,,,2,"),
    table(
      "lcd",
      "lcd_id,lcd_version,title,orig_det_eff_date,ent_det_end_date,rev_eff_date,rev_end_date,indication,doc_reqs,status,"
        + "display_id,date_retired,keywords",
      "33333,1,Canes of the south,2020-01-01,,,,<p>Canes by these rules.</p>,,A,,,"),
    table(
      "article",
      "article_id,article_version,title,article_eff_date,article_end_date,description,other_comments,status,display_id,"
        + "date_retired,article_rev_end_date",
      "50001,1,Canes - Policy Article,2020-01-01,,<p>How canes are billed.</p>,,A,,,",
      "50002,1,Response to Comments: Canes,2020-01-01,,<p>Someone asked.</p>,,A,,,"),
    table(
      "lcd_x_hcpc_code", "lcd_id,lcd_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range",
      "33333,1,E0100,1,1,N"),
    table("lcd_related_ncd_documents", "lcd_id,lcd_version,related_num,r_ncd_id,r_ncd_version", "33333,1,1,11,1"),
    table(
      "lcd_related_documents", "lcd_id,lcd_version,related_num,r_article_id,r_article_version,r_lcd_id,r_lcd_version",
      "33333,1,1,50001,1,,", "33333,1,2,50002,1,,"),
  ]

  @Test func `The texts that go with a listing text are about the code, too`() throws {
    let answer = try searcher.coverage(of: "E0100", on: Billing.today)
    let found = answer.texts.map { "\($0.target): \($0.relation)" }
    #expect(
      found == [
        "LCD L33333: lists", "NCD 20.1: goes with LCD L33333", "Article A50001: goes with LCD L33333",
      ])
    let card = try #require(searcher.cards("E0100", on: Billing.today).first)
    #expect(card.rules.coverage.first?.target == Target(.ncd, "20.1"))
    let named = try searcher.search(SearchRequest("E0100", on: Billing.today)).hits.map(\.target.identifier)
    #expect(named == ["E0100", "L33333", "20.1", "A50001"])
  }

  @Test func `A diagnosis that no list has is named, and the tables that would list it`() throws {
    let answer = try searcher.coverage(of: "E0100", with: ["I10"], on: Billing.today)
    #expect(answer.unlisted == [Target(.icd10cm, "I10")])
    #expect(answer.notices.contains { $0.message.contains("article_x_icd10_covered.csv") })
    let listed = try Billing.searcher.coverage(of: "80001", with: ["C48.0", "I10"], on: Billing.today)
    #expect(listed.unlisted == [Target(.icd10cm, "I10")] && listed.texts.first?.listings.count == 1)
    #expect(!listed.notices.contains { $0.message.contains("article_x_icd10_covered.csv") })
  }

  @Test func `A determination whose newest version says that it is retired ended the day before`() throws {
    let card = try #require(searcher.cards("20.2", scope: .ncd, on: Billing.today).first)
    #expect(card.status == .deleted(last: Clinic.day("2023-04-09")))
    let before = try #require(searcher.cards("20.2", scope: .ncd, on: Clinic.day("2010-01-01")).first)
    #expect(before.status == .active)
    func found(_ query: String) throws -> [String] {
      try searcher.search(SearchRequest(query, on: Billing.today)).hits.map(\.target.identifier)
    }
    #expect(try found("kind:ncd silver") == [])
    #expect(try found("kind:ncd status:retired silver") == ["20.2"])
  }

  @Test func `A text that is found by its title is quoted, where that is asked for`() throws {
    var request = SearchRequest("walking canes gait", on: Billing.today)
    #expect(try searcher.search(request).hits.first?.quote == nil)
    request.query = "walking canes"
    request.quotes = true
    let hit = try #require(try searcher.search(request).hits.first)
    #expect(hit.target == Target(.ncd, "20.1"))
    let quote = try #require(hit.quote)
    #expect(quote.text.contains("A cane is covered for gait trouble"))
    let bytes = Array(quote.text.utf8)
    #expect(quote.highlights.map { String(decoding: bytes[$0], as: UTF8.self) }.contains("cane"))
    #expect(hit.release?.version == "2026-01")
  }

  @Test func `The manuals are policy`() throws {
    let manual = SourceText.knowledge("coverage", name: "m.md", "## MBPM 15.1 Canes in manuals\n\nWords about canes.")
    let index = try TestIndex(Billing.codes + [manual])
    for kind in ["policy", "manual"] {
      let found = try index.searcher.search(SearchRequest("kind:\(kind) canes", on: Billing.today)).hits
      #expect(found.map(\.target.scope) == [.manual], "\(kind)")
    }
  }

  @Test func `The codes that a topic is said to be about find it`() throws {
    let topic = SourceText.knowledge(
      "coverage", name: "c.md", "## NCD 20.9 Walkers\n\nCodes: HCPCS E0100; ICD-10-CM I10-I11\n\nWords about walkers.")
    let index = try TestIndex(Billing.codes + [topic])
    let device = try index.searcher.coverage(of: "E0100", on: Billing.today)
    #expect(device.texts.map(\.relation) == ["names"])
    let diagnosis = try index.searcher.coverage(of: "I11.0", on: Billing.today)
    #expect(diagnosis.texts.map(\.relation) == ["names the range I10-I11"])
    #expect(try index.searcher.coverage(of: "E11.9", on: Billing.today).texts.isEmpty)
  }
}
