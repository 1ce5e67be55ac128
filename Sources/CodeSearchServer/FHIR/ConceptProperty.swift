internal import SearchService

/// A property of codes that `$lookup` tells, as a `CodeSystem` declares it.
struct ConceptProperty {
  var code: String
  /// The type of its values, in the spelling of `CodeSystem.property.type`.
  var type: String
  var description: String
  /// One of HL7's own properties; others are ours.
  var isStandard = false

  var resource: JSONValue {
    let uri = isStandard ? "http://hl7.org/fhir/concept-properties#\(code)" : "urn:codesearch:property:\(code)"
    return [
      "code": .string(code), "uri": .string(uri), "type": .string(type), "description": .string(description),
    ]
  }

  static let all = [
    ConceptProperty(code: "inactive", type: "boolean", description: "Deleted by the day.", isStandard: true),
    ConceptProperty(
      code: "notSelectable", type: "boolean", description: "A header, which no claim may carry.", isStandard: true),
    ConceptProperty(code: "parent", type: "code", description: "What it stands below.", isStandard: true),
    ConceptProperty(code: "child", type: "code", description: "What stands below it.", isStandard: true),
    ConceptProperty(code: "billable", type: "boolean", description: "A claim may carry it on the day."),
    ConceptProperty(code: "effectiveDate", type: "dateTime", description: "Its first day.", isStandard: true),
    ConceptProperty(code: "deprecationDate", type: "dateTime", description: "Its last day.", isStandard: true),
    ConceptProperty(code: "replacedBy", type: "code", description: "What stands in the place of a deleted code."),
    ConceptProperty(code: "includes", type: "string", description: "An Includes note."),
    ConceptProperty(code: "excludes1", type: "string", description: "An Excludes1 note: not coded here."),
    ConceptProperty(code: "excludes2", type: "string", description: "An Excludes2 note: not included here."),
    ConceptProperty(code: "codeFirst", type: "string", description: "A Code First note."),
    ConceptProperty(code: "useAdditionalCode", type: "string", description: "A Use Additional Code note."),
    ConceptProperty(code: "codeAlso", type: "string", description: "A Code Also note."),
    ConceptProperty(code: "note", type: "string", description: "Any other note."),
    ConceptProperty(code: "inclusionTerm", type: "string", description: "An inclusion term."),
    ConceptProperty(code: "definition", type: "string", description: "What the classification means by it."),
    ConceptProperty(code: "seventhCharacter", type: "string", description: "What introduces its 7th characters."),
    ConceptProperty(code: "sevenChrDef", type: "string", description: "A 7th character and its meaning."),
  ]
}
