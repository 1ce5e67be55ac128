import CodeSearch
import CodingKnowledge
import Foundation
import Testing

@Suite struct CardTests {
  @Test func `The path leads from the chapter down`() throws {
    let card = try Clinic.card("E11.311")
    #expect(card.path.map(\.target.identifier) == ["Chapter 4", "E08-E13", "E11", "E11.3", "E11.31"])
    #expect(card.path.first?.title == "Endocrine, nutritional and metabolic diseases")
    #expect(try Clinic.card("0DTJ4ZZ").path.map(\.target.identifier) == ["0", "0D", "0DT", "0DTJ"])
  }

  @Test func `Children stand one level down, in order`() throws {
    #expect(try Clinic.card("E11").children.map(\.target.identifier) == ["E11.3", "E11.67", "E11.9"])
    #expect(try Clinic.card("0DTJ").children.map(\.target.identifier) == ["0DTJ0ZZ", "0DTJ4ZZ"])
    #expect(try Clinic.card("E11.9").children.isEmpty)
  }

  @Test func `A prefix of procedures is named from what its codes have in common`() throws {
    let card = try Clinic.card("0DTJ")
    #expect(card.title == "Resection of Appendix")
    #expect(card.billable == false)
    #expect(card.needs?.contains("seven characters") == true)
  }

  @Test func `Own notes come first, inherited ones with the level that gives them`() throws {
    let own = try Clinic.card("E11").notes
    #expect(own.first?.level == Target(.icd10cm, "E11"))
    #expect(own.first?.isInherited == false)
    let notes = try Clinic.card("E11.311").notes
    #expect(notes.allSatisfy { $0.isInherited })
    #expect(
      notes.map { [$0.level.identifier, "\($0.kind)"] } == [
        ["E11", "includes"], ["E11", "useAdditionalCode"], ["E11", "excludes1"], ["Chapter 4", "excludes1"],
      ])
    #expect(notes.last?.text == "transitory endocrine disorders of newborn (P70-P74)")
  }

  @Test func `An inclusion term stays at its own level`() throws {
    let card = try Clinic.card("E11.9")
    #expect(card.notes.filter { $0.kind == .inclusionTerm }.map(\.text) == ["Sugar illness of adults"])
    #expect(card.wordings.contains(Wording(card.target, .inclusionTerm, "Sugar illness of adults")))
  }

  @Test(arguments: ["S52", "S52.5", "S52.501"])
  func `The table of 7th characters holds for all below its level`(code: String) throws {
    let table = try #require(try Clinic.card(code).seventhCharacters)
    #expect(table.level == Target(.icd10cm, "S52"))
    #expect(table.choices.map(\.character) == ["A", "D"])
    #expect(table.choices.first?.meaning == "initial encounter for closed fracture")
  }

  @Test func `A header says what it needs, a billable code needs nothing`() throws {
    #expect(try Clinic.card("S52.501").needs == "a 7th character")
    #expect(try Clinic.card("E11").needs?.hasPrefix("more detail") == true)
    #expect(try Clinic.card("E11.9").needs == nil)
    let card = try Clinic.card("S30.1")
    #expect(card.needs?.hasPrefix("more detail") == true)
    #expect(try Clinic.card("E11.9").billable == true)
  }

  @Test func `Other wordings are listed by role, once each`() throws {
    let wordings = try Clinic.card("38564").wordings.map(\.text)
    #expect(wordings == ["limited RPLND", "para-aortic node sampling"])
    let headache = try Clinic.card("G44.0").wordings
    #expect(headache.map(\.role) == [.index, .index])
    #expect(headache.map(\.text) == ["Headache", "Headache, histamine"])
  }

  @Test func `Texts carry label, citation and codes`() throws {
    let text = try #require(try Clinic.card("I.C.4.a").texts.first)
    #expect(text.citation == "Guidelines FY 2026, Section I.C.4.a")
    #expect(text.codes == [Target(.icd10cm, "E08-E13")])
    #expect(try Clinic.card("38564").texts.first?.label == "What it is")
    #expect(try Clinic.card("280.3").texts.first?.text.contains("Ménière’s") == true)
  }

  @Test func `Crosswalks show in both directions, with titles and flags`() throws {
    let forward = try #require(try Clinic.searcher.cards("250.00", scope: .icd9cm, on: Clinic.today).first).mappings
    #expect(forward.map(\.other) == [Target(.icd10cm, "E11.9")])
    #expect(forward.map(\.title) == ["Type 2 diabetes mellitus without complications"])
    #expect(forward.map(\.isForward) == [true])
    #expect(forward.map(\.isApproximate) == [true])
    let backward = try Clinic.card("C48.0").mappings
    #expect(backward.map(\.other) == [Target(.icd9cm, "158.0")])
    #expect(backward.map(\.isForward) == [false])
    #expect(backward.map(\.isApproximate) == [false])
    #expect(try Clinic.searcher.cards("365.70", on: Clinic.today).first?.mappings.map(\.other) == [nil])
  }

  @Test func `Official changes are listed with their day`() throws {
    let change = try #require(try Clinic.card("S30.12XA").changes.first)
    #expect(change.kind == .added)
    #expect(change.effective == Clinic.day("2025-10-01"))
    #expect(try Clinic.card("S30.1XXA").changes.map(\.kind) == [.deleted])
  }

  @Test func `Every source is named once, with version and licence`() throws {
    let sources = try Clinic.card("E11.9").sources
    #expect(Set(sources.map(\.path)).count == sources.count)
    let names = Set(sources.map { $0.path.split(separator: "/").last.map(String.init) ?? "" })
    #expect(
      names == [
        "icd10cm-order-2025.txt", "icd10cm-order-2026.txt", "icd10cm-tabular-2026.xml", "2018_I9gem.txt",
      ])
    #expect(sources.allSatisfy { !$0.licence.isEmpty && !$0.version.isEmpty && !$0.title.isEmpty })
  }

  @Test func `Attributes of a HCPCS code stand on its card`() throws {
    let attributes = try Clinic.searcher.cards("J0121", scope: .hcpcs, on: Clinic.today).first?.attributes ?? []
    #expect(attributes.contains { $0.key == "coverage" && $0.value == "C carrier judgment" })
  }

  @Test func `A spelling of two codes gives two cards, a scope one, and none gives none`() throws {
    let cards = try Clinic.searcher.cards("j0120", on: Clinic.today).map(\.target.scope)
    #expect(Set(cards) == [.icd10cm, .hcpcs])
    #expect(try Clinic.searcher.cards("j0120", scope: .hcpcs, on: Clinic.today).count == 1)
    #expect(try Clinic.searcher.cards("J01.20", on: Clinic.today).map(\.target.scope) == [.icd10cm])
    #expect(try Clinic.searcher.cards("ZZZ", on: Clinic.today).isEmpty)
  }

  @Test func `Cards and answers are JSON of format 1`() throws {
    for spelling in ["E11.9", "S52.501", "38564", "59", "I.C.4.a", "250.00", "0DTJ", "G0999"] {
      let card = try Clinic.card(spelling)
      for isPretty in [true, false] {
        let object = try #require(try Self.object(card.json(isPretty: isPretty)))
        #expect(object["format"] as? Int == 1)
        #expect(object["code"] as? String == card.target.identifier)
        #expect(object["title"] as? String == card.title)
      }
    }
    for query in DeterminismTests.queries + ["Ménière \u{1F600} \"quoted \\ text\" wheelchair"] {
      let response = try Clinic.search(query) { $0.explains = true }
      let object = try #require(try Self.object(response.json(query: query)))
      #expect(object["format"] as? Int == 1)
      #expect(object["query"] as? String == query)
      #expect((object["results"] as? [Any])?.count == response.hits.count)
      for line in response.jsonLines() {
        #expect(!line.contains("\n"))
        #expect(try Self.object(line)?["code"] is String)
      }
    }
  }

  private static func object(_ text: String) throws -> [String: Any]? {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  }
}
