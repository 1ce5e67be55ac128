internal import CodeSearch
internal import CodingKnowledge
internal import HTTPTypes
internal import SearchService

extension Terminology {
  /// `CodeSystem/$lookup`.
  /// - Throws: 404 for a system, version or code that is not loaded.
  func lookup() throws(ServerFault) -> JSONValue {
    guard let coding = try coding() else { throw FHIRParameters.missing("code") }
    let system = try system(coding.system)
    let day = try day(system, version: coding.version)
    guard let concept = concept(coding.code, of: system, on: day),
      let card = searcher.cards(coding.code, scope: concept.level.target.scope, on: day, listing: 0).first(where: {
        $0.target == concept.level.target
      })
    else { throw ServerFault(.notFound, "code", unknown(coding.code, of: system, on: day)) }
    var output = ParametersBuilder()
    output.add("name", "String", .string(system.title))
    output.add("version", "String", system.version(in: searcher, on: day).map { .string($0) })
    output.add("display", "String", .string(card.title))
    let wanted = Set(parameters.texts("property"))
    if wanted.isEmpty || !wanted.isDisjoint(with: ["designation", "*"]) {
      for designation in Terminology.designations(of: card) { output.add("designation", parts: designation) }
    }
    for property in properties(of: card, concept) where property.isWanted(wanted) {
      var parts = ParametersBuilder()
      parts.add("code", "Code", .string(property.name))
      parts.add("value", property.type, property.value)
      output.add("property", parts: parts)
    }
    return output.resource
  }

  /// Other names of a code.
  static func designations(of card: CodeCard) -> [ParametersBuilder] {
    var seen: Set<String> = [card.title]
    let names = [card.shortTitle].compactMap { $0 } + card.wordings.filter { $0.role != .passage }.map(\.text)
    return names.filter { seen.insert($0).inserted }.map { name in
      var parts = ParametersBuilder()
      parts.add("language", "Code", "en")
      parts.add(
        "use", "Coding",
        ["system": "http://terminology.hl7.org/CodeSystem/designation-usage", "code": "display"])
      parts.add("value", "String", .string(name))
      return parts
    }
  }

  private struct Property {
    var name: String
    var type: String
    var value: JSONValue
    /// Whether it is told unasked.
    var isStandard = true

    func isWanted(_ names: Set<String>) -> Bool {
      names.isEmpty ? isStandard : names.contains(name) || names.contains("*")
    }
  }

  private func properties(of card: CodeCard, _ concept: Concept) -> [Property] {
    var properties = [
      Property(name: "inactive", type: "Boolean", value: .bool(concept.isInactive)),
      Property(name: "notSelectable", type: "Boolean", value: .bool(concept.isAbstract)),
    ]
    if let parent = concept.path.last {
      properties.append(Property(name: "parent", type: "Code", value: .string(parent.target.identifier)))
    }
    if let billable = card.billable {
      properties.append(Property(name: "billable", type: "Boolean", value: .bool(billable)))
    }
    if let first = card.validity.from, card.isFirstDayKnown {
      properties.append(Property(name: "effectiveDate", type: "DateTime", value: .string(first.description)))
    }
    if case .deleted(let last?) = card.status {
      properties.append(Property(name: "deprecationDate", type: "DateTime", value: .string(last.description)))
    }
    for successor in card.successors {
      properties.append(Property(name: "replacedBy", type: "Code", value: .string(successor.target.identifier)))
    }
    for child in concept.children {
      properties.append(
        Property(name: "child", type: "Code", value: .string(child.target.identifier), isStandard: false))
    }
    for note in card.notes {
      properties.append(
        Property(name: String(describing: note.kind), type: "String", value: .string(note.text), isStandard: false))
    }
    for choice in card.seventhCharacters?.choices ?? [] {
      properties.append(
        Property(
          name: "sevenChrDef", type: "String", value: .string("\(choice.character) \(choice.meaning)"),
          isStandard: false))
    }
    return properties
  }
}
