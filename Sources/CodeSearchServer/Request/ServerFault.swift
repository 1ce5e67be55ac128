internal import CodeSearch
internal import HTTPTypes
internal import SearchService

/// A request that is not answered, and why.
struct ServerFault: Error {
  var status: HTTPResponse.Status
  var code: String
  var message: String
  var hint: String?
  /// The query with its fault marked below.
  var place: String?
  var headers: HTTPFields = [:]

  init(_ status: HTTPResponse.Status, _ code: String, _ message: String, hint: String? = nil, headers: HTTPFields = [:])
  {
    self.status = status
    self.code = code
    self.message = message
    self.hint = hint
    self.headers = headers
  }

  /// The status that tells whose fault it is.
  init(_ error: CodeSearchError) {
    switch error.code {
    case .query:
      self.init(.badRequest, error.code.name, error.summary, hint: error.hint)
      let rest = error.message.drop { !$0.isNewline }.dropFirst()
      place = rest.isEmpty ? nil : String(rest)
    // Paths of this machine are no business of a client.
    case .indexMissing, .indexCorrupt, .busy, .io:
      self.init(.serviceUnavailable, error.code.name, "the index cannot be read", headers: [.retryAfter: "5"])
    default: self.init(.internalServerError, error.code.name, "a fault of the server")
    }
  }

  static let notFound = ServerFault(.notFound, "not-found", "there is nothing at this address")
  static let busy = ServerFault(
    .serviceUnavailable, "busy", "too many searches are waiting", hint: "try again in a second",
    headers: [.retryAfter: "1"])

  func response(in dialect: Route.Dialect) -> ServerResponse {
    var response =
      switch dialect {
      case .json: ServerResponse.json(document.json + "\n", status: status)
      case .fhir: OperationOutcome(self).response
      case .page: ServerResponse.text(text + "\n", status: status)
      }
    response.headers.append(contentsOf: headers)
    return response
  }

  /// The error in the format that all JSON interfaces share.
  private var document: JSONValue {
    var error: [String: JSONValue] = ["code": .string(code), "message": .string(message)]
    if let hint { error["hint"] = .string(hint) }
    if let place { error["place"] = .string(place) }
    return ["format": 1, "error": .object(error)]
  }

  var text: String { ([message] + [place, hint].compactMap { $0 }).joined(separator: place == nil ? "; " : "\n") }
}
