internal import CodeSearch
internal import CodingKnowledge
internal import HTTPTypes
internal import SearchService

extension Terminology {
  /// `ConceptMap/$translate`: General Equivalence Mappings, cross-references of HCPCS, and what stands in the place of a
  /// deleted code.
  func translate() throws(ServerFault) -> JSONValue {
    guard let coding = try source() else { throw FHIRParameters.missing(fhir == .r4 ? "code" : "sourceCode") }
    let system = try system(coding.system)
    let day = try day(system, version: coding.version)
    guard concept(coding.code, of: system, on: day) != nil else {
      throw ServerFault(.notFound, "code", unknown(coding.code, of: system, on: day))
    }
    let wanted = try Wanted(self)
    let isGivenAsTarget = try parameters.value("targetCode", "targetCoding", "targetCodeableConcept") != nil
    let isReverse = try parameters.flag("reverse") ?? isGivenAsTarget
    let answers = searcher.crosswalk(coding.code, on: day).filter {
      system.holds($0.target) && $0.target.identifier == coding.code
    }
    var matches: [ParametersBuilder] = []
    if wanted.has(.published) {
      for mapping in answers.flatMap(\.mappings) where mapping.isForward != isReverse {
        if let other = mapping.other, !wanted.has(other) { continue }
        if let match = match(mapping) { matches.append(match) }
      }
    }
    if wanted.has(.succession), !isReverse {
      for successor in answers.flatMap(\.successors) where wanted.has(successor.target) {
        if let match = match(successor) { matches.append(match) }
      }
    }
    return resource(matches, answers, coding)
  }

  /// Which map, and codes of which systems, a translation is to come from.
  private struct Wanted {
    private var map: ConceptMapIdentity?
    private var systems: [CodeSystemIdentity]?

    /// - Throws: 404 for a map, a system or a value set that is not known here.
    init(_ terminology: Terminology) throws(ServerFault) {
      let parameters = terminology.parameters
      if let url = try parameters.text("url") {
        map = ConceptMapIdentity.all.first { $0.uri == url }
        guard map != nil else { throw ServerFault(.notFound, "map", "the map '\(url)' is not known here") }
      }
      if let uri = try parameters.text("targetSystem", "targetsystem") {
        systems = [try terminology.system(uri)]
      } else if let url = try parameters.text("targetScope", "target") {
        systems = try ValueSetDefinition(url: url).includes.map(\.system)
      }
    }

    func has(_ map: ConceptMapIdentity) -> Bool { self.map.map { $0.id == map.id } ?? true }

    func has(_ target: Target) -> Bool { systems.map { $0.contains { $0.holds(target) } } ?? true }
  }

  private func source() throws(ServerFault) -> Coding? {
    if let value = try parameters.value("codeableConcept", "sourceCodeableConcept", "targetCodeableConcept") {
      return Coding(value["coding"]?.array?.first)
    }
    if let value = try parameters.value("coding", "sourceCoding", "targetCoding") { return Coding(value) }
    guard let code = try parameters.value("code", "sourceCode", "targetCode")?.string else { return nil }
    return Coding(
      system: try parameters.text("system"), version: try parameters.text("version"), code: code)
  }

  private func match(_ mapping: CodeCard.Mapping) -> ParametersBuilder? {
    guard let other = mapping.other else {
      // R5 tells this by a result of false; R4 has a word for it.
      guard fhir == .r4 else { return nil }
      var parts = ParametersBuilder()
      parts.add("equivalence", "Code", "unmatched")
      return parts
    }
    return match(
      other, title: mapping.title, equivalence: mapping.isApproximate ? "inexact" : "equivalent",
      relationship: mapping.isApproximate ? "related-to" : "equivalent", map: .published)
  }

  /// What came in the place of a deleted code need not mean the same.
  private func match(_ successor: CodeCard.Level) -> ParametersBuilder? {
    match(
      successor.target, title: successor.title, equivalence: "relatedto", relationship: "related-to", map: .succession)
  }

  private func match(
    _ other: Target, title: String, equivalence: String, relationship: String, map: ConceptMapIdentity
  ) -> ParametersBuilder? {
    guard let system = CodeSystemIdentity(of: other) else { return nil }
    var parts = ParametersBuilder()
    parts.add(
      fhir == .r4 ? "equivalence" : "relationship", "Code", .string(fhir == .r4 ? equivalence : relationship))
    parts.add("concept", "Coding", Coding(system: system.uri, code: other.identifier, display: title).value)
    parts.add(fhir == .r4 ? "source" : "originMap", "Uri", .string(map.uri))
    return parts
  }

  private func resource(_ matches: [ParametersBuilder], _ answers: [CrosswalkAnswer], _ coding: Coding) -> JSONValue {
    let hasCounterpart = matches.contains { part in
      part.resource["parameter"]?.array?.contains { $0["name"] == "concept" } == true
    }
    var output = ParametersBuilder()
    output.add("result", "Boolean", .bool(hasCounterpart))
    let notices = answers.flatMap(\.notices).map(\.message)
    let message = hasCounterpart ? notices : ["no loaded map leads from '\(coding.code)' to that system"] + notices
    let lines = Set(message).sorted().joined(separator: "; ")
    output.add("message", "String", lines.isEmpty ? nil : .string(lines))
    for match in matches { output.add("match", parts: match) }
    return output.resource
  }
}
