internal import CodeSearch
internal import CodeSearchWeb
internal import HTTPTypes

/// The web page: its addresses, and what carries requests to it and answers back.
enum WebRoutes {
  static func all(_ searcher: Searcher) -> [Route] {
    let pages = WebPages(searcher)
    let answer: @Sendable (ServerRequest, Searcher) throws -> ServerResponse = { request, searcher in
      ServerResponse(pages.answered(by: searcher).response(to: try WebRequest(request)))
    }
    return [Route(path: "/", dialect: .page, answer: answer)]
      + WebPages.folders.map { folder in
        Route(
          path: "/" + folder, methods: folder == "check" ? [.get, .post] : [.get], dialect: .page,
          isLight: folder == "assets", isPrefix: true, answer: answer)
      }
  }
}

extension WebRequest {
  /// - Throws: 415 for a body that is no form.
  fileprivate init(_ request: ServerRequest) throws(ServerFault) {
    let type = (request.headers[.contentType] ?? "").split(separator: ";").first.map { $0.filter { $0 != " " } } ?? ""
    guard request.body.isEmpty || type.lowercased() == "application/x-www-form-urlencoded" else {
      throw ServerFault(.unsupportedMediaType, "media-type", "the body is no form")
    }
    self.init(
      method: request.method.rawValue, path: request.path, query: request.rawQuery,
      form: String(decoding: request.body, as: UTF8.self), knownTag: request.headers[.ifNoneMatch])
  }
}

extension ServerResponse {
  fileprivate init(_ page: WebResponse) {
    self.init(HTTPResponse.Status(code: page.status), type: "", body: page.body)
    for (name, value) in page.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    if page.status == 304 { headers[.contentLength] = nil }
  }
}
