internal import CodingKnowledge
internal import HTTPTypes
internal import SearchService

/// The input of an operation: the parameters of an address, or a `Parameters` resource.
struct FHIRParameters: Sendable {
  /// In the order given. Values from an address are texts.
  private(set) var items: [(name: String, value: JSONValue)] = []

  init(_ request: ServerRequest) throws(ServerFault) {
    items = request.query.items.map { ($0.name, .string($0.value)) }
    guard request.method == .post else { return }
    let body = try request.json(["application/fhir+json", "application/json"])
    guard body["resourceType"]?.string == "Parameters" else {
      throw ServerFault(.badRequest, "parameters", "the body is no Parameters resource")
    }
    for part in body["parameter"]?.array ?? [] {
      guard let name = part["name"]?.string else {
        throw ServerFault(.badRequest, "parameters", "a parameter in the body has no name")
      }
      let value = part["resource"] ?? part.object?.first { $0.key.hasPrefix("value") }?.value
      guard let value else { throw ServerFault(.badRequest, "parameters", "the parameter \"\(name)\" has no value") }
      items.append((name, value))
    }
  }

  /// The only value of a parameter under any of its names.
  func value(_ names: String...) throws(ServerFault) -> JSONValue? {
    let found = items.filter { names.contains($0.name) }
    guard found.count <= 1 else {
      throw ServerFault(.badRequest, "parameters", "the parameter \"\(names[0])\" is given \(found.count) times")
    }
    return found.first?.value
  }

  func text(_ name: String, _ other: String? = nil) throws(ServerFault) -> String? {
    guard let value = try value(name, other ?? name) else { return nil }
    guard let text = value.string else { throw wrong(name, "a text") }
    return text.isEmpty ? nil : text
  }

  func texts(_ name: String) -> [String] { items.filter { $0.name == name }.compactMap(\.value.string) }

  func flag(_ name: String) throws(ServerFault) -> Bool? {
    switch try value(name) {
    case nil: nil
    case .bool(let flag): flag
    case .string("true"): true
    case .string("false"): false
    default: throw wrong(name, "true or false")
    }
  }

  /// A whole number that is not negative.
  func count(_ name: String) throws(ServerFault) -> Int? {
    guard let value = try value(name) else { return nil }
    guard let number = value.integer ?? value.string.flatMap({ Int($0) }), number >= 0 else {
      throw wrong(name, "a whole number from 0 on")
    }
    return number
  }

  /// A day out of a FHIR date or time; of a year or month the first one.
  func day(_ name: String) throws(ServerFault) -> Day? {
    guard let text = try text(name) else { return nil }
    let date = text.prefix { $0 != "T" }
    let shape = String(date.map { $0.isNumber ? "0" : $0 })
    let full = date + ["0000": "-01-01", "0000-00": "-01"][shape, default: ""]
    guard let day = Day(iso: full) else { throw wrong(name, "a date like 2026-01-31") }
    return day
  }

  /// Adds a parameter that something else than the parameters tells.
  /// - Throws: 400 where it is given already, with another value.
  mutating func add(_ name: String, _ value: JSONValue?) throws(ServerFault) {
    guard let value else { return }
    guard let given = try self.value(name) else { return items.append((name, value)) }
    guard given == value else {
      throw ServerFault(.badRequest, "parameters", "the parameter \"\(name)\" names another than the address does")
    }
  }

  private func wrong(_ name: String, _ wanted: String) -> ServerFault {
    ServerFault(.badRequest, "parameters", "the parameter \"\(name)\" takes \(wanted)")
  }

  /// The parameter that is not there but must be.
  static func missing(_ name: String) -> ServerFault {
    ServerFault(.badRequest, "parameters", "the parameter \"\(name)\" is missing")
  }
}

/// A code with its system, as FHIR writes it.
struct Coding: Sendable, Hashable {
  var system: String?
  var version: String?
  var code: String
  var display: String?

  /// Nil where there is no code in it.
  init?(_ value: JSONValue?) {
    guard let code = value?["code"]?.string else { return nil }
    self.init(
      system: value?["system"]?.string, version: value?["version"]?.string, code: code,
      display: value?["display"]?.string)
  }

  init(system: String?, version: String? = nil, code: String, display: String? = nil) {
    self.system = system
    self.version = version
    self.code = code
    self.display = display
  }

  var value: JSONValue {
    var members: [String: JSONValue] = ["code": .string(code)]
    if let system { members["system"] = .string(system) }
    if let version { members["version"] = .string(version) }
    if let display { members["display"] = .string(display) }
    return .object(members)
  }
}

/// The output of an operation.
struct ParametersBuilder {
  private var parameters: [JSONValue] = []

  mutating func add(_ name: String, _ type: String, _ value: JSONValue?) {
    if let value { parameters.append(["name": .string(name), "value\(type)": value]) }
  }

  mutating func add(_ name: String, resource: JSONValue) {
    parameters.append(["name": .string(name), "resource": resource])
  }

  mutating func add(_ name: String, parts: ParametersBuilder) {
    parameters.append(["name": .string(name), "part": .array(parts.parameters)])
  }

  var resource: JSONValue { ["resourceType": "Parameters", "parameter": .array(parameters)] }
}
