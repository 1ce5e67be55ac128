internal import CodeSearch
internal import CodingKnowledge
internal import HTTPTypes
internal import SearchService

/// What all operations ask of the index: systems, days, codes.
struct Terminology {
  let fhir: FHIRVersion
  let searcher: Searcher
  let parameters: FHIRParameters

  /// A code of a system as it stands on a day.
  struct Concept {
    var system: CodeSystemIdentity
    var level: CodeCard.Level
    var path: [CodeCard.Level]
    var children: [CodeCard.Level]

    var isInactive: Bool { if case .deleted = level.status { true } else { false } }
    /// Headers, chapters and blocks, which no claim may carry.
    var isAbstract: Bool { level.billable == false || level.billable == nil && !children.isEmpty }
  }

  func system(_ uri: String?) throws(ServerFault) -> CodeSystemIdentity {
    guard let uri else { throw FHIRParameters.missing("system") }
    guard let system = CodeSystemIdentity(uri: uri) else {
      throw ServerFault(.notFound, "system", "the code system '\(uri)' is not known here")
    }
    return system
  }

  /// The day to answer for: the date of service, moved into the release where a version is asked for.
  /// - Throws: 404 where the version is not loaded.
  func day(_ system: CodeSystemIdentity, version: String?) throws(ServerFault) -> Day {
    let date = try parameters.day("date") ?? .today
    guard let version else { return date }
    let releases = searcher.releases(of: system.scopes[0])
    guard let release = releases.first(where: { $0.version == version }) else {
      let known = releases.map { "'\($0.version)'" }.joined(separator: ", ")
      throw ServerFault(
        .notFound, "version",
        "version '\(version)' of the code system '\(system.uri)' is not loaded; loaded: \(known.isEmpty ? "none" : known)"
      )
    }
    if searcher.release(of: system.scopes[0], on: date)?.release == release { return date }
    if let through = release.effective.through, through < date { return through }
    return release.effective.from ?? date
  }

  /// The code as it is written; nil where the system has none of that spelling.
  func concept(_ code: String, of system: CodeSystemIdentity, on day: Day) -> Concept? {
    concepts(spelled: code, of: system, on: day).first { $0.level.target.identifier == code }
  }

  /// All that a spelling may mean, with or without its period.
  func concepts(spelled code: String, of system: CodeSystemIdentity, on day: Day) -> [Concept] {
    guard !code.isEmpty else { return [] }
    return system.scopes.flatMap { searcher.browse(code, scope: $0, on: day).branches }.compactMap { branch in
      guard let level = branch.level, system.holds(level.target) else { return nil }
      return Concept(system: system, level: level, path: branch.path, children: branch.children)
    }
  }

  /// The text of the message for a code that there is not.
  func unknown(_ code: String, of system: CodeSystemIdentity, on day: Day) -> String {
    let version = system.version(in: searcher, on: day).map { " version '\($0)'" } ?? ""
    let spelled = concepts(spelled: code, of: system, on: day).first?.level.target.identifier
    let hint = spelled.map { "; it is written '\($0)'" } ?? ""
    return "Unknown code '\(code)' in the CodeSystem '\(system.uri)'\(version)\(hint)"
  }

  /// The code that an operation is about: `coding`, or `code` with `system`.
  func coding(_ name: String = "coding", code codeName: String = "code", system systemName: String = "system")
    throws(ServerFault) -> Coding?
  {
    if let value = try parameters.value(name) {
      guard let coding = Coding(value) else {
        throw ServerFault(.badRequest, "parameters", "the parameter \"\(name)\" has no code")
      }
      return coding
    }
    guard let code = try parameters.text(codeName) else { return nil }
    return Coding(
      system: try parameters.text(systemName), version: try parameters.text("version"), code: code,
      display: try parameters.text("display"))
  }
}
