internal import CodeSearch
internal import HTTPTypes
internal import SearchService

extension Terminology {
  /// `CodeSystem/$subsumes`: whether one code stands above the other in the tabular list; codes with a 7th character stand
  /// below their stem.
  func subsumes() throws(ServerFault) -> JSONValue {
    guard let left = try coding("codingA", code: "codeA") else { throw FHIRParameters.missing("codeA") }
    guard let right = try coding("codingB", code: "codeB") else { throw FHIRParameters.missing("codeB") }
    let system = try system(left.system)
    guard try self.system(right.system).uri == system.uri else {
      throw ServerFault(.badRequest, "parameters", "the two codes are of different systems")
    }
    let day = try day(system, version: try parameters.text("version") ?? left.version ?? right.version)
    guard let first = concept(left.code, of: system, on: day) else {
      throw ServerFault(.notFound, "code", unknown(left.code, of: system, on: day))
    }
    guard let second = concept(right.code, of: system, on: day) else {
      throw ServerFault(.notFound, "code", unknown(right.code, of: system, on: day))
    }
    var output = ParametersBuilder()
    output.add("outcome", "Code", .string(Terminology.relation(first, second)))
    return output.resource
  }

  private static func relation(_ first: Concept, _ second: Concept) -> String {
    if first.level.target == second.level.target { return "equivalent" }
    if second.path.contains(where: { $0.target == first.level.target }) { return "subsumes" }
    return first.path.contains(where: { $0.target == second.level.target }) ? "subsumed-by" : "not-subsumed"
  }
}
