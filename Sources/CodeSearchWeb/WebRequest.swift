/// What a browser asked for, freed of its transport.
public struct WebRequest: Sendable {
  /// In upper case, as on the request line.
  public var method: String
  /// As on the request line, percent-encoded and without the query.
  public var path: String
  /// The fields of the query, then those of a form body.
  public var fields: FormFields
  /// The `If-None-Match` header, for assets.
  public var knownTag: String?

  /// - Parameters:
  ///   - query: what follows the question mark, as it is.
  ///   - form: a body of type `application/x-www-form-urlencoded`, as it is.
  public init(
    method: String = "GET", path: String, query: String = "", form: String = "", knownTag: String? = nil
  ) {
    self.method = method
    self.path = path
    fields = FormFields(query)
    fields.pairs += FormFields(form).pairs
    self.knownTag = knownTag
  }

  var isReading: Bool { method == "GET" || method == "HEAD" }

  /// The path's pieces, decoded.
  var segments: [String] { path.split(separator: "/").map { FormFields.decoded($0, plusIsBlank: false) } }
}
