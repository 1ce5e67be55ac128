import CodeSearch
import CodingKnowledge
import Testing

@Suite struct CodeResolutionTests {
  @Test(arguments: [
    ("E11.9", "E11.9"), ("e11.9", "E11.9"), ("e119", "E11.9"), ("E11 9", "E11.9"), ("\"E11.9\"", "E11.9"),
    ("0dtj4zz", "0DTJ4ZZ"), ("99213", "99213"), ("59", "59"), ("LT", "LT"), ("aa", "AA"), ("S52.501A", "S52.501A"),
    ("s52501a", "S52.501A"), ("I.C.4.a", "I.C.4.a"), ("280.3", "280.3"),
  ])
  func `A code in any spelling stands first`(query: String, code: String) throws {
    #expect(try Clinic.codes(query).first == code)
  }

  @Test func `A code that two systems have names both, the one that is written so first`() throws {
    let targets = try Clinic.search("J0120").hits.prefix(2).map(\.target)
    #expect(targets == [Target(.hcpcs, "J0120"), Target(.icd10cm, "J01.20")])
    #expect(try Clinic.codes("J01.20") == ["J01.20"])
    #expect(try Clinic.search("J01.20").hits.map(\.target.scope) == [.icd10cm])
  }

  @Test func `The word modifier makes a modifier of what follows`() throws {
    #expect(try Clinic.search("modifier 59").hits.first?.target == Target(.modifier, "59"))
    #expect(try Clinic.search("modifier LT").hits.first?.target == Target(.modifier, "LT"))
  }

  @Test func `A header is followed by what stands below it`() throws {
    #expect(try Clinic.codes("E11").prefix(4) == ["E11", "E11.3", "E11.67", "E11.9"])
  }

  @Test func `A range lists its codes, both ends and what is below included`() throws {
    let found = try Set(Clinic.codes("E10-E13"))
    #expect(found.isSuperset(of: ["E10", "E10.9", "E11", "E11.311", "E11.9", "E13", "E13.9"]))
    #expect(found.allSatisfy { $0.hasPrefix("E1") })
  }

  @Test(arguments: ["E11.*", "E11*", "e11*"])
  func `A beginning of a code lists what begins so`(query: String) throws {
    let found = try Set(Clinic.codes(query))
    #expect(found.isSuperset(of: ["E11.3", "E11.31", "E11.311", "E11.9"]))
    #expect(found.allSatisfy { $0.hasPrefix("E11") })
  }

  @Test func `A code among words stands first, the words are searched as well`() throws {
    let found = try Clinic.codes("E11.9 retinopathy")
    #expect(found.first == "E11.9")
    #expect(found.contains("E11.311"))
  }

  @Test func `A code that is not loaded leads to the nearest above it, with a notice`() throws {
    let response = try Clinic.search("E11.998")
    #expect(response.hits.first?.target.identifier == "E11.9")
    #expect(response.notices.contains { $0.code == "no-such-code" && $0.message.contains("E11.998") })
  }

  @Test func `The beginning of codes leads to those, with a notice`() throws {
    let response = try Clinic.search("E1131")
    #expect(response.hits.first?.target.identifier == "E11.31")
    let beginning = try Clinic.search("S5250")
    #expect(beginning.hits.first?.target.identifier == "S52.501")
    #expect(beginning.notices.contains { $0.code == "code-prefix" })
  }

  @Test func `Numbers among words are words`() throws {
    #expect(try Clinic.covering("type 2 diabetes").contains("E11.9"))
    #expect(try Clinic.search("tetracycline 250 mg").hits.first?.target == Target(.hcpcs, "J0120"))
  }

  @Test func `Two letters among words are no modifier`() throws {
    #expect(try !Clinic.codes("lt sinusitis").prefix(1).contains("LT"))
  }

  @Test func `Filters hold for named codes`() throws {
    #expect(try Clinic.codes("system:icd10cm J0120") == ["J01.20"])
    #expect(try Clinic.search("J0120") { $0.scopes = [.hcpcs] }.hits.map(\.target.scope) == [.hcpcs])
    #expect(try Clinic.codes("status:deleted E11.9").isEmpty)
  }

  @Test func `Suggestions for what is no code begin as it does`() throws {
    #expect(try Clinic.searcher.suggestions("E118").allSatisfy { $0.identifier.hasPrefix("E11") })
    #expect(try !Clinic.searcher.suggestions("E118").isEmpty)
    #expect(try Clinic.searcher.suggestions("~~~~").isEmpty)
  }

  @Test func `Every code finds itself first by each of its spellings`() throws {
    for code in ["C48", "C48.0", "E10.9", "E11.311", "G44.0", "R59.0", "S30.12XA", "0DT", "0DTJ0ZZ", "G0998", "J0121"] {
      for spelling in [code, code.lowercased(), code.filter { $0 != "." }] {
        #expect(try Clinic.codes(spelling).first == code, "\(spelling)")
      }
    }
  }
}
