import CodeSearch
import CodingKnowledge
import Testing

@Suite struct FieldFilterTests {
  private func scopes(_ query: String) throws -> Set<Scope> { Set(try Clinic.search(query).hits.map(\.target.scope)) }

  @Test(arguments: [
    ("system:hcpcs wheelchair", Scope.hcpcs), ("in:hcpcs wheelchair", .hcpcs), ("system:icd10cm diabetes", .icd10cm),
    ("system:ICD-10-PCS appendix", .icd10pcs), ("system:cpt nodes", .cpt), ("kind:guideline diabetes", .guideline),
    ("kind:policy wheelchair", .policy), ("kind:ncd wheelchair", .ncd), ("kind:modifier side", .modifier),
    ("system:icd9cm neoplasm", .icd9cm),
  ])
  func `A system or kind answers with that one only`(query: String, scope: Scope) throws {
    #expect(try scopes(query) == [scope])
  }

  @Test func `Several systems may be named`() throws {
    #expect(try scopes("system:(hcpcs OR ncd) wheelchair") == [.hcpcs, .ncd])
  }

  @Test func `ICD-9-CM answers only when asked for`() throws {
    #expect(try !scopes("malignant neoplasm retroperitoneum").contains(.icd9cm))
    #expect(try !scopes("glaucoma stage").contains(.icd9cm))
  }

  @Test func `Billable restricts to codes that a claim may carry, or to headers`() throws {
    let yes = try Clinic.search("billable:yes diabetes").hits
    #expect(yes.contains { $0.target.identifier == "E11.9" })
    #expect(yes.allSatisfy { $0.billable == true })
    let no = try Clinic.search("billable:no diabetes system:icd10cm").hits
    #expect(no.contains { $0.target.identifier == "E11" })
    #expect(no.allSatisfy { $0.billable != true })
  }

  @Test func `A chapter restricts to its codes`() throws {
    #expect(try Set(Clinic.codes("chapter:4 diabetes")).contains("E11.9"))
    #expect(try Clinic.codes("chapter:19 diabetes").isEmpty)
    #expect(try Set(Clinic.codes("chapter:19 fracture")).isSuperset(of: ["S52.5", "S52.501A"]))
  }

  @Test(arguments: ["under:E11 diabetes", "under:e11 diabetes", "under:E08-E13 diabetes", "under:E11.3 diabetes"])
  func `Under restricts to a code and all below it`(query: String) throws {
    let found = try Set(Clinic.codes(query))
    #expect(found.contains("E11.311"))
    #expect(!found.contains("E10.9"))
  }

  @Test func `A status restricts to codes of that status on the day`() throws {
    #expect(try Clinic.codes("status:deleted contusion") == ["S30.1XXA"])
    #expect(try Set(Clinic.codes("status:active contusion")).isDisjoint(with: ["S30.1XXA"]))
    #expect(try Clinic.codes("status:future contusion", on: Clinic.day2024).contains("S30.12XA"))
    #expect(try Clinic.codes("status:future injection") == ["Q9999"])
  }

  @Test func `Title looks at titles only`() throws {
    #expect(try Clinic.codes("title:illness").isEmpty)
    #expect(try Clinic.codes("title:sinusitis").contains("J01.20"))
  }

  @Test func `Index, includes and text look at wordings of their kind`() throws {
    #expect(try Clinic.codes("index:histamine") == ["G44.0"])
    #expect(try Clinic.codes("index:sinusitis").isEmpty)
    #expect(try Clinic.codes("index:appendectomy").allSatisfy { $0.hasPrefix("0DTJ") })
    #expect(try Clinic.codes("includes:illness") == ["E11.9"])
    #expect(try Clinic.codes("includes:\"insulin resistant\"") == ["E11"])
    #expect(try Clinic.codes("inclusion:illness") == ["E11.9"])
    #expect(try Clinic.codes("text:minutes") == ["99213"])
    #expect(try Clinic.codes("text:sinusitis").isEmpty)
  }

  @Test(arguments: [
    "system:klingon x", "kind:potion x", "billable:maybe x", "chapter:23 x", "chapter:0 x", "under:QQ9 x",
    "status:sleeping x", "nosuchfield:x",
  ])
  func `An unknown field or value is an error that says what is known`(query: String) throws {
    do {
      _ = try Clinic.search(query)
      Issue.record("\(query) was accepted")
    } catch let error as CodeSearchError {
      #expect(error.code == .query)
      #expect(error.hint?.isEmpty == false)
    }
  }

  @Test func `Filters of a request hold beside those of the query`() throws {
    let hits = try Clinic.search("wheelchair") { $0.scopes = [.ncd, .policy] }.hits
    #expect(Set(hits.map(\.target.scope)) == [.ncd, .policy])
    let billable = try Clinic.search("contusion") { $0.billableOnly = true }.hits
    #expect(billable.map(\.target.identifier) == ["S30.12XA"])
  }
}
