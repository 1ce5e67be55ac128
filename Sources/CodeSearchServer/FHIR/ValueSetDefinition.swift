internal import CodeSearch
internal import CodingKnowledge
internal import HTTPTypes
internal import SearchService

/// Which codes a value set has: whole systems, listed codes, or what stands below some.
struct ValueSetDefinition: Sendable {
  struct Selection: Sendable {
    var system: CodeSystemIdentity
    var version: String?
    /// Only these codes; empty for all.
    var codes: [String] = []
    /// Only these codes and what stands below them; empty for all.
    var roots: [String] = []
    /// Without the roots themselves.
    var isStrict = false
    var isBillable = false

    var isWholeSystem: Bool { codes.isEmpty && roots.isEmpty && !isBillable }

    func contains(_ concept: Terminology.Concept) -> Bool {
      let code = concept.level.target.identifier
      guard concept.system.uri == system.uri, codes.isEmpty || codes.contains(code) else { return false }
      guard !isBillable || concept.level.billable == true else { return false }
      if roots.isEmpty || !isStrict && roots.contains(code) { return true }
      return concept.path.contains { roots.contains($0.target.identifier) }
    }
  }

  var url: String
  var includes: [Selection]
  var excludes: [Selection] = []

  func contains(_ concept: Terminology.Concept) -> Bool {
    includes.contains { $0.contains(concept) } && !excludes.contains { $0.contains(concept) }
  }

  /// The system that the value set is, where it is a single one without modifiers.
  var onlyWholeSystem: CodeSystemIdentity? {
    guard includes.count == 1, excludes.isEmpty, includes[0].isWholeSystem, includes[0].system.scopes.count == 1 else {
      return nil
    }
    return includes[0].system
  }

  /// The value set of all known codes; ICD-9-CM, which is here for crosswalks only, is not among them.
  static let everything = "http://hl7.org/fhir/ValueSet/@all"
  /// What behind the URL of a code system means all its codes.
  static let impliedSuffix = "?fhir_vs"

  /// A value set that is implied by a code system: `SYSTEM`, `SYSTEM?fhir_vs`, `SYSTEM?fhir_vs=isa/CODE`, `SYSTEM/vs`.
  /// - Throws: 404 for a URL that is none of these.
  init(url: String) throws(ServerFault) {
    self.url = url
    if url == ValueSetDefinition.everything {
      includes = CodeSystemIdentity.all.filter { $0.id != "icd-9-cm" }.map { Selection(system: $0) }
      return
    }
    var name = url.split(separator: "|").first.map(String.init) ?? url
    if name == "http://hl7.org/fhir/ValueSet/cpt-all" { name = "http://www.ama-assn.org/go/cpt" }
    var roots: [String] = []
    if let range = name.firstRange(of: ValueSetDefinition.impliedSuffix) {
      let rest = name[range.upperBound...]
      if rest.hasPrefix("=isa/") { roots = [String(rest.dropFirst("=isa/".count))] }
      guard rest.isEmpty || !roots.isEmpty else { throw ValueSetDefinition.unknown(url) }
      name = String(name[..<range.lowerBound])
    } else if name.hasSuffix("/vs") {
      name.removeLast("/vs".count)
    }
    guard let system = CodeSystemIdentity(uri: name) else { throw ValueSetDefinition.unknown(url) }
    includes = [Selection(system: system, roots: roots)]
  }

  private static func unknown(_ url: String) -> ServerFault {
    ServerFault(
      .notFound, "value-set", "the value set '\(url)' is not known here",
      hint: "value sets are SYSTEM?fhir_vs, SYSTEM?fhir_vs=isa/CODE, \(everything), or sent as valueSet")
  }

  // MARK: From a resource

  /// A `ValueSet` resource with a `compose`.
  /// - Throws: 400 for what cannot be computed here.
  init(resource: JSONValue) throws(ServerFault) {
    guard resource["resourceType"]?.string == "ValueSet", let compose = resource["compose"] else {
      throw ServerFault(.badRequest, "value-set", "valueSet is no ValueSet resource with a compose")
    }
    url = resource["url"]?.string ?? ""
    includes = try ValueSetDefinition.selections(compose["include"])
    excludes = try ValueSetDefinition.selections(compose["exclude"])
    guard !includes.isEmpty else { throw ServerFault(.badRequest, "value-set", "the valueSet includes nothing") }
  }

  private static func selections(_ list: JSONValue?) throws(ServerFault) -> [Selection] {
    var selections: [Selection] = []
    for item in list?.array ?? [] {
      if let sets = item["valueSet"]?.array {
        for url in sets.compactMap(\.string) { selections += try ValueSetDefinition(url: url).includes }
        continue
      }
      guard let uri = item["system"]?.string, let system = CodeSystemIdentity(uri: uri) else {
        throw ServerFault(
          .unprocessableContent, "system", "the code system '\(item["system"]?.string ?? "")' is not known here")
      }
      var selection = Selection(system: system, version: item["version"]?.string)
      selection.codes = (item["concept"]?.array ?? []).compactMap { $0["code"]?.string }
      for filter in item["filter"]?.array ?? [] { try add(filter, to: &selection) }
      selections.append(selection)
    }
    return selections
  }

  private static func add(_ filter: JSONValue, to selection: inout Selection) throws(ServerFault) {
    let value = filter["value"]?.string ?? ""
    switch (filter["property"]?.string ?? "", filter["op"]?.string ?? "") {
    case ("concept", "is-a"): selection.roots.append(value)
    case ("concept", "descendent-of"):
      selection.roots.append(value)
      selection.isStrict = true
    case ("billable", "=") where value == "true": selection.isBillable = true
    case (let property, let operation):
      throw ServerFault(
        .unprocessableContent, "filter", "the filter \(property) \(operation) \(value) is not supported",
        hint: "supported: concept is-a CODE, concept descendent-of CODE, billable = true")
    }
  }
}

extension Terminology {
  /// The value set that an operation is about.
  func valueSet() throws(ServerFault) -> ValueSetDefinition {
    if let resource = try parameters.value("valueSet") { return try ValueSetDefinition(resource: resource) }
    guard let url = try parameters.text("url") else { throw FHIRParameters.missing("url") }
    return try ValueSetDefinition(url: url)
  }
}
