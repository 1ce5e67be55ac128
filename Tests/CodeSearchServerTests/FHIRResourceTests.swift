import Foundation
import Testing

/// The resources that describe what the terminology operations answer from, and batches of requests.
struct FHIRResourceTests {
  private let client: FHIRClient

  init() throws { client = try FHIRClient() }

  /// The resources of a searchset.
  private func found(_ answer: RawConnection.Answer) throws -> [[String: Any]] {
    let bundle = try answer.json()
    #expect(bundle["type"] as? String == "searchset", "\(answer.text)")
    return (bundle["entry"] as? [[String: Any]] ?? []).compactMap { $0["resource"] as? [String: Any] }
  }

  private func identifiers(_ answer: RawConnection.Answer) throws -> [String] {
    try found(answer).compactMap { $0["id"] as? String }
  }

  // MARK: Search

  @Test func `Each loaded release is a code system, the one of today under the plain id`() throws {
    let systems = try found(client.get("CodeSystem", ["url": FHIRClient.icd]))
    #expect(systems.compactMap { $0["version"] as? String } == ["2026", "2025"])
    #expect(systems.compactMap { $0["id"] as? String } == ["icd-10-cm", "icd-10-cm-2025"])
    #expect(systems.allSatisfy { $0["content"] as? String == "not-present" })
    #expect(
      try identifiers(client.get("CodeSystem", ["url": FHIRClient.icd, "version": "2025"])) == ["icd-10-cm-2025"])
  }

  @Test(arguments: [
    ("_id", "hcpcs", ["hcpcs"]), ("title", "hcpcs level", ["hcpcs"]),
    ("name", "ICD10CM", ["icd-10-cm", "icd-10-cm-2025"]),
    ("status", "retired", []), ("url", "urn:oid:2.16.840.1.113883.6.285", ["hcpcs"]), ("url", "http://example.org", []),
  ])
  func `Code systems are found by what describes them`(name: String, value: String, expected: [String]) throws {
    #expect(try identifiers(client.get("CodeSystem", [name: value])) == expected)
  }

  @Test func `A search goes by pages, and a link leads to the next one`() throws {
    let all = try identifiers(client.get("ValueSet"))
    #expect(all == ["icd-10-cm", "hcpcs", "cpt", "all"])
    let first = try client.get("ValueSet", ["_count": "3"])
    #expect(try identifiers(first) == Array(all.prefix(3)))
    #expect(try first.json()["total"] as? Int == 4)
    let links = try first.json()["link"] as? [[String: String]] ?? []
    let next = try #require(links.first { $0["relation"] == "next" }?["url"])
    let path = try #require(next.range(of: "/fhir/r4/")).upperBound
    #expect(try identifiers(client.get(String(next[path...]))) == ["all"])
    let count = try client.get("ValueSet", ["_summary": "count"]).json()
    #expect(count["total"] as? Int == 4)
    #expect(count["entry"] == nil)
    #expect(try client.get("ValueSet", ["_count": "many"]).status == 400)
  }

  // MARK: Read

  @Test func `A resource is read by its id`() throws {
    let system = try client.get("CodeSystem/icd-10-cm-2025").json()
    #expect(system["url"] as? String == FHIRClient.icd)
    #expect(system["version"] as? String == "2025")
    #expect(system["valueSet"] as? String == FHIRClient.icd + "?fhir_vs")
    let set = try client.get("ValueSet/icd-10-cm").json()
    #expect(set["url"] as? String == FHIRClient.icd + "?fhir_vs")
    #expect(try client.get("ConceptMap/gem").json()["resourceType"] as? String == "ConceptMap")
    for path in [
      "CodeSystem/icd-10-cm-1999", "ValueSet/x", "ConceptMap/x", "CodeSystem/hcpcs/$expand", "CodeSystem/hcpcs/x",
    ] {
      let answer = try client.get(path)
      #expect(answer.status == 404)
      #expect(try answer.json()["resourceType"] as? String == "OperationOutcome")
    }
    #expect(try client.post("CodeSystem/hcpcs", []).status == 405)
  }

  @Test func `An operation on a resource is about that resource`() throws {
    let old = try client.get("CodeSystem/icd-10-cm-2025/$validate-code", ["code": "S30.1XXA"])
    #expect(try client.values(old)["inactive"] == nil)
    #expect(try client.values(old)["version"] == "2025")
    let now = try client.get("CodeSystem/icd-10-cm/$validate-code", ["code": "S30.1XXA", "date": "2026-01-15"])
    #expect(try client.values(now)["inactive"] == "1")
    let below = try client.get("CodeSystem/icd-10-cm/$subsumes", ["codeA": "A15", "codeB": "A15.0"])
    #expect(try client.values(below)["outcome"] == "subsumes")
    let canes = try client.get("ValueSet/hcpcs/$expand", ["filter": "cane", "date": "2026-01-15"])
    #expect(try client.codes(canes) == ["E0100", "E0105"])
    let other = try client.get("CodeSystem/hcpcs/$lookup", ["system": FHIRClient.icd, "code": "I10"])
    #expect(other.status == 400)
  }

  @Test func `Only the properties asked for are told`() throws {
    func properties(_ wanted: KeyValuePairs<String, String>) throws -> Set<String> {
      let parameters: KeyValuePairs = ["system": FHIRClient.icd, "code": "A15", "date": "2026-01-15"]
      let query = (Array(parameters) + Array(wanted)).map { "\($0.key)=\($0.value)" }.joined(separator: "&")
      let answer = try client.get("CodeSystem/$lookup?\(query)").json()
      let parts = answer["parameter"] as? [[String: Any]] ?? []
      return Set(
        parts.compactMap { part in
          guard part["name"] as? String == "property" else { return part["name"] as? String }
          return (part["part"] as? [[String: Any]])?.first?["valueCode"] as? String
        })
    }
    let always: Set = ["name", "version", "display"]
    #expect(try properties(["property": "child"]) == always.union(["child"]))
    #expect(try properties(["property": "parent", "property": "billable"]) == always.union(["billable"]))
    #expect(try properties([:]) == always.union(["inactive", "notSelectable", "billable"]))
  }

  @Test func `A translation keeps to the map and the target that are asked for`() throws {
    func result(_ parameters: KeyValuePairs<String, String>) throws -> String? {
      let code: KeyValuePairs = ["system": FHIRClient.hcpcs, "code": "J9999", "date": "2026-01-15"]
      let query = (Array(code) + Array(parameters)).map { "\($0.key)=\($0.value)" }.joined(separator: "&")
      return try client.values(client.get("ConceptMap/$translate?\(query)"))["result"]
    }
    #expect(try result([:]) == "1")
    #expect(try result(["target": FHIRClient.hcpcs + "%3Ffhir_vs"]) == "1")
    #expect(try result(["target": FHIRClient.icd + "%3Ffhir_vs"]) == "0")
    let unknown = try client.get(
      "ConceptMap/$translate", ["url": "http://example.org", "code": "J9999", "system": FHIRClient.hcpcs])
    #expect(unknown.status == 404)
    let code: KeyValuePairs = ["system": FHIRClient.hcpcs, "code": "J9999", "date": "2026-01-15"]
    let maps = try ["gem", "succession"].map {
      try client.values(client.get("ConceptMap/\($0)/$translate", code))["result"]
    }
    #expect(maps.contains("1"))
  }

  @Test(arguments: ["r4", "r5"])
  func `The base tells its release of FHIR`(fhir: String) throws {
    let number = fhir == "r4" ? "4.0" : "5.0"
    #expect(try client.values(client.get("$versions", fhir: fhir)) == ["version": number, "default": number])
  }

  // MARK: Batch

  @Test func `A batch has an answer for each of its requests, in their order`() throws {
    let lookup = "CodeSystem/$lookup?system=\(FHIRClient.icd)&date=2026-01-15&code="
    let answer = try client.batch([
      lookup + "I10", lookup + "Z99.99", "Patient/1", "/ValueSet/hcpcs",
      "http://127.0.0.1:\(client.port)/fhir/r4/metadata",
    ])
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "application/fhir+json")
    let bundle = try answer.json()
    #expect(bundle["type"] as? String == "batch-response")
    let entries = try #require(bundle["entry"] as? [[String: [String: Any]]])
    #expect(
      entries.map { $0["resource"]?["resourceType"] as? String } == [
        "Parameters", nil, nil, "ValueSet", "CapabilityStatement",
      ])
    let statuses = entries.map { $0["response"]?["status"] as? String ?? "" }
    #expect(statuses.map { $0.prefix(3) } == ["200", "404", "404", "200", "200"])
    let outcome = try #require(entries[1]["response"]?["outcome"] as? [String: Any])
    #expect(outcome["resourceType"] as? String == "OperationOutcome")
  }

  @Test func `A batch can post parameters`() throws {
    let parameters: [[String: Any]] = [
      ["name": "url", "valueUri": FHIRClient.icd], ["name": "code", "valueCode": "I10.99"],
    ]
    let entry: [String: Any] = [
      "request": ["method": "POST", "url": "CodeSystem/$validate-code"],
      "resource": ["resourceType": "Parameters", "parameter": parameters],
    ]
    let bundle: [String: Any] = ["resourceType": "Bundle", "type": "batch", "entry": [entry]]
    let text = String(decoding: try JSONSerialization.data(withJSONObject: bundle), as: UTF8.self)
    let answer = try RawConnection(port: client.port).post("/fhir/r5", type: "application/fhir+json", text)
    #expect(answer.text.contains(#"{"name":"result","valueBoolean":false}"#), "\(answer.text)")
  }

  @Test func `What is no batch is refused`() throws {
    #expect(try client.batch(["metadata"], type: "transaction").status == 422)
    #expect(try client.batch([String](repeating: "metadata", count: 101)).status == 422)
    #expect(try client.batch([]).status == 200)
    let port = client.port
    for body in [#"{"resourceType":"Parameters"}"#, "[]", "{"] {
      #expect(try RawConnection(port: port).post("/fhir/r4", body).status == 400)
    }
    let entry = #"{"resourceType":"Bundle","type":"batch","entry":[{}]}"#
    #expect(try RawConnection(port: port).post("/fhir/r4", entry).text.contains(#""status":"400 Bad Request""#))
    #expect(try RawConnection(port: port).get("/fhir/r4").status == 405)
  }
}
