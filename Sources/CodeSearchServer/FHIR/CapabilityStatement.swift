internal import CodeSearch
internal import CodingKnowledge
internal import FoundationEssentials
internal import SearchService

/// What the server can do, as FHIR asks for at `metadata`.
struct CapabilityStatement {
  let fhir: FHIRVersion
  let searcher: Searcher
  /// Where the server was reached, such as `http://127.0.0.1:8080/fhir/r4`.
  let base: String

  var resource: JSONValue {
    var head = head("CapabilityStatement", name: "CodesearchCapabilities")
    head["instantiates"] = ["http://hl7.org/fhir/CapabilityStatement/terminology-server"]
    head["fhirVersion"] = .string(fhir.number)
    head["format"] = ["application/fhir+json", "json"]
    head["rest"] = [
      [
        "mode": "server",
        "resource": [
          resource("CodeSystem", ["lookup", "validate-code", "subsumes"]),
          resource("ValueSet", ["expand", "validate-code"]), resource("ConceptMap", ["translate"]),
        ],
        "interaction": [["code": "batch"]],
        "operation": [
          ["name": "versions", "definition": "http://hl7.org/fhir/OperationDefinition/CapabilityStatement-versions"]
        ],
      ]
    ]
    return .object(head)
  }

  private func resource(_ type: String, _ operations: [String]) -> JSONValue {
    [
      "type": .string(type), "interaction": [["code": "read"], ["code": "search-type"]],
      "searchParam": .array(
        ResourceSearch.parameters.map { ["name": .string($0.key), "type": .string($0.value)] }),
      "operation": .array(
        operations.map { name in
          [
            "name": .string(name),
            "definition": .string("http://hl7.org/fhir/OperationDefinition/\(type)-\(name)"),
          ]
        }),
    ]
  }

  private func head(_ type: String, name: String) -> [String: JSONValue] {
    [
      "resourceType": .string(type), "url": .string("\(base)/metadata"), "version": .string(SearchServer.version),
      "name": .string(name),
      "title": "codesearch terminology service", "status": "active", "date": .string(String(built)), "kind": "instance",
      "description": "Medical codes of the United States from one offline index, as of a date of service.",
      "software": ["name": "codesearch", "version": .string(SearchServer.version)],
      "implementation": [
        "description": .string("generation \(searcher.generation)"), "url": .string(base),
      ],
    ]
  }

  /// When the index was built.
  private var built: Substring { ((try? searcher.status().built) ?? "2026-01-01").prefix(10) }

  // MARK: Terminology

  var terminology: JSONValue {
    var head = head("TerminologyCapabilities", name: "CodesearchTerminology")
    head["codeSystem"] = .array(CodeSystemIdentity.all.map(codeSystem))
    head["expansion"] = [
      "hierarchical": false, "paging": true, "incomplete": false,
      "parameter": .array(CapabilityStatement.expansionParameters.map { ["name": .string($0)] }),
      "textFilter": .string(
        "The search of codesearch: all words in any order, stemmed, with synonyms and abbreviations; codes in any "
          + "spelling; \"phrases\", -word, OR, word*. The order is that of relevance."),
    ]
    head["codeSearch"] = "all"
    head["validateCode"] = ["translations": false]
    head["translation"] = ["needsMap": false]
    return .object(head)
  }

  private static let expansionParameters = [
    "activeOnly", "count", "date", "excludeNotForUI", "filter", "includeDesignations", "offset", "url", "valueSet",
  ]

  private func codeSystem(_ system: CodeSystemIdentity) -> JSONValue {
    let releases = searcher.releases(of: system.scopes[0])
    let current = system.version(in: searcher, on: .today)
    var entry: [String: JSONValue] = ["uri": .string(system.uri), "subsumption": .bool(system.isHierarchical)]
    if fhir == .r5 { entry["content"] = system.id == "cpt" ? "fragment" : "complete" }
    let versions = releases.map { release -> JSONValue in
      [
        "code": .string(release.version), "isDefault": .bool(release.version == current), "compositional": false,
        "language": ["en"],
        "property": .array(ConceptProperty.all.map { .string($0.code) }),
      ]
    }
    if !versions.isEmpty { entry["version"] = .array(versions) }
    return .object(entry)
  }
}
