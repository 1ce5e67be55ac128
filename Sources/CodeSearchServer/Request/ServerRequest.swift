internal import HTTPTypes
internal import SearchService

/// A request as the routes see it.
struct ServerRequest: Sendable {
  var method: HTTPRequest.Method
  /// Decoded, without the query.
  var path: String
  /// What stands behind the question mark, as it came.
  var rawQuery: String
  var query: QueryItems
  var headers: HTTPFields
  /// The host and port by which the client reached the server; one of the server's own.
  var host: String
  var body: [UInt8] = []

  init(_ head: HTTPRequest) throws(ServerFault) {
    let address = head.path ?? "/"
    guard !address.unicodeScalars.contains("\u{FFFD}") else {
      throw ServerFault(.badRequest, "request", "the address is not UTF-8, or holds a NUL")
    }
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    method = head.method
    path = try QueryItems.decoded(parts[0])
    rawQuery = parts.count > 1 ? String(parts[1]) : ""
    query = try QueryItems(rawQuery)
    headers = head.headerFields
    host = head.authority ?? ""
  }

  /// The body as JSON.
  /// - Parameter types: the media types that are taken, without parameters.
  func json(_ types: Set<String>) throws(ServerFault) -> JSONValue {
    let type = (headers[.contentType] ?? "").split(separator: ";").first.map(String.init) ?? ""
    guard types.contains(type.lowercased().filter { $0 != " " }) else {
      throw ServerFault(
        .unsupportedMediaType, "media-type", "the body is \(type.isEmpty ? "of no type" : type)",
        hint: "send \(types.sorted().joined(separator: " or "))")
    }
    do {
      return try JSONValue(bytes: body, limit: .max)
    } catch {
      throw ServerFault(error)
    }
  }
}
