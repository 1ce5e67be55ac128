internal import CodeSearch
internal import CodingKnowledge
internal import SearchService

/// The resources that can be read and searched for: code systems by release, the value sets that they imply, the maps.
/// They describe; the codes themselves come from the operations.
struct TerminologyCatalogue {
  /// The types of resource, in the spelling of their addresses.
  enum Kind: String, CaseIterable {
    case codeSystem = "CodeSystem"
    case valueSet = "ValueSet"
    case conceptMap = "ConceptMap"
  }

  let fhir: FHIRVersion
  let searcher: Searcher

  func resources(_ kind: Kind) -> [JSONValue] {
    switch kind {
    case .codeSystem: CodeSystemIdentity.all.flatMap(codeSystems)
    case .valueSet: valueSets
    case .conceptMap: ConceptMapIdentity.all.map(conceptMap)
    }
  }

  /// The resource of that id; nil where there is none.
  func resource(_ kind: Kind, id: String) -> JSONValue? { resources(kind).first { $0["id"]?.string == id } }

  // MARK: Code systems

  /// One resource for each loaded release, the one that answers today under the plain id; one without a version where only
  /// texts about its codes are loaded.
  private func codeSystems(_ system: CodeSystemIdentity) -> [JSONValue] {
    let current = system.version(in: searcher, on: .today)
    let releases = searcher.releases(of: system.scopes[0]).reversed()
    if releases.isEmpty { return isLoaded(system) ? [codeSystem(system, id: system.id, release: nil)] : [] }
    return releases.map { release in
      codeSystem(
        system, id: release.version == current ? system.id : "\(system.id)-\(release.version)", release: release)
    }
  }

  private func isLoaded(_ system: CodeSystemIdentity) -> Bool {
    let counts = (try? searcher.status().counts) ?? []
    return counts.contains { $0.scope == system.scopes[0] && $0.count > 0 }
  }

  private func codeSystem(_ system: CodeSystemIdentity, id: String, release: Release?) -> JSONValue {
    var resource = head(.codeSystem, id: id, url: system.uri, name: system.name, title: system.title)
    if !system.oids.isEmpty {
      resource["identifier"] = .array(
        system.oids.map { ["system": "urn:ietf:rfc:3986", "value": .string("urn:oid:\($0)")] })
    }
    if let release {
      resource["version"] = .string(release.version)
      if let first = release.effective.from { resource["date"] = .string(first.description) }
    }
    if let copyright = system.copyright { resource["copyright"] = .string(copyright) }
    resource["publisher"] = .string(system.publisher)
    resource["caseSensitive"] = true
    resource["compositional"] = false
    resource["versionNeeded"] = false
    resource["valueSet"] = .string(system.uri + ValueSetDefinition.impliedSuffix)
    // The codes are not in the resource: $lookup, $validate-code and $expand have them.
    resource["content"] = "not-present"
    resource["property"] = .array(ConceptProperty.all.map(\.resource))
    var filters: [JSONValue] = [
      [
        "code": "billable", "operator": ["="], "value": "true",
        "description": "Codes that a claim may carry on the day.",
      ]
    ]
    if system.isHierarchical {
      resource["hierarchyMeaning"] = "is-a"
      filters.append([
        "code": "concept", "operator": ["is-a", "descendent-of"], "value": "a code",
        "description": "A code and what stands below it in the tabular list.",
      ])
    }
    resource["filter"] = .array(filters)
    return .object(resource)
  }

  // MARK: Value sets

  private var valueSets: [JSONValue] {
    let loaded = CodeSystemIdentity.all.filter(isLoaded)
    let single = loaded.map { system in
      valueSet(id: system.id, url: system.uri + ValueSetDefinition.impliedSuffix, "All\(system.name)", [system])
    }
    let all = loaded.filter { $0.id != "icd-9-cm" }
    return single + [valueSet(id: "all", url: ValueSetDefinition.everything, "AllCodes", all)]
  }

  private func valueSet(id: String, url: String, _ name: String, _ systems: [CodeSystemIdentity]) -> JSONValue {
    let titles = systems.map(\.title).joined(separator: ", ")
    var resource = head(.valueSet, id: id, url: url, name: name, title: "All codes of \(titles)")
    resource["immutable"] = false
    resource["compose"] = ["include": .array(systems.map { ["system": .string($0.uri)] })]
    return .object(resource)
  }

  // MARK: Maps

  private func conceptMap(_ map: ConceptMapIdentity) -> JSONValue {
    var resource = head(.conceptMap, id: map.id, url: map.uri, name: map.name, title: map.title)
    resource["description"] = .string(map.description)
    return .object(resource)
  }

  // MARK: What all have

  private func head(_ kind: Kind, id: String, url: String, name: String, title: String) -> [String: JSONValue] {
    [
      "resourceType": .string(kind.rawValue), "id": .string(id), "url": .string(url), "name": .string(name),
      "title": .string(title), "status": "active", "experimental": false,
    ]
  }
}
