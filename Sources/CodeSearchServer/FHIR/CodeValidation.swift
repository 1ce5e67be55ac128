internal import CodeSearch
internal import CodingKnowledge
internal import HTTPTypes
internal import SearchService

/// Whether a code is one of its system on the day, with everything that stands against it.
struct CodeValidation {
  var coding: Coding
  var system: CodeSystemIdentity?
  var version: String?
  var concept: Terminology.Concept?
  var issues: [JSONValue] = []
  private(set) var errors: [String] = []
  private(set) var warnings: [String] = []

  init(_ coding: Coding) { self.coding = coding }

  var result: Bool { errors.isEmpty }

  mutating func fail(
    _ type: String, _ detail: String, _ text: String, messageID: String? = nil, at expression: String
  ) {
    errors.append(text)
    issues.append(
      OperationOutcome.issue(type, text, detail: detail, messageID: messageID, at: expression))
  }

  mutating func warn(_ type: String, _ detail: String, _ text: String, messageID: String, at expression: String) {
    warnings.append(text)
    issues.append(
      OperationOutcome.issue(type, text, severity: "warning", detail: detail, messageID: messageID, at: expression))
  }

  /// The output parameters, in the order of their names.
  func resource(of codeableConcept: JSONValue?) -> JSONValue {
    var output = ParametersBuilder()
    output.add("code", "Code", .string(coding.code))
    output.add("codeableConcept", "CodeableConcept", codeableConcept)
    output.add("display", "String", concept.map { .string($0.level.title) })
    if concept?.isInactive == true { output.add("inactive", "Boolean", true) }
    if !issues.isEmpty {
      output.add("issues", resource: ["resourceType": "OperationOutcome", "issue": .array(issues)])
    }
    let messages = errors + warnings
    output.add("message", "String", messages.isEmpty ? nil : .string(messages.joined(separator: "; ")))
    output.add("result", "Boolean", .bool(result))
    output.add("system", "Uri", (system?.uri ?? coding.system).map { .string($0) })
    output.add("version", "String", version.map { .string($0) })
    if system == nil, let unknown = coding.system {
      output.add("x-caused-by-unknown-system", "Canonical", .string(unknown))
    }
    return output.resource
  }
}

extension Terminology {
  /// `CodeSystem/$validate-code`.
  func validateCode() throws(ServerFault) -> JSONValue {
    try validation(systemName: "url") { (coding) throws(ServerFault) in try validate(coding) }
  }

  /// `ValueSet/$validate-code`.
  func validateCodeInValueSet() throws(ServerFault) -> JSONValue {
    let set = try valueSet()
    return try validation(systemName: "system") { (coding) throws(ServerFault) in
      var coding = coding
      if coding.system == nil, set.includes.count == 1 { coding.system = set.includes[0].system.uri }
      var validation = try validate(coding)
      if let concept = validation.concept, !set.contains(concept) {
        validation.fail(
          "code-invalid", "not-in-vs",
          "The provided code '\(concept.system.uri)#\(coding.code)' was not found in the value set '\(set.url)'",
          messageID: "None_of_the_provided_codes_are_in_the_value_set_one", at: "code")
      }
      return validation
    }
  }

  /// The validation of `code`, of `coding`, or of the first coding of `codeableConcept` that holds, else of its first.
  private func validation(
    systemName: String, _ validate: (Coding) throws(ServerFault) -> CodeValidation
  ) throws(ServerFault) -> JSONValue {
    if let codeable = try parameters.value("codeableConcept") {
      let codings = (codeable["coding"]?.array ?? []).compactMap { Coding($0) }
      var first: CodeValidation?
      for coding in codings {
        let validation = try validate(coding)
        if validation.result { return validation.resource(of: codeable) }
        first = first ?? validation
      }
      guard let first else { throw FHIRParameters.missing("codeableConcept.coding") }
      return first.resource(of: codeable)
    }
    guard var coding = try coding(system: systemName) else { throw FHIRParameters.missing("code") }
    if let version = try parameters.text("systemVersion") { coding.version = version }
    return try validate(coding).resource(of: nil)
  }

  private func validate(_ coding: Coding) throws(ServerFault) -> CodeValidation {
    var validation = CodeValidation(coding)
    guard let uri = coding.system else {
      validation.fail(
        "invalid", "cannot-infer", "The code '\(coding.code)' has no system, and none can be inferred", at: "code")
      return validation
    }
    guard let system = CodeSystemIdentity(uri: uri) else {
      validation.fail(
        "not-found", "not-found",
        "A definition for CodeSystem '\(uri)' could not be found, so the code cannot be validated",
        messageID: "UNKNOWN_CODESYSTEM", at: "system")
      return validation
    }
    validation.system = system
    let day: Day
    do {
      let version = uri.split(separator: "|").dropFirst().first.map(String.init)
      day = try self.day(system, version: coding.version ?? version)
    } catch  where error.code == "version" {
      validation.fail("not-found", "not-found", error.message, messageID: "UNKNOWN_CODESYSTEM_VERSION", at: "version")
      return validation
    }
    validation.version = system.version(in: searcher, on: day)
    guard let concept = concept(coding.code, of: system, on: day) else {
      validation.fail(
        "code-invalid", "invalid-code", unknown(coding.code, of: system, on: day),
        messageID: "Unknown_Code_in_Version", at: "code")
      return validation
    }
    try check(concept, on: day, &validation)
    return validation
  }

  private func check(_ concept: Concept, on day: Day, _ validation: inout CodeValidation) throws(ServerFault) {
    let code = concept.level.target.identifier
    validation.concept = concept
    switch concept.level.status {
    case .future(let first):
      let begin = first.map { " before \($0)" } ?? ""
      validation.fail(
        "code-invalid", "invalid-code", "The code '\(code)' is not valid\(begin)", messageID: "Unknown_Code_in_Version",
        at: "code")
    case .deleted(let last):
      let end = last.map { ", last day \($0)" } ?? ""
      validation.warn(
        "business-rule", "code-comment", "The concept '\(code)' is not active on \(day) (deleted\(end))",
        messageID: "INACTIVE_CONCEPT_FOUND", at: "code")
    case .active: break
    }
    if concept.isAbstract, try parameters.flag("abstract") == false {
      validation.fail(
        "business-rule", "code-rule", "The code '\(code)' is a header and cannot be used on a claim",
        messageID: "ABSTRACT_CODE_NOT_ALLOWED", at: "code")
    }
    if let display = validation.coding.display, !names(of: concept, on: day).contains(Terminology.folded(display)) {
      validation.fail(
        "invalid", "invalid-display",
        "Wrong Display Name '\(display)' for \(concept.system.uri)#\(code); it is '\(concept.level.title)'",
        messageID: "Display_Name_for__should_be_one_of__instead_of", at: "display")
    }
  }

  /// All names of a code, for comparison.
  private func names(of concept: Concept, on day: Day) -> Set<String> {
    let target = concept.level.target
    let card = searcher.cards(target.identifier, scope: target.scope, on: day, listing: 0).first { $0.target == target }
    let names = [concept.level.title, card?.shortTitle].compactMap { $0 } + (card?.wordings.map(\.text) ?? [])
    return Set(names.map(Terminology.folded))
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
