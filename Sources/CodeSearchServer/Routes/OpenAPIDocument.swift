internal import SearchService

/// The description of the JSON API in OpenAPI 3.1, made from the table of operations.
enum OpenAPIDocument {
  static let route: Route = {
    let text = document.json + "\n"
    return Route(path: OperationRoutes.root + "openapi.json", isLight: true) { _, _ in .json(text) }
  }()

  static let document: JSONValue = [
    "openapi": "3.1.0",
    "info": [
      "title": "codesearch", "version": "1",
      "summary": "Offline search of medical codes, coding rules and Medicare coverage.",
      "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
    ],
    "paths": .object(
      Dictionary(uniqueKeysWithValues: SearchOperation.all.map { (OperationRoutes.root + $0.name, path(of: $0)) })),
    "components": ["schemas": ["Error": error]],
  ]

  private static func path(of operation: SearchOperation) -> JSONValue {
    [
      "summary": .string(operation.title), "description": .string(operation.summary),
      "get": [
        "operationId": .string(operation.name),
        "parameters": .array(operation.parameters.map { parameter($0, operation) }),
        "responses": responses(of: operation),
      ],
      "post": [
        "operationId": .string(operation.name + "Body"),
        "requestBody": ["required": true, "content": ["application/json": ["schema": operation.input]]],
        "responses": responses(of: operation),
      ],
    ]
  }

  /// A parameter in the address; lists are written `name=A&name=B`.
  private static func parameter(_ parameter: OperationParameter, _ operation: SearchOperation) -> JSONValue {
    let schema = operation.input["properties"]?[parameter.name] ?? [:]
    return [
      "name": .string(parameter.name), "in": "query", "description": .string(parameter.summary),
      "required": .bool(parameter.isRequired), "schema": schema,
    ]
  }

  private static func responses(of operation: SearchOperation) -> JSONValue {
    var responses: [String: JSONValue] = [
      "200": ["description": .string(operation.title), "content": ["application/json": ["schema": operation.output]]]
    ]
    for (status, meaning) in faults {
      responses[status] = [
        "description": .string(meaning),
        "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Error"]]],
      ]
    }
    return .object(responses)
  }

  private static let faults: KeyValuePairs = [
    "400": "The query or a parameter cannot be understood.", "401": "The token is missing or wrong.",
    "403": "The Host or Origin is not one of this server's.", "405": "The method is neither GET nor POST.",
    "408": "The request did not come in time.", "413": "The body is larger than 64 KB.",
    "414": "The address is longer than 8 KB.", "415": "The body is not JSON.", "431": "The headers are too large.",
    "503": "Too much is being asked at once; Retry-After says when to come back.",
  ]

  private static let error: JSONValue = [
    "type": "object", "required": ["format", "error"],
    "properties": [
      "format": ["type": "integer", "description": "The number of this format."],
      "error": [
        "type": "object", "required": ["code", "message"],
        "properties": [
          "code": ["type": "string", "description": "A stable name."], "message": ["type": "string"],
          "place": ["type": "string", "description": "The query with its fault marked below."],
          "hint": ["type": "string", "description": "What to do about it."],
        ],
      ],
    ],
  ]
}
