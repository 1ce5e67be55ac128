internal import HTTPTypes

/// An answer before it is written.
struct ServerResponse: Sendable {
  var status: HTTPResponse.Status
  var headers: HTTPFields
  var body: [UInt8]

  init(_ status: HTTPResponse.Status = .ok, type: String, body: [UInt8]) {
    self.status = status
    self.body = body
    // What was asked may be of a patient: no cache keeps it.
    headers = [
      .contentType: type, .contentLength: String(body.count), .xContentTypeOptions: "nosniff",
      .cacheControl: "no-store",
    ]
  }

  static func json(_ text: String, status: HTTPResponse.Status = .ok) -> ServerResponse {
    ServerResponse(status, type: "application/json", body: Array(text.utf8))
  }

  static func text(_ text: String, status: HTTPResponse.Status = .ok) -> ServerResponse {
    ServerResponse(status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
  }

  var head: HTTPResponse { HTTPResponse(status: status, headerFields: headers) }
}
