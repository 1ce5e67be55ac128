internal import CodeSearch
internal import HTTPTypes
internal import SearchService

/// The search for resources of one type by what describes them: `GET [base]/CodeSystem?url=…`.
struct ResourceSearch {
  /// The parameters that narrow. Others are passed over, as FHIR wants it; the link to the page itself tells which were used.
  static let parameters: KeyValuePairs = [
    "_id": "token", "url": "uri", "version": "token", "name": "string", "title": "string", "status": "token",
  ]

  let kind: TerminologyCatalogue.Kind
  let catalogue: TerminologyCatalogue
  /// Where the server was reached, such as `http://127.0.0.1:8080/fhir/r4`.
  let base: String

  /// A `Bundle` of what was found.
  /// - Throws: 400 for a number that is none.
  func bundle(_ query: QueryItems) throws(ServerFault) -> JSONValue {
    var used: [(name: String, value: String)] = []
    var found = catalogue.resources(kind)
    for (name, _) in ResourceSearch.parameters {
      guard let value = try query.one(name) else { continue }
      used.append((name, value))
      found = found.filter { ResourceSearch.matches($0[name == "_id" ? "id" : name]?.string, name, value) }
    }
    let offset = try ResourceSearch.number("_offset", query) ?? 0
    let isCount = try query.one("_summary") == "count"
    let count = isCount ? 0 : try ResourceSearch.number("_count", query)
    let page = found.dropFirst(offset).prefix(count ?? .max)
    var links = [link("self", used, offset: offset, count: count)]
    if let count, count > 0, offset + count < found.count {
      links.append(link("next", used, offset: offset + count, count: count))
    }
    var bundle: [String: JSONValue] = [
      "resourceType": "Bundle", "type": "searchset", "total": .integer(found.count), "link": .array(links),
    ]
    // FHIR knows no empty lists.
    if !page.isEmpty { bundle["entry"] = .array(page.map(entry)) }
    return .object(bundle)
  }

  private static func number(_ name: String, _ query: QueryItems) throws(ServerFault) -> Int? {
    guard let text = try query.one(name) else { return nil }
    guard let number = Int(text), (0...10_000).contains(number) else {
      throw ServerFault(.badRequest, "parameters", "the parameter \"\(name)\" takes a whole number from 0 to 10000")
    }
    return number
  }

  /// Texts match by their beginning in any case, a URL in any of the spellings of its system, all else as it is.
  private static func matches(_ found: String?, _ name: String, _ wanted: String) -> Bool {
    guard let found else { return false }
    switch name {
    case "name", "title": return found.lowercased().hasPrefix(wanted.lowercased())
    case "url": return found == wanted || CodeSystemIdentity(uri: wanted)?.uri == found
    default: return wanted.split(separator: ",").contains(found[...])
    }
  }

  private func entry(_ resource: JSONValue) -> JSONValue {
    let id = resource["id"]?.string ?? ""
    return [
      "fullUrl": .string("\(base)/\(kind.rawValue)/\(id)"), "resource": resource, "search": ["mode": "match"],
    ]
  }

  private func link(_ relation: String, _ used: [(name: String, value: String)], offset: Int, count: Int?) -> JSONValue
  {
    var items = used.map { "\($0.name)=\(QueryItems.encoded($0.value))" }
    if let count { items.append("_count=\(count)") }
    if offset > 0 { items.append("_offset=\(offset)") }
    let query = items.isEmpty ? "" : "?" + items.joined(separator: "&")
    return ["relation": .string(relation), "url": .string("\(base)/\(kind.rawValue)\(query)")]
  }
}
