internal import CodeSearch
internal import HTTPTypes
internal import SearchService

/// Several requests in one `Bundle` of the type `batch`, each answered as if it had come alone.
struct BatchRequest {
  /// The most requests of one batch.
  static let limit = 100

  let fhir: FHIRVersion
  let host: String
  let routes: RouteTable
  let searcher: Searcher

  /// - Throws: 400 for what is no batch, 422 for a transaction or too many requests.
  func answer(_ request: ServerRequest) throws(ServerFault) -> ServerResponse {
    let bundle = try request.json(["application/fhir+json", "application/json"])
    guard bundle["resourceType"]?.string == "Bundle" else {
      throw ServerFault(.badRequest, "batch", "the body is no Bundle")
    }
    guard bundle["type"]?.string == "batch" else {
      throw ServerFault(
        .unprocessableContent, "batch", "the Bundle is of the type '\(bundle["type"]?.string ?? "")'",
        hint: "send one of the type batch")
    }
    let entries = bundle["entry"]?.array ?? []
    guard entries.count <= BatchRequest.limit else {
      throw ServerFault(
        .unprocessableContent, "batch", "the Bundle has \(entries.count) requests",
        hint: "send at most \(BatchRequest.limit)")
    }
    // The answers are JSON already; they are put together as text.
    let answers = entries.map(answer)
    let list = answers.isEmpty ? "" : "\"entry\":[\(answers.joined(separator: ","))],"
    let text = "{\(list)\"resourceType\":\"Bundle\",\"type\":\"batch-response\"}\n"
    return ServerResponse(type: "application/fhir+json", body: Array(text.utf8))
  }

  private func answer(_ entry: JSONValue) -> String {
    let response: ServerResponse
    do {
      response = try ask(entry)
    } catch let fault as ServerFault {
      response = fault.response(in: .fhir)
    } catch let error as CodeSearchError {
      response = ServerFault(error).response(in: .fhir)
    } catch {
      response = ServerFault(.internalServerError, "internal", "a fault of the server").response(in: .fhir)
    }
    let resource = String(decoding: response.body, as: UTF8.self)
    let status = JSONValue.string("\(response.status.code) \(response.status.reasonPhrase)").json
    guard response.status.kind == .successful else {
      return "{\"response\":{\"outcome\":\(resource),\"status\":\(status)}}"
    }
    return "{\"resource\":\(resource),\"response\":{\"status\":\(status)}}"
  }

  private func ask(_ entry: JSONValue) throws -> ServerResponse {
    guard let method = entry["request"]?["method"]?.string, let url = entry["request"]?["url"]?.string else {
      throw ServerFault(.badRequest, "batch", "an entry has no request with method and url")
    }
    let base = "http://\(host)\(fhir.root)/"
    let relative = url.hasPrefix(base) ? url.dropFirst(base.count) : url.drop { $0 == "/" }
    let head = HTTPRequest(
      method: method == "POST" ? .post : .get, scheme: "http", authority: host, path: "\(fhir.root)/\(relative)",
      headerFields: [.contentType: "application/fhir+json"])
    var request = try ServerRequest(head)
    guard let route = routes.route(for: request.path) else { throw ServerFault.notFound }
    guard ["GET", "POST"].contains(method), route.accepts(request.method) else { throw route.wrongMethod }
    if request.method == .post { request.body = Array((entry["resource"] ?? [:]).json.utf8) }
    return try route.answer(request, searcher)
  }
}
