/// What goes back to the browser.
public struct WebResponse: Sendable {
  public var status: Int
  /// In the order in which they are to be sent; `Content-Length` is the transport's to add.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]

  /// The first header of that name, as written here.
  public subscript(header: String) -> String? { headers.first { $0.name == header }?.value }

  init(status: Int = 200, type: String, body: [UInt8], headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = [("Content-Type", type)] + headers + WebResponse.protection
    self.body = body
  }

  /// A page. What was asked may be of a patient: no cache keeps it.
  init(status: Int = 200, html: String) {
    self.init(
      status: status, type: "text/html; charset=utf-8", body: Array(html.utf8),
      headers: [("Cache-Control", "no-store")])
  }

  /// The rules that a page may use: no script, style or image but its own files, in nobody's frame, no address passed on.
  static let protection: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
  ]
}
