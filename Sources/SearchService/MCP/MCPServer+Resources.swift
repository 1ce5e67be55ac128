internal import CodeSearch
internal import CodingKnowledge

extension MCPServer {
  /// The result of `resources/templates/list`.
  var templates: JSONValue {
    [
      [
        "name": "code", "title": "Card of a code", "uriTemplate": "codes://{system}/{release}/{code}",
        "mimeType": "application/json",
        "description": """
        Everything known about a code, such as codes://icd-10-cm/2026/E11.9. The release is one that is loaded, a date of \
        service (YYYY-MM-DD), or current.
        """,
      ],
      [
        "name": "guideline", "title": "Guideline or manual section", "uriTemplate": "guideline://{release}/{section}",
        "mimeType": "text/markdown",
        "description": "A section of the guidelines or manuals, whole, such as guideline://2026/I.C.4.a.",
      ],
      [
        "name": "coverage", "title": "Coverage text", "uriTemplate": "coverage://{identifier}",
        "mimeType": "text/markdown", "description": "An NCD, LCD or Article, whole, such as coverage://240.4.",
      ],
    ]
  }

  /// The result of `resources/list`: the sections of guidelines and manuals, a page at a time. Codes are too many to list.
  func resources(_ request: MCPRequest) throws(MCPFault) -> [(String, String)] {
    var start = 0
    if let cursor = request.parameters["cursor"], cursor != .null {
      guard let number = cursor.string.flatMap({ Int($0) }), number > 0 else {
        throw .invalidParameters("\"cursor\" is none that was given")
      }
      start = number
    }
    let newest: Searcher
    do throws(CodeSearchError) { newest = try self.newest() } catch { throw .failure(error) }
    let lists = [Scope.guideline, .manual].map { newest.codes(of: $0, on: .today) }
    var page: [CodeCard.Level] = []
    var passed = start
    for list in lists {
      page += list.dropFirst(passed).prefix(100 - page.count)
      passed = max(0, passed - list.count)
    }
    let list = page.map { level -> JSONValue in
      [
        "uri": .string(MCPAddress(.guideline, level.target.identifier).text), "name": .string(level.target.identifier),
        "title": .string("\(level.target.identifier) \(level.title)"), "mimeType": "text/markdown",
      ]
    }
    let next = start + page.count
    return [("resources", JSONValue.array(list).json)]
      + (next < lists.reduce(0) { $0 + $1.count } ? [("nextCursor", JSONValue.string(String(next)).json)] : [])
  }

  /// The result of `resources/read`.
  func read(_ request: MCPRequest, _ era: MCPEra) throws(MCPFault) -> [(String, String)] {
    guard let text = request.parameters["uri"]?.string else {
      throw .invalidParameters("\"uri\" is missing or no text")
    }
    let shown = String(text.prefix(200))
    guard let address = MCPAddress(text) else {
      throw .missingResource(shown, "no resource has such an address; see resources/templates/list", era)
    }
    let cards: [CodeCard]
    do throws(CodeSearchError) {
      cards = try MCPServer.cards(at: address, in: try newest())
    } catch {
      throw .failure(error)
    }
    guard !cards.isEmpty else {
      throw .missingResource(shown, "nothing of that name is loaded for release \(address.release.prefix(60))", era)
    }
    let contents = cards.map { card -> JSONValue in
      address.kind == .codes
        ? ["uri": .string(text), "mimeType": "application/json", "text": .string(card.json(isPretty: false))]
        : ["uri": .string(text), "mimeType": "text/markdown", "text": .string(card.markdown)]
    }
    return [("contents", JSONValue.array(contents).json)]
  }

  /// The generation that is published now, whatever comes later.
  private func newest() throws(CodeSearchError) -> Searcher {
    try searcher.refresh()
    return searcher.pinned()
  }

  /// The cards of what an address names, on the first day of its release.
  private static func cards(at address: MCPAddress, in searcher: Searcher) throws(CodeSearchError) -> [CodeCard] {
    let named: Day? = address.release == "current" ? .today : Day(iso: address.release)
    let sources = named == nil ? try searcher.status().sources.filter { $0.version == address.release } : []
    return address.scopes.sorted { $0.rawValue < $1.rawValue }.flatMap { scope -> [CodeCard] in
      let release = sources.first { $0.scope == scope }
      guard let day = named ?? release.map({ $0.effective.from ?? .today }) else { return [] }
      return searcher.cards(address.identifier, scope: scope, on: day)
    }
  }
}

extension CodeCard {
  /// Heading, standing and texts as Markdown.
  fileprivate var markdown: String {
    let passages = texts.map { text in
      (text.label.isEmpty ? "" : "## \(text.label)\n\n") + text.text
        + (text.citation.isEmpty ? "" : "\n\nSource: \(text.citation)")
    }
    let below =
      children.isEmpty
      ? []
      : [
        "Below it:\n"
          + children.map { "- \($0.target.identifier) \($0.title)" }
          .joined(separator: "\n")
      ]
    return (["# \(target.identifier) \(title)", "\(target.scope.name), \(status.name) on \(day)"] + passages + below)
      .joined(separator: "\n\n") + "\n"
  }
}
