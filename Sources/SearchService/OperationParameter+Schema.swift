extension OperationParameter {
  /// The JSON Schema of the parameter.
  var schema: JSONValue {
    var members = kind.schema
    members["description"] = .string(summary)
    if let standard { members["default"] = standard }
    return .object(members)
  }
}

extension OperationParameter.Kind {
  fileprivate var schema: [String: JSONValue] {
    switch self {
    case .text(let limit): ["type": "string", "minLength": 1, "maxLength": .integer(limit)]
    case .texts(let count):
      [
        "type": "array", "maxItems": .integer(count),
        "items": ["type": "string", "minLength": 1, "maxLength": .integer(Self.itemLimit)],
      ]
    case .integer(let range):
      ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .flag: ["type": "boolean"]
    case .choice(let choices): ["type": "string", "enum": choices.schema]
    case .choices(let choices):
      ["type": "array", "uniqueItems": true, "items": ["type": "string", "enum": choices.schema]]
    case .day: ["type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
    case .claimLines:
      ["type": "array", "maxItems": .integer(Self.lineLimit), "items": ["anyOf": [Self.lineText, Self.lineObject]]]
    }
  }

  /// The most characters of an item of a list of texts.
  static let itemLimit = 64
  /// The most lines of a claim; an electronic claim has at most 999.
  static let lineLimit = 999

  private static let lineText: JSONValue = [
    "type": "string", "description": "CODE[-MODIFIER]…[xUNITS], such as 20610-RTx2", "minLength": 3, "maxLength": 64,
  ]

  private static let lineObject: JSONValue = [
    "type": "object", "additionalProperties": false, "required": ["code"],
    "properties": [
      "code": ["type": "string", "description": "A CPT or HCPCS code."],
      "modifiers": ["type": "array", "items": ["type": "string"]],
      "units": ["type": "integer", "minimum": 1, "maximum": 99999],
    ],
  ]
}

extension OperationParameter.Choices {
  fileprivate var schema: JSONValue { .array(names.map { .string($0) }) }
}
