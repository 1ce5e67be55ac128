import SearchService

/// The part of JSON Schema that our schemas use: what in a value does not fit, by its path.
enum SchemaCheck {
  static func faults(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
    var faults: [String] = []
    if let wanted = schema["type"] {
      let names = wanted.array?.compactMap(\.string) ?? [wanted.string ?? ""]
      if !names.contains(where: { fits(value, $0) }) { faults.append("\(path) is not \(names)") }
    }
    if let choices = schema["enum"]?.array, !choices.contains(value) { faults.append("\(path) is none of \(choices)") }
    if let options = schema["anyOf"]?.array,
      options.allSatisfy({ !SchemaCheck.faults(value, $0, at: path).isEmpty })
    {
      faults.append("\(path) fits no alternative")
    }
    if let members = value.object {
      for name in schema["required"]?.array?.compactMap(\.string) ?? [] where members[name] == nil {
        faults.append("\(path).\(name) is missing")
      }
      for (name, member) in members {
        if let known = schema["properties"]?[name] {
          faults += SchemaCheck.faults(member, known, at: "\(path).\(name)")
        } else if schema["properties"] != nil {
          // Every member is described, so that a client can rely on the schema.
          faults.append("\(path).\(name) is not in the schema")
        }
      }
    }
    if let items = value.array {
      if let limit = schema["maxItems"]?.integer, items.count > limit { faults.append("\(path) is too long") }
      if let item = schema["items"] {
        for (index, value) in items.enumerated() { faults += SchemaCheck.faults(value, item, at: "\(path)[\(index)]") }
      }
    }
    return faults.sorted()
  }

  private static func fits(_ value: JSONValue, _ type: String) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .bool), ("integer", .integer), ("number", .integer), ("number", .number),
      ("string", .string), ("array", .array), ("object", .object):
      true
    default: false
    }
  }
}
