/// Pieces of the JSON Schemas of answers. An object may get new members at any time; those in `required` are always there.
extension JSONValue {
  static func text(_ summary: String = "") -> JSONValue { typed("string", summary) }
  static func whole(_ summary: String = "") -> JSONValue { typed("integer", summary) }
  static func number(_ summary: String = "") -> JSONValue { typed("number", summary) }
  static func flag(_ summary: String = "") -> JSONValue { typed("boolean", summary) }

  static func list(_ item: JSONValue, _ summary: String = "") -> JSONValue {
    var members: [String: JSONValue] = ["type": "array", "items": item]
    if !summary.isEmpty { members["description"] = .string(summary) }
    return .object(members)
  }

  /// An object; members whose name ends in `?` may be absent.
  static func record(_ members: KeyValuePairs<String, JSONValue>, _ summary: String = "") -> JSONValue {
    let required = members.map(\.key).filter { !$0.hasSuffix("?") }
    let properties = members.map { ($0.key.hasSuffix("?") ? String($0.key.dropLast()) : $0.key, $0.value) }
    var schema: [String: JSONValue] = [
      "type": "object", "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
      "required": .array(required.map { .string($0) }),
    ]
    if !summary.isEmpty { schema["description"] = .string(summary) }
    return .object(schema)
  }

  private static func typed(_ type: String, _ summary: String) -> JSONValue {
    summary.isEmpty ? ["type": .string(type)] : ["type": .string(type), "description": .string(summary)]
  }

  // MARK: Shared parts

  static let format = whole("The number of this format.")
  static let asked = text("The date of service asked about.")
  static let texts = list(text())
  /// First and last day; null is open, or not known.
  static let period: JSONValue = [
    "type": "array", "items": ["type": ["string", "null"]], "minItems": 2, "maxItems": 2,
    "description": "First and last day; null is open, or not known.",
  ]
  static let notices = list(
    record(["code": text(), "message": text()]), "What was cut, widened or is not loaded; empty where nothing was.")
  static let basis = list(
    record([
      "title": text(), "version": text(), "effective": period,
      "ofTheDay": flag("False where the release of the day is not loaded and another one answers."),
    ]), "The releases that the answer rests on.")
  static let level = record([
    "system": text(), "code": text(), "title": text(), "billable?": flag(), "status": text("active, deleted or future"),
  ])
}
