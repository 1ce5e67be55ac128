internal import CodeSearch
internal import HTTPTypes
internal import SearchService

/// The JSON API: one route for each operation, with parameters in the address or as a JSON body.
enum OperationRoutes {
  static let root = "/api/v1/"

  static let all = SearchOperation.all.map { operation in
    Route(path: root + operation.name, methods: [.get, .post]) { request, searcher in
      let parameters = try request.method == .post ? posted(request) : given(request.query, operation)
      return .json(try operation.answer(parameters, from: searcher) + "\n")
    }
  }

  private static func posted(_ request: ServerRequest) throws -> JSONValue {
    guard request.query.items.isEmpty else {
      throw ServerFault(.badRequest, "query", "parameters stand in the body of a POST, not in its address")
    }
    return try request.json(["application/json"])
  }

  /// The parameters of an address, as the kinds of the operation's parameters tell.
  private static func given(_ query: QueryItems, _ operation: SearchOperation) throws -> JSONValue {
    var members: [String: JSONValue] = [:]
    for name in Set(query.items.map(\.name)) {
      let kind = operation.parameters.first { $0.name == name }?.kind
      switch kind {
      case .texts, .choices, .claimLines:
        members[name] = .array(
          query.all(name).flatMap { $0.split(separator: ",") }.map { .string(String($0)) })
      case .integer:
        let text = try query.one(name) ?? ""
        members[name] = Int(text).map { .integer($0) } ?? .string(text)
      case .flag:
        let text = try query.one(name) ?? ""
        members[name] = ["true": true, "false": false][text].map { .bool($0) } ?? .string(text)
      case .text, .choice, .day, nil: members[name] = .string(try query.one(name) ?? "")
      }
    }
    return .object(members)
  }
}
