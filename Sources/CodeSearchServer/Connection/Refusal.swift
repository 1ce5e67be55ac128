internal import HTTPTypes

/// An answer that the connection itself gives, before or in place of the routes.
struct Refusal {
  var status: HTTPResponse.Status
  var code: String
  var message: String

  static let malformed = Refusal(status: .badRequest, code: "request", message: "the request is not HTTP/1.1")
  static let slow = Refusal(status: .requestTimeout, code: "timeout", message: "the request did not come in time")
  static let longAddress = Refusal(status: .uriTooLong, code: "url", message: "the address is too long")
  static let largeHeaders = Refusal(
    status: .requestHeaderFieldsTooLarge, code: "headers", message: "the headers are too large or too many")
  static let largeBody = Refusal(status: .contentTooLarge, code: "body", message: "the body is too large")
  static let late = Refusal(status: .serviceUnavailable, code: "busy", message: "the answer took too long")
  static let full = Refusal(status: .serviceUnavailable, code: "busy", message: "too many connections")

  var response: ServerResponse {
    var fault = ServerFault(status, code, message, headers: [.connection: "close"])
    if status == .serviceUnavailable { fault.headers[.retryAfter] = "1" }
    return fault.response(in: .json)
  }
}
