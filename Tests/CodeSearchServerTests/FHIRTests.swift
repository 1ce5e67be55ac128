import CodeSearchTestKit
import Foundation
import Testing

/// The terminology operations of FHIR R4 and R5.
struct FHIRTests {
  private let client: FHIRClient
  private static let icd = FHIRClient.icd
  private static let hcpcs = FHIRClient.hcpcs

  init() throws { client = try FHIRClient() }

  // MARK: CodeSystem

  @Test func `Lookup tells display, version, parent and whether a claim may carry the code`() throws {
    let answer = try client.get("CodeSystem/$lookup", ["system": Self.icd, "code": "A15.0", "date": "2026-01-15"])
    #expect(answer.headers["content-type"] == "application/fhir+json")
    #expect(try client.values(answer)["display"] == "Tuberculosis of lung")
    #expect(try client.values(answer)["version"] == "2026")
    #expect(answer.text.contains(#"{"name":"code","valueCode":"parent"},{"name":"value","valueCode":"A15"}"#))
    #expect(answer.text.contains(#"{"name":"code","valueCode":"billable"},{"name":"value","valueBoolean":true}"#))
  }

  @Test(arguments: [
    icd, "urn:oid:2.16.840.1.113883.6.90", icd + "|2026",
  ])
  func `A system is known by its URI and its OID`(system: String) throws {
    #expect(
      try client.get("CodeSystem/$lookup", ["system": system, "code": "I10", "date": "2026-01-15"]).status == 200)
  }

  @Test func `The same code means what its system says`() throws {
    let coding: [String: Any] = ["name": "coding", "valueCoding": ["system": Self.hcpcs, "code": "J0120"]]
    let supply = try client.post("CodeSystem/$lookup", [coding, ["name": "date", "valueDateTime": "2026-01-15"]])
    #expect(try client.values(supply)["display"]?.contains("tetracycline") == true)
    let diagnosis = try client.get("CodeSystem/$lookup", ["system": Self.icd, "code": "J01.20", "date": "2026-01-15"])
    #expect(try client.values(diagnosis)["display"] == "Acute ethmoidal sinusitis, unspecified")
  }

  @Test func `What is not known is an OperationOutcome`() throws {
    for answer in [
      try client.get("CodeSystem/$lookup", ["system": "http://example.org", "code": "I10"]),
      try client.get("CodeSystem/$lookup", ["system": Self.icd, "code": "Z99.99"]),
      try client.get("CodeSystem/$lookup", ["system": Self.icd, "code": "I10", "version": "1999"]),
      try client.get("Patient/1"),
    ] {
      #expect(answer.status == 404)
      #expect(try answer.json()["resourceType"] as? String == "OperationOutcome")
    }
    #expect(try client.get("CodeSystem/$lookup", ["system": Self.icd]).status == 400)
    #expect(
      try client.get("CodeSystem/$lookup", ["system": Self.icd, "code": "I10", "date": "yesterday"]).status == 400)
    #expect(try client.get("metadata", ["_format": "xml"]).status == 406)
  }

  @Test func `Validation tells a valid code from an unknown, a deleted and a misspelled one`() throws {
    func validate(_ code: String, on date: String, url: String = FHIRTests.icd, display: String = "") throws -> [String:
      String]
    {
      try client.values(
        try client.get(
          "CodeSystem/$validate-code", ["url": url, "code": code, "date": date, "display": display], fhir: "r5"))
    }
    let valid = try validate("I10", on: "2026-01-15")
    #expect(valid["result"] == "1")
    #expect(valid["display"] == "Essential (primary) hypertension")
    let unknown = try validate("I10.99", on: "2026-01-15")
    #expect(unknown["result"] == "0")
    #expect(unknown["message"] == "Unknown code 'I10.99' in the CodeSystem '\(Self.icd)' version '2026'")
    #expect(try validate("A150", on: "2026-01-15")["message"]?.hasSuffix("; it is written 'A15.0'") == true)
    let deleted = try validate("S30.1XXA", on: "2026-01-15")
    #expect(deleted["result"] == "1")
    #expect(deleted["inactive"] == "1")
    #expect(try validate("S30.1XXA", on: "2025-03-01")["inactive"] == nil)
    #expect(try validate("I10", on: "2026-01-15", display: "essential (PRIMARY)  hypertension")["result"] == "1")
    #expect(try validate("I10", on: "2026-01-15", display: "Asthma")["result"] == "0")
    let foreign = try validate("I10", on: "2026-01-15", url: "http://example.org")
    #expect(foreign["result"] == "0")
    #expect(foreign["x-caused-by-unknown-system"] == "http://example.org")
  }

  @Test func `One code subsumes another where it stands above it`() throws {
    func outcome(_ first: String, _ second: String) throws -> String? {
      try client.values(try client.get("CodeSystem/$subsumes", ["system": Self.icd, "codeA": first, "codeB": second]))[
        "outcome"]
    }
    #expect(try outcome("A15", "A15.0") == "subsumes")
    #expect(try outcome("A15.0", "A15") == "subsumed-by")
    #expect(try outcome("A15", "A15") == "equivalent")
    #expect(try outcome("A15.0", "A15.4") == "not-subsumed")
  }

  // MARK: ValueSet

  @Test(arguments: ["diabetes", "tuberculosis", "lymph nodes", "hypertension", "cane"])
  func `Expansion with a filter has the codes of the search in its order`(filter: String) throws {
    let all = "http://hl7.org/fhir/ValueSet/@all"
    let expansion = try client.get(
      "ValueSet/$expand", ["url": all, "filter": filter, "count": "20", "date": "2026-01-15"])
    let query = filter.replacingOccurrences(of: " ", with: "+")
    let systems = ["icd10cm", "icd10pcs", "hcpcs", "cpt", "modifier", "msdrg"].map { "&systems=\($0)" }.joined()
    let search = try RawConnection(port: client.port).get(
      "/api/v1/search?query=\(query)&limit=20&on=2026-01-15\(systems)")
    let found = (try search.json()["results"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    #expect(!found.isEmpty)
    #expect(try client.codes(expansion) == found)
  }

  @Test func `Expansion goes by pages, counts with 0 and refuses what is too large`() throws {
    let url = Self.icd + "?fhir_vs=isa/A15"
    #expect(try client.codes(client.get("ValueSet/$expand", ["url": url, "date": "2026-01-15"])).count == 8)
    let page = try client.get("ValueSet/$expand", ["url": url, "count": "2", "offset": "1", "date": "2026-01-15"])
    #expect(try client.codes(page) == ["A15.0", "A15.4"])
    let expansion = try #require(try page.json()["expansion"] as? [String: Any])
    #expect(expansion["total"] as? Int == 8)
    #expect(expansion["offset"] as? Int == 1)
    #expect(page.text.contains(#"{"name":"used-codesystem","valueUri":"\#(Self.icd)|2026"}"#))
    let count = try client.get("ValueSet/$expand", ["url": url, "count": "0", "date": "2026-01-15"])
    #expect(try client.codes(count) == [])
    #expect(count.text.contains(#""total":8"#))
    #expect(try client.get("ValueSet/$expand", ["url": "http://example.org/vs"]).status == 404)
    #expect(try client.get("ValueSet/$expand").status == 400)
  }

  @Test func `A value set can be sent`() throws {
    let include: [String: Any] = [
      "system": Self.icd, "filter": [["property": "concept", "op": "descendent-of", "value": "A15"]],
    ]
    let exclude: [String: Any] = ["system": Self.icd, "concept": [["code": "A15.9"]]]
    let set: [String: Any] = [
      "resourceType": "ValueSet", "status": "active", "compose": ["include": [include], "exclude": [exclude]],
    ]
    let day: [String: Any] = ["name": "date", "valueDate": "2026-01-15"]
    let expansion = try client.post("ValueSet/$expand", [["name": "valueSet", "resource": set], day])
    #expect(try client.codes(expansion) == ["A15.0", "A15.4", "A15.5", "A15.6", "A15.7", "A15.8"])
    for (code, result) in ["A15.0": "1", "A15": "0", "A15.9": "0", "I10": "0"] {
      let coding: [String: Any] = ["name": "coding", "valueCoding": ["system": Self.icd, "code": code]]
      let answer = try client.post("ValueSet/$validate-code", [["name": "valueSet", "resource": set], coding, day])
      #expect(try client.values(answer)["result"] == result, "\(code)")
    }
  }

  // MARK: ConceptMap

  @Test func `A deleted code is translated to what stands in its place`() throws {
    let old = try client.get(
      "ConceptMap/$translate",
      ["system": Self.hcpcs, "code": "J9999", "date": "2026-01-15", "targetsystem": Self.hcpcs])
    #expect(try client.values(old)["result"] == "1")
    #expect(old.text.contains(#""valueCoding":{"code":"J0120""#))
    #expect(old.text.contains(#""name":"equivalence""#))
    let new = try client.get(
      "ConceptMap/$translate", ["system": Self.hcpcs, "sourceCode": "J9999", "date": "2026-01-15"], fhir: "r5")
    #expect(new.text.contains(#""name":"relationship""#))
    let none = try client.get("ConceptMap/$translate", ["system": Self.icd, "code": "I10", "date": "2026-01-15"])
    #expect(try client.values(none)["result"] == "0")
  }

  // MARK: Validity

  @Test(.enabled(if: PythonCheck.has("fhir.resources"), "fhir.resources is not installed"), arguments: ["r4", "r5"])
  func `Every answer is a valid resource`(fhir: String) throws {
    let cases: [(String, KeyValuePairs<String, String>)] = [
      ("metadata", [:]), ("metadata", ["mode": "terminology"]),
      ("CodeSystem/$lookup", ["system": Self.icd, "code": "A15.0", "property": "*"]),
      ("CodeSystem/$lookup", ["system": Self.icd, "code": "S30.1XXA", "date": "2026-01-15"]),
      ("CodeSystem/$lookup", ["system": Self.icd, "code": "Z99.99"]),
      ("CodeSystem/$validate-code", ["url": Self.icd, "code": "I10", "display": "Asthma"]),
      ("CodeSystem/$validate-code", ["url": Self.icd, "code": "S30.1XXA", "date": "2026-01-15"]),
      ("CodeSystem/$validate-code", ["url": "http://example.org", "code": "I10"]),
      ("CodeSystem/$subsumes", ["system": Self.icd, "codeA": "A15", "codeB": "A15.0"]),
      ("ValueSet/$expand", ["url": Self.icd, "filter": "tuberculosis", "count": "3", "activeOnly": "true"]),
      ("ValueSet/$expand", ["url": Self.icd, "includeDesignations": "true", "offset": "0", "count": "2"]),
      ("ValueSet/$validate-code", ["url": Self.icd, "system": Self.icd, "code": "I10.99"]),
      ("ConceptMap/$translate", ["system": Self.hcpcs, "code": "J9999", "date": "2026-01-15"]),
      ("CodeSystem", [:]), ("CodeSystem", ["url": "none"]), ("ValueSet", ["_count": "2"]), ("ConceptMap", [:]),
      ("CodeSystem/icd-10-cm", [:]), ("CodeSystem/icd-10-cm-2025", [:]), ("ValueSet/hcpcs", [:]), ("ValueSet/all", [:]),
      ("ConceptMap/succession", [:]), ("CodeSystem/icd-10-cm/$validate-code", ["code": "I10"]), ("$versions", [:]),
      ("Patient/1", [:]),
    ]
    var lines = Data()
    for (path, parameters) in cases {
      let resource = try client.get(path, parameters, fhir: fhir).json()
      let line: [String: Any] = ["fhir": fhir, "name": "\(path) \(parameters)", "resource": resource]
      lines += try JSONSerialization.data(withJSONObject: line) + Data("\n".utf8)
    }
    let batch = try client.batch(["CodeSystem/$lookup?system=\(Self.icd)&code=I10", "Patient/1"], fhir: fhir)
    let line: [String: Any] = ["fhir": fhir, "name": "batch", "resource": try batch.json()]
    lines += try JSONSerialization.data(withJSONObject: line) + Data("\n".utf8)
    let check = try PythonCheck.run("check_fhir.py", needing: "fhir.resources", on: lines)
    #expect(check.isFine, "\(check.output)")
  }
}
