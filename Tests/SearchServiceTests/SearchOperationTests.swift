import CodeSearch
import CodingKnowledge
import SearchService
import Testing

@Suite struct SearchOperationTests {
  private func operation(_ name: String) throws -> SearchOperation { try #require(SearchOperation.named(name)) }

  private func answer(_ name: String, _ parameters: JSONValue) throws -> JSONValue {
    try JSONValue(json: try operation(name).answer(parameters, from: try Practice.searcher))
  }

  /// The error that a request gives.
  private func error(_ name: String, _ parameters: JSONValue) throws -> CodeSearchError {
    let operation = try operation(name)
    let searcher = try Practice.searcher
    return try #require(throws: CodeSearchError.self) { try operation.answer(parameters, from: searcher) }
  }

  @Test func `The names of the operations stand in their fixed order`() {
    #expect(
      SearchOperation.all.map(\.name) == [
        "search", "card", "browse", "check", "edits", "coverage", "guideline", "crosswalk", "fee", "explain", "status",
      ])
    #expect(SearchOperation.named("Search") == nil)
  }

  static let requests: [(String, JSONValue)] = [
    ("search", ["query": "diabetes", "why": true, "on": "2026-02-01"]),
    ("search", ["query": "zzyzx", "systems": ["icd10cm"], "kinds": ["guideline"]]),
    ("search", ["query": "look bow", "prefix": true, "limit": 1, "offset": 1, "billable": false]),
    ("card", ["code": "e119", "on": "2026-02-01"]), ("card", ["code": "99213", "on": "2026-02-01", "limit": 1]),
    ("card", ["code": "Q99.9", "system": "icd10cm"]), ("card", ["code": "I.C.4.a"]),
    ("browse", [:]), ("browse", ["code": "E11"]), ("browse", ["code": "nowhere"]),
    (
      "check",
      [
        "diagnoses": ["E11.9"], "lines": ["45378", ["code": "99213", "modifiers": ["25"], "units": 2]],
        "state": "ca", "setting": "practitioner", "on": "2026-02-01",
      ]
    ),
    ("edits", ["code": "45378", "on": "2026-02-01"]), ("edits", ["code": "45378", "with": ["99213", "38564"]]),
    ("coverage", ["code": "45378", "with": ["E11.9"], "state": "CA"]),
    ("guideline", ["query": "I.C.4.a"]), ("guideline", ["query": "combination codes diabetes", "limit": 2]),
    ("crosswalk", ["code": "E11.9"]), ("crosswalk", ["code": "E11.9", "to": "icd9cm"]),
    ("fee", ["code": "99213", "on": "2026-02-01"]), ("fee", ["code": "99213", "setting": "facility"]),
    ("explain", ["query": "\"pulmonary embolism\" -acute"]), ("explain", ["query": "diabetes system:icd10cm"]),
    ("status", [:]),
  ]

  @Test func `Fees of one place of service leave the other out`() throws {
    let both = try answer("fee", ["code": "99213", "on": "2026-02-01"])
    for (setting, own, other) in [("office", "nonFacility", "facility"), ("Hospital", "facility", "nonFacility")] {
      let one = try answer("fee", ["code": "99213", "on": "2026-02-01", "setting": .string(setting)])
      for member in ["PracticeExpense", "Total", "Amount"] {
        let value = try #require(one["lines"]?.array?.first?[own + member])
        #expect(value == both["lines"]?.array?.first?[own + member])
        #expect(one["lines"]?.array?.first?[other + member] == nil)
        #expect(both["lines"]?.array?.first?[other + member] != nil)
      }
    }
  }

  @Test(arguments: requests)
  func `Every request fits its schema, and every answer fits its own and has the format number`(
    name: String, parameters: JSONValue
  ) throws {
    let operation = try operation(name)
    #expect(SchemaCheck.faults(parameters, operation.input) == [])
    let answer = try answer(name, parameters)
    #expect(SchemaCheck.faults(answer, operation.output) == [])
    #expect(answer["format"] == 1)
  }

  @Test func `A search answers what the library answers`() throws {
    var request = SearchRequest("diabetes", on: try #require(Day(iso: Practice.day)))
    request.limit = 3
    let expected = try Practice.searcher.search(request).json(query: "diabetes", isPretty: false)
    let operation = try operation("search")
    let given = try operation.answer(
      ["query": "diabetes", "limit": 3, "on": .string(Practice.day)], from: try Practice.searcher)
    #expect(given == expected)
  }

  @Test func `The second page counts on from the first`() throws {
    let first = try answer("search", ["query": "diabetes"])
    let second = try answer("search", ["query": "diabetes", "offset": 1])
    #expect(second["results"]?.array?.first?["rank"] == 2)
    #expect(second["results"]?.array?.first?["code"] == first["results"]?.array?[1]["code"])
  }

  @Test func `Choices are read in any usual spelling`() throws {
    let plain = try answer("search", ["query": "diabetes", "systems": ["icd10cm"], "kinds": ["guideline"]])
    let spelt = try answer("search", ["query": "diabetes", "systems": ["ICD-10-CM"], "kinds": ["Guidelines"]])
    #expect(plain == spelt)
  }

  @Test func `Null is as good as not given`() throws {
    #expect(try answer("search", ["query": "diabetes", "on": nil, "limit": nil])["total"] != nil)
    #expect(try error("search", ["query": nil]).message == "\"query\" is missing")
  }

  @Test func `A pair of codes has its verdict, in both directions`() throws {
    for (code, other) in [("45378", "99213"), ("99213", "45378")] {
      let answer = try answer("edits", ["code": .string(code), "with": [.string(other)], "on": "2026-02-01"])
      #expect(answer["pairs"]?.array?.first?["verdict"] == "in-force")
    }
  }

  @Test func `A claim is checked by the rules of its day`() throws {
    let report = try answer("check", ["lines": ["45378", "99213"], "on": "2026-02-01"])
    let rules = report["findings"]?.array?.compactMap { $0["rule"]?.string }
    #expect(rules?.contains("ptp-edit") == true)
  }

  static let refused: [(String, JSONValue, String)] = [
    ("search", ["query": "x", "limits": 3], "unknown parameter \"limits\""),
    ("search", [:], "\"query\" is missing"), ("search", ["query": ""], "\"query\" is empty"),
    ("search", ["query": 5], "\"query\" is a whole number"),
    ("search", ["query": "x", "limit": "3"], "\"limit\" is a text"),
    ("search", ["query": "x", "limit": 0], "\"limit\" is 0"),
    ("search", ["query": "x", "limit": 1001], "\"limit\" is 1001"),
    ("search", ["query": "x", "limit": .number(1.5)], "\"limit\" is a number"),
    ("search", ["query": "x", "offset": -1], "\"offset\" is -1"),
    ("search", ["query": "x", "systems": "cpt"], "\"systems\" is a text"),
    ("search", ["query": "x", "systems": ["snomed"]], "\"systems\" is snomed"),
    ("search", ["query": "x", "systems": [nil]], "\"systems\" is null"),
    ("search", ["query": "x", "kinds": ["locality"]], "\"kinds\" is locality"),
    ("search", ["query": "x", "billable": 1], "\"billable\" is a whole number"),
    ("search", ["query": "x", "on": "2026-02-30"], "\"on\" is 2026-02-30"),
    ("search", ["query": "x", "on": "tomorrow, or then"], "\"on\" is 17 characters long"),
    ("search", [], "the parameters are a list"), ("search", nil, "the parameters are null"),
    ("card", ["code": .string(String(repeating: "9", count: 65))], "\"code\" is 65 characters long"),
    ("check", [:], "nothing to check"), ("check", ["lines": [[:]]], "\"lines.code\" is missing"),
    ("check", ["lines": [["code": "99213", "unit": 2]]], "unknown parameter \"lines.unit\""),
    ("check", ["lines": [["code": "99213", "units": 0]]], "\"lines.units\" is 0"),
    ("check", ["lines": ["99213-2"]], "99213-2 is no claim line"),
    ("check", ["diagnoses": .array(Array(repeating: "E11.9", count: 101))], "\"diagnoses\" is a list of 101"),
    ("edits", ["code": "Q99.9"], "no CPT or HCPCS code Q99.9 is loaded"),
    ("edits", ["code": "45378", "setting": "home"], "\"setting\" is home"),
    ("status", ["on": "2026-02-01"], "unknown parameter \"on\""),
  ]

  @Test(arguments: refused)
  func `What cannot be used is refused by its name`(name: String, parameters: JSONValue, message: String) throws {
    let error = try error(name, parameters)
    #expect(error.code == .query)
    #expect(error.message == message)
    #expect(error.hint?.isEmpty == false)
  }

  @Test func `An error is one JSON form, and a query's fault has its place`() throws {
    let fault = try error("search", ["query": "foo:bar x"])
    let document = try JSONValue(json: fault.json())
    #expect(document["error"]?["code"] == "query")
    #expect(document["error"]?["message"]?.string?.contains("\n") == false)
    #expect(document["error"]?["place"]?.string?.contains("^") == true)
    #expect(document["format"] == 1)
  }

  @Test(arguments: SearchOperation.all.map(\.name))
  func `Every parameter is described, and the summary says what an empty answer means`(name: String) throws {
    let operation = try operation(name)
    for parameter in operation.parameters { #expect(parameter.summary.hasSuffix(".")) }
    #expect(operation.summary.contains(/[Nn]o |[Nn]either|not loaded|empty/))
  }
}
