import CodeSearchTestKit
import Foundation
import Testing

/// The protocol of the Clinical Tables service, as form widgets speak it.
struct ClinicalTablesTests {
  private let server: ServerProcess

  init() throws { server = try ServerProcess(index: try Ward.index.get().root) }

  private func answer(_ query: String, table: String = "icd10cm") throws -> RawConnection.Answer {
    try RawConnection(port: server.port).get("/api/\(table)/v3/search?\(query)")
  }

  private func array(_ query: String, table: String = "icd10cm") throws -> [Any] {
    let answer = try answer(query, table: table)
    return try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [Any], "\(answer.text)")
  }

  @Test func `The beginning of a code finds the codes below it that a claim may carry, in the published shape`() throws
  {
    let answer = try answer("sf=code,name&terms=A15")
    #expect(
      answer.text.hasPrefix(
        #"[7,["A15.0","A15.4","A15.5","A15.6","A15.7","A15.8","A15.9"],null,[["A15.0","Tuberculosis of lung"],"#))
    #expect(answer.text.hasSuffix(#"["A15.9","Respiratory tuberculosis unspecified"]]]"#))
  }

  @Test func `The beginning of a word finds names only where names are searched`() throws {
    let named = try array("sf=code,name&terms=tuberc")
    #expect(named[0] as? Int == 7)
    #expect(Set(try #require(named[1] as? [String])).count == 7)
    #expect(try array("terms=tuberc")[0] as? Int == 0)
    #expect(try array("terms=A15")[0] as? Int == 7)
  }

  @Test func `All words have to match, each of them may be cut`() throws {
    #expect(try array("sf=code,name&terms=tub+lung")[1] as? [String] == ["A15.0"])
    #expect(try array("sf=code,name&terms=tuberculosis+zebra")[0] as? Int == 0)
    #expect(try array("sf=code,name&terms=tuberculosis+%22(-*:")[0] as? Int != nil)
  }

  @Test func `Pages are of 7, or as asked for`() throws {
    func codes(_ query: String) throws -> [String] { try #require(try array("terms=A15&" + query)[1] as? [String]) }
    #expect(try codes("count=2&offset=1") == ["A15.4", "A15.5"])
    #expect(try codes("maxList=3") == ["A15.0", "A15.4", "A15.5"])
    #expect(try codes("maxList=").count == 7)
    #expect(try codes("offset=7") == [])
    #expect(try answer("terms=A15&count=x").status == 400)
  }

  @Test func `Further fields come by name or alias, in the order of the codes`() throws {
    let found = try array("terms=A15&count=2&ef=name:title,code&df=name&cf=name")
    #expect(found[1] as? [String] == ["Tuberculosis of lung", "Tuberculosis of intrathoracic lymph nodes"])
    let extra = try #require(found[2] as? [String: [String]])
    #expect(extra["title"] == ["Tuberculosis of lung", "Tuberculosis of intrathoracic lymph nodes"])
    #expect(extra["code"] == ["A15.0", "A15.4"])
    #expect(found[3] as? [[String]] == [["Tuberculosis of lung"], ["Tuberculosis of intrathoracic lymph nodes"]])
    #expect(try answer("terms=A15&ef=notes").status == 400)
  }

  @Test func `A constraint is a field with a value, and nothing else`() throws {
    #expect(try array("sf=code,name&terms=tuberculosis&q=code:A15.5")[1] as? [String] == ["A15.5"])
    #expect(try array("terms=A15&q=code:*.4+AND+name:lymph")[1] as? [String] == ["A15.4"])
    #expect(try array("terms=&q=code:E1*")[1] as? [String] == ["E11.9"])
    for query in [
      "A15", "code:(A15+OR+A16)", "code:[A+TO+B]", "nothing:A15", "code:\"A15\"", "code:A15~", "name:a+OR+b",
    ] {
      #expect(try answer("terms=A15&q=\(query.replacingOccurrences(of: "\"", with: "%22"))").status == 400, "\(query)")
    }
  }

  @Test func `Supplies have a display of their own and long descriptions`() throws {
    let found = try array("terms=cane&ef=long_desc,obsolete&sf=code,display", table: "hcpcs")
    #expect(Set(try #require(found[1] as? [String])) == ["E0100", "E0105"])
    let extra = try #require(found[2] as? [String: [String]])
    #expect(extra["long_desc"]?.count == 2)
    #expect(extra["obsolete"] == ["false", "false"])
    #expect(try array("terms=J99", table: "hcpcs")[0] as? Int == 0)
  }

  @Test func `Without terms the answer is 400`() throws {
    #expect(try answer("sf=code").status == 400)
  }
}
