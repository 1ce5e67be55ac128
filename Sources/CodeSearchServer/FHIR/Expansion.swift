internal import CodeSearch
internal import CodingKnowledge
internal import FoundationEssentials
internal import HTTPTypes
internal import SearchService

extension Terminology {
  /// The most codes of one page.
  private static let pageLimit = SearchRequest.limits.upperBound

  /// `ValueSet/$expand`. With a filter the codes are those of the search, in its order; without one they are in the order of
  /// their codes.
  func expand() throws(ServerFault) -> JSONValue {
    let set = try valueSet()
    let offset = try parameters.count("offset") ?? 0
    let count = try parameters.count("count")
    guard SearchRequest.offsets.contains(offset) else {
      throw ServerFault(.badRequest, "parameters", "the parameter \"offset\" takes 0 to 10000")
    }
    let version = set.includes.count == 1 ? set.includes[0].version : nil
    let day = try day(set.includes[0].system, version: version)
    var page = Page(offset: offset, count: min(count ?? Terminology.pageLimit, Terminology.pageLimit))
    if let filter = try parameters.text("filter") {
      try search(filter, set, on: day, &page)
    } else {
      try list(set, on: day, &page)
    }
    if count == nil, offset == 0, page.total > page.codes.count {
      throw Terminology.tooCostly(set)
    }
    return try valueSet(set, on: day, page, isPaged: count != nil || offset > 0)
  }

  private static func tooCostly(_ set: ValueSetDefinition) -> ServerFault {
    ServerFault(
      .unprocessableContent, "too-costly", "the value set '\(set.url)' has too many codes for one answer",
      hint: "give a filter, or ask for pages of one system with count and offset")
  }

  /// A page of an expansion.
  struct Page {
    var offset: Int
    var count: Int
    var codes: [CodeCard.Level] = []
    var total = 0
    var isTotalExact = true
    var notices: [String] = []

    /// Takes what lies on the page out of everything.
    mutating func take(from levels: some Collection<CodeCard.Level>) {
      total = levels.count
      codes = Array(levels.dropFirst(offset).prefix(count))
    }
  }

  // MARK: With a filter

  private func search(_ filter: String, _ set: ValueSetDefinition, on day: Day, _ page: inout Page) throws(ServerFault)
  {
    var request = SearchRequest(filter, on: day)
    request.scopes = Set(set.includes.flatMap(\.system.scopes))
    request.billableOnly = try parameters.flag("excludeNotForUI") == true
    let activeOnly = try parameters.flag("activeOnly") == true
    if activeOnly { request.query = "(\(filter)) status:active" }
    let isWhole =
      set.includes.allSatisfy(\.isWholeSystem) && set.excludes.isEmpty && !request.scopes.contains(.modifier)
    request.offset = isWhole ? page.offset : 0
    request.limit = isWhole ? max(1, page.count) : Terminology.pageLimit
    let response: SearchResponse
    do {
      response = try searcher.search(request)
    } catch {
      throw ServerFault(error)
    }
    page.isTotalExact = response.isTotalExact
    page.notices = response.notices.map(\.message)
    let levels = response.hits.map { hit in
      CodeCard.Level(target: hit.target, title: hit.title, billable: hit.billable, status: hit.status)
    }
    guard isWhole else { return page.take(from: levels.filter { isMember($0, of: set, on: day) }) }
    page.total = response.total
    page.codes = Array(levels.prefix(page.count))
  }

  private func isMember(_ level: CodeCard.Level, of set: ValueSetDefinition, on day: Day) -> Bool {
    guard let system = CodeSystemIdentity(of: level.target) else { return false }
    let needsPath = (set.includes + set.excludes).contains { !$0.roots.isEmpty }
    guard needsPath else { return set.contains(Concept(system: system, level: level, path: [], children: [])) }
    return concept(level.target.identifier, of: system, on: day).map(set.contains) ?? false
  }

  // MARK: Without a filter

  private func list(_ set: ValueSetDefinition, on day: Day, _ page: inout Page) throws(ServerFault) {
    guard set.url != ValueSetDefinition.everything else { throw Terminology.tooCostly(set) }
    let selectableOnly = try parameters.flag("excludeNotForUI") == true
    if let system = set.onlyWholeSystem {
      return page.take(from: searcher.codes(of: system.scopes[0], billableOnly: selectableOnly, on: day))
    }
    var levels: [CodeCard.Level] = []
    for selection in set.includes { levels += try codes(selection, on: day) }
    let activeOnly = try parameters.flag("activeOnly") == true
    page.take(
      from: levels.filter { level in
        (!activeOnly || level.status == .active) && (!selectableOnly || level.billable != false)
          && isMember(level, of: set, on: day)
      })
  }

  private func codes(_ selection: ValueSetDefinition.Selection, on day: Day) throws(ServerFault) -> [CodeCard.Level] {
    if !selection.codes.isEmpty {
      return selection.codes.compactMap { concept($0, of: selection.system, on: day)?.level }
    }
    for root in selection.roots where concept(root, of: selection.system, on: day) == nil {
      throw ServerFault(.notFound, "code", unknown(root, of: selection.system, on: day))
    }
    let listings = selection.system.scopes.map {
      searcher.codes(of: $0, below: selection.roots, billableOnly: selection.isBillable, on: day)
    }
    return listings.joined().filter { selection.system.holds($0.target) }
  }

  // MARK: The resource

  private func valueSet(_ set: ValueSetDefinition, on day: Day, _ page: Page, isPaged: Bool)
    throws(ServerFault) -> JSONValue
  {
    var echo: [JSONValue] = []
    for (name, value) in parameters.items where name != "valueSet" && name != "_format" {
      let type = Terminology.valueName(of: value, in: name)
      echo.append(.object(["name": .string(name), type: Terminology.typed(value, in: name)]))
    }
    for system in Set(page.codes.compactMap { CodeSystemIdentity(of: $0.target)?.id }).sorted() {
      guard let identity = CodeSystemIdentity.all.first(where: { $0.id == system }) else { continue }
      let version = identity.version(in: searcher, on: day).map { "|\($0)" } ?? ""
      echo.append(["name": "used-codesystem", "valueUri": .string(identity.uri + version)])
    }
    if !page.isTotalExact { echo.append(["name": "total-is-minimum", "valueBoolean": true]) }
    for notice in page.notices { echo.append(["name": "notice", "valueString": .string(notice)]) }
    var expansion: [String: JSONValue] = [
      "identifier": .string("urn:uuid:\(UUID().uuidString.lowercased())"),
      "timestamp": .string(Date.now.formatted(.iso8601)), "total": .integer(page.total),
    ]
    if !echo.isEmpty { expansion["parameter"] = .array(echo) }
    if isPaged { expansion["offset"] = .integer(page.offset) }
    let names = try parameters.flag("includeDesignations") == true
    let contains = page.codes.compactMap { member($0, on: day, withNames: names) }
    if !contains.isEmpty { expansion["contains"] = .array(contains) }
    var resource: [String: JSONValue] = [
      "resourceType": "ValueSet", "status": "active", "expansion": .object(expansion),
    ]
    if !set.url.isEmpty { resource["url"] = .string(set.url) }
    return .object(resource)
  }

  private func member(_ level: CodeCard.Level, on day: Day, withNames: Bool) -> JSONValue? {
    guard let system = CodeSystemIdentity(of: level.target) else { return nil }
    var member: [String: JSONValue] = [
      "system": .string(system.uri), "code": .string(level.target.identifier), "display": .string(level.title),
    ]
    if level.billable == false { member["abstract"] = true }
    if level.status != .active { member["inactive"] = true }
    if withNames {
      let target = level.target
      let cards = searcher.cards(target.identifier, scope: target.scope, on: day, listing: 0)
      let card = cards.first { $0.target == target }
      let names = card.map { [$0.shortTitle].compactMap { $0 } + $0.wordings.map(\.text) } ?? []
      let designations = Set(names).subtracting([level.title]).sorted().map { JSONValue.object(["value": .string($0)]) }
      if !designations.isEmpty { member["designation"] = .array(designations) }
    }
    return .object(member)
  }

  private static let counts: Set<String> = ["count", "offset"]
  private static let flags: Set<String> = [
    "activeOnly", "includeDesignations", "includeDefinition", "excludeNested", "excludeNotForUI",
    "excludePostCoordinated",
  ]
  private static let addresses: Set<String> = ["url", "system-version", "check-system-version", "force-system-version"]

  private static func valueName(of value: JSONValue, in name: String) -> String {
    if counts.contains(name) { return "valueInteger" }
    if flags.contains(name) { return "valueBoolean" }
    return addresses.contains(name) ? "valueUri" : "valueString"
  }

  private static func typed(_ value: JSONValue, in name: String) -> JSONValue {
    if counts.contains(name), let number = value.string.flatMap({ Int($0) }) { return .integer(number) }
    if flags.contains(name), let text = value.string { return .bool(text == "true") }
    return value.string == nil && !counts.contains(name) && !flags.contains(name) ? .string(value.json) : value
  }
}
