extension CodeSearchError {
  /// The error as JSON text: `{"error":{"code":…,"message":…,"hint":…},"format":1}`, the form of all interfaces.
  ///
  /// For a query that cannot be read, `place` has the query with its fault marked below.
  public func json(isPretty: Bool = false) -> String {
    JSONDocument.text(ErrorDocument(error: ErrorDocument.Fault(self)), isPretty: isPretty)
  }
}

private struct ErrorDocument: Encodable {
  struct Fault: Encodable {
    var code: String
    var message: String
    var place: String?
    var hint: String?

    init(_ error: CodeSearchError) {
      code = error.code.name
      message = error.summary
      let rest = error.message.drop { !$0.isNewline }.dropFirst()
      place = rest.isEmpty ? nil : String(rest)
      hint = error.hint
    }
  }

  var error: Fault
  var format = JSONDocument.format
}

extension CodeSearchError {
  /// The message without the lines that show a place in the query.
  public var summary: String { message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "" }
}
