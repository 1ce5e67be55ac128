internal import CodeSearch
internal import HTTPTypes
internal import SearchService

/// The terminology operations of both releases of FHIR.
enum FHIRRoutes {
  static let all = FHIRVersion.allCases.flatMap { fhir in
    operations.map { path, operation in
      Route(path: "\(fhir.root)/\(path)", methods: [.get, .post], dialect: .fhir) { request, searcher in
        try checkFormat(request)
        let parameters = try FHIRParameters(request)
        let terminology = Terminology(fhir: fhir, searcher: searcher, parameters: parameters)
        return .fhir(try operation(terminology))
      }
    } + [metadata(fhir)]
  }

  private static let operations: [(String, @Sendable (Terminology) throws(ServerFault) -> JSONValue)] = [
    ("CodeSystem/$lookup", { (terminology) throws(ServerFault) in try terminology.lookup() }),
    ("CodeSystem/$validate-code", { (terminology) throws(ServerFault) in try terminology.validateCode() }),
    ("CodeSystem/$subsumes", { (terminology) throws(ServerFault) in try terminology.subsumes() }),
    ("ValueSet/$expand", { (terminology) throws(ServerFault) in try terminology.expand() }),
    ("ValueSet/$validate-code", { (terminology) throws(ServerFault) in try terminology.validateCodeInValueSet() }),
    ("ConceptMap/$translate", { (terminology) throws(ServerFault) in try terminology.translate() }),
  ]

  private static func metadata(_ fhir: FHIRVersion) -> Route {
    Route(path: "\(fhir.root)/metadata", dialect: .fhir) { request, searcher in
      try checkFormat(request)
      let statement = CapabilityStatement(fhir: fhir, searcher: searcher, base: "http://\(request.host)\(fhir.root)")
      let mode = try request.query.one("mode") ?? "full"
      return .fhir(mode == "terminology" ? statement.terminology : statement.resource)
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
