internal import CodeSearch
internal import HTTPTypes
internal import SearchService

/// The addresses of both releases of FHIR: the terminology operations, the resources that describe them, batches.
enum FHIRRoutes {
  static let all = FHIRVersion.allCases.flatMap { fhir in interactions(fhir) + [batch(fhir)] }

  private typealias Operation = @Sendable (Terminology) throws(ServerFault) -> JSONValue

  private static let operations: [(kind: TerminologyCatalogue.Kind, name: String, answer: Operation)] = [
    (.codeSystem, "$lookup", { (terminology) throws(ServerFault) in try terminology.lookup() }),
    (.codeSystem, "$validate-code", { (terminology) throws(ServerFault) in try terminology.validateCode() }),
    (.codeSystem, "$subsumes", { (terminology) throws(ServerFault) in try terminology.subsumes() }),
    (.valueSet, "$expand", { (terminology) throws(ServerFault) in try terminology.expand() }),
    (.valueSet, "$validate-code", { (terminology) throws(ServerFault) in try terminology.validateCodeInValueSet() }),
    (.conceptMap, "$translate", { (terminology) throws(ServerFault) in try terminology.translate() }),
  ]

  /// All that a batch may ask, too.
  private static func interactions(_ fhir: FHIRVersion) -> [Route] {
    let named = operations.map { operation in
      Route(path: "\(fhir.root)/\(operation.kind.rawValue)/\(operation.name)", methods: [.get, .post], dialect: .fhir) {
        request, searcher in
        try checkFormat(request)
        let parameters = try FHIRParameters(request)
        return .fhir(
          try operation.answer(Terminology(fhir: fhir, searcher: searcher, parameters: parameters)))
      }
    }
    return named + TerminologyCatalogue.Kind.allCases.map { resources($0, fhir) } + [metadata(fhir), versions(fhir)]
  }

  /// `TYPE` searches, `TYPE/ID` reads, `TYPE/ID/$OPERATION` asks about that resource.
  private static func resources(_ kind: TerminologyCatalogue.Kind, _ fhir: FHIRVersion) -> Route {
    let path = "\(fhir.root)/\(kind.rawValue)"
    return Route(path: path, methods: [.get, .post], dialect: .fhir, isPrefix: true) { request, searcher in
      try checkFormat(request)
      let rest = request.path.dropFirst(path.count).split(separator: "/").map(String.init)
      let catalogue = TerminologyCatalogue(fhir: fhir, searcher: searcher)
      guard let id = rest.first else {
        guard request.method != .post else { throw onlyRead }
        let search = ResourceSearch(kind: kind, catalogue: catalogue, base: "http://\(request.host)\(fhir.root)")
        return .fhir(try search.bundle(request.query))
      }
      guard let resource = catalogue.resource(kind, id: id) else { throw ServerFault.notFound }
      guard rest.count > 1 else {
        guard request.method != .post else { throw onlyRead }
        return .fhir(resource)
      }
      let operation = operations.first { rest.count == 2 && $0.kind == kind && $0.name == rest[1] }
      guard let operation else { throw ServerFault.notFound }
      let parameters = try FHIRParameters(request).about(resource, for: operation.name)
      return .fhir(try operation.answer(Terminology(fhir: fhir, searcher: searcher, parameters: parameters)))
    }
  }

  private static let onlyRead = ServerFault(
    .methodNotAllowed, "method", "this address takes GET", headers: [.allow: "GET, HEAD, OPTIONS"])

  private static func metadata(_ fhir: FHIRVersion) -> Route {
    Route(path: "\(fhir.root)/metadata", dialect: .fhir) { request, searcher in
      try checkFormat(request)
      let statement = CapabilityStatement(fhir: fhir, searcher: searcher, base: "http://\(request.host)\(fhir.root)")
      let mode = try request.query.one("mode") ?? "full"
      return .fhir(mode == "terminology" ? statement.terminology : statement.resource)
    }
  }

  /// `$versions`: the one release of FHIR that this base speaks.
  private static func versions(_ fhir: FHIRVersion) -> Route {
    Route(path: "\(fhir.root)/$versions", methods: [.get, .post], dialect: .fhir) { request, _ in
      try checkFormat(request)
      var output = ParametersBuilder()
      output.add("version", "Code", .string(fhir.shortNumber))
      output.add("default", "Code", .string(fhir.shortNumber))
      return .fhir(output.resource)
    }
  }

  private static func batch(_ fhir: FHIRVersion) -> Route {
    let routes = RouteTable(interactions(fhir))
    return Route(path: fhir.root, methods: [.post], dialect: .fhir) { request, searcher in
      try checkFormat(request)
      return try BatchRequest(fhir: fhir, host: request.host, routes: routes, searcher: searcher).answer(request)
    }
  }

  /// Only JSON is written.
  private static func checkFormat(_ request: ServerRequest) throws(ServerFault) {
    let format = try request.query.one("_format") ?? "json"
    guard ["json", "application/json", "application/fhir+json"].contains(format.replacing(" ", with: "+")) else {
      throw ServerFault(.notAcceptable, "format", "the format \(format) is not written here", hint: "ask for json")
    }
  }
}

extension FHIRParameters {
  /// The same parameters, about one code system, value set or map.
  /// - Throws: 400 where they name another one.
  fileprivate func about(_ resource: JSONValue, for operation: String) throws(ServerFault) -> FHIRParameters {
    var parameters = self
    let name = ["$lookup", "$subsumes"].contains(operation) ? "system" : "url"
    try parameters.add(name, resource["url"])
    // The plain id is that of the release of the day, whichever day is asked for.
    if let id = resource["id"]?.string, let version = resource["version"]?.string, id.hasSuffix("-\(version)") {
      try parameters.add("version", .string(version))
    }
    return parameters
  }
}
