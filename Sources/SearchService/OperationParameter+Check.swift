internal import CodeSearch
internal import CodingKnowledge

extension OperationParameter {
  /// The value as the operation takes it: choices by their names.
  /// - Throws: `CodeSearchError` `.query` that names the parameter.
  func checked(_ value: JSONValue) throws(CodeSearchError) -> JSONValue {
    switch kind {
    case .text(let limit): return .string(try text(value, limit: limit))
    case .texts(let count):
      return .array(try items(value, count: count, shortText))
    case .integer(let range):
      guard let number = value.integer else { throw wrongKind(value, "a whole number") }
      guard range.contains(number) else {
        throw fault("\(number)", "write a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    case .flag:
      guard value.bool != nil else { throw wrongKind(value, "true or false") }
      return value
    case .choice(let choices): return try choice(value, of: choices)
    case .choices(let choices):
      return .array(
        try items(value, count: 64) { (item) throws(CodeSearchError) in try choice(item, of: choices) })
    case .day:
      let written = try text(value, limit: 10)
      guard Day(iso: written) != nil else { throw fault(written, "write a date like 2026-01-31") }
      return value
    case .claimLines: return .array(try items(value, count: Kind.lineLimit, line))
    }
  }

  private func text(_ value: JSONValue, limit: Int) throws(CodeSearchError) -> String {
    guard let text = value.string else { throw wrongKind(value, "a text") }
    guard !text.isEmpty else { throw fault("empty", "write a text, or leave the parameter out") }
    let count = text.unicodeScalars.count
    guard count <= limit else { throw fault("\(count) characters long", "write at most \(limit) characters") }
    return text
  }

  private func shortText(_ value: JSONValue) throws(CodeSearchError) -> JSONValue {
    .string(try text(value, limit: Kind.itemLimit))
  }

  private func choice(_ value: JSONValue, of choices: Choices) throws(CodeSearchError) -> JSONValue {
    let written = try text(value, limit: Kind.itemLimit)
    guard let name = choices.reading(written) else {
      throw fault(written, "write one of \(choices.names.joined(separator: ", "))")
    }
    return .string(name)
  }

  private func items(
    _ value: JSONValue, count limit: Int, _ check: (JSONValue) throws(CodeSearchError) -> JSONValue
  ) throws(CodeSearchError) -> [JSONValue] {
    guard let items = value.array else { throw wrongKind(value, "a list") }
    guard items.count <= limit else { throw fault("a list of \(items.count)", "write at most \(limit)") }
    var checked: [JSONValue] = []
    for item in items { checked.append(try check(item)) }
    return checked
  }

  private func line(_ value: JSONValue) throws(CodeSearchError) -> JSONValue {
    guard let members = value.object else { return .string(try text(value, limit: Kind.itemLimit)) }
    let parts = [
      OperationParameter("\(name).code", .text(limit: 8), "", isRequired: true),
      OperationParameter("\(name).modifiers", .texts(count: 8), ""),
      OperationParameter("\(name).units", .integer(1...99_999), ""),
    ]
    let names = Dictionary(uniqueKeysWithValues: members.map { ("\(name).\($0)", $1) })
    return .object(
      Dictionary(
        uniqueKeysWithValues: try parts.checked(names, of: "a claim line").map { key, value in
          (String(key.dropFirst(name.count + 1)), value)
        }))
  }

  private func wrongKind(_ value: JSONValue, _ wanted: String) -> CodeSearchError {
    CodeSearchError(.query, "\"\(name)\" is \(value.kindName)", hint: "it takes \(wanted)")
  }

  private func fault(_ found: String, _ hint: String) -> CodeSearchError {
    CodeSearchError(.query, "\"\(name)\" is \(found)", hint: hint)
  }
}

extension [OperationParameter] {
  /// The given values, each checked, with the standard values of those that are not given. Null is as good as not given.
  /// - Throws: `CodeSearchError` `.query` that names what is unknown, missing or of the wrong kind.
  func checked(_ given: [String: JSONValue], of owner: String) throws(CodeSearchError) -> [String: JSONValue] {
    let unknown = given.keys.filter { name in !contains { $0.name == name } }.sorted()
    if let first = unknown.first {
      let names = map { $0.name.split(separator: ".").last.map(String.init) ?? $0.name }
      throw CodeSearchError(
        .query, "unknown parameter \"\(first.prefix(64))\"",
        hint: "\(owner) takes \(names.isEmpty ? "none" : names.joined(separator: ", "))")
    }
    var values: [String: JSONValue] = [:]
    for parameter in self {
      if let value = given[parameter.name], value != .null {
        values[parameter.name] = try parameter.checked(value)
      } else if parameter.isRequired {
        throw CodeSearchError(.query, "\"\(parameter.name)\" is missing", hint: "\(owner) needs it")
      } else {
        values[parameter.name] = parameter.standard
      }
    }
    return values
  }
}
