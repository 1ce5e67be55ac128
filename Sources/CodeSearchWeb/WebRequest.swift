/// What a browser asked for, freed of its transport.
public struct WebRequest: Sendable {
  /// In upper case, as on the request line.
  public var method: String
  /// Without the query, and decoded.
  public var path: String
  /// The fields of the query, then those of a form body.
  public var fields: FormFields
  /// The `If-None-Match` header, for assets.
  public var knownTag: String?

  /// - Parameters:
  ///   - path: without the query, and decoded.
  ///   - query: what follows the question mark, as it came.
  ///   - form: a body of type `application/x-www-form-urlencoded`, as it came.
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

  /// - Parameter address: path and query as on the request line, percent-encoded.
  public init(method: String = "GET", address: String, form: String = "", knownTag: String? = nil) {
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: method, path: FormFields.decoded(parts[0], plusIsBlank: false),
      query: parts.count > 1 ? String(parts[1]) : "", form: form, knownTag: knownTag)
  }

  var segments: [String] { path.split(separator: "/").map(String.init) }
}
