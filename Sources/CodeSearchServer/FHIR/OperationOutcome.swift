internal import HTTPTypes
internal import SearchService

/// What went wrong, as FHIR tells it.
struct OperationOutcome {
  var fault: ServerFault

  init(_ fault: ServerFault) { self.fault = fault }

  var response: ServerResponse { .fhir(resource, status: fault.status) }

  var resource: JSONValue {
    let messageID = fault.code == "too-costly" ? "VALUESET_TOO_COSTLY" : nil
    return [
      "resourceType": "OperationOutcome", "issue": [OperationOutcome.issue(type, fault.text, messageID: messageID)],
    ]
  }

  /// An issue that tells its kind, its text, and where given the message's id and the parameter at fault.
  static func issue(
    _ type: String, _ text: String, severity: String = "error", detail: String? = nil, messageID: String? = nil,
    at expression: String? = nil
  ) -> JSONValue {
    var details: [String: JSONValue] = ["text": .string(text)]
    if let detail {
      details["coding"] = [
        ["system": "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type", "code": .string(detail)]
      ]
    }
    var issue: [String: JSONValue] = [
      "severity": .string(severity), "code": .string(type), "details": .object(details),
    ]
    if let messageID {
      issue["extension"] = [
        [
          "url": "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id",
          "valueString": .string(messageID),
        ]
      ]
    }
    if let expression { issue["expression"] = [.string(expression)] }
    return .object(issue)
  }

  /// The kind of issue that a status means.
  private var type: String {
    switch fault.status {
    case .unauthorized: "login"
    case .forbidden: "forbidden"
    case .notFound: "not-found"
    case .methodNotAllowed, .unsupportedMediaType, .notAcceptable: "not-supported"
    case .unprocessableContent where fault.code == "too-costly": "too-costly"
    case .serviceUnavailable: "throttled"
    case .internalServerError: "exception"
    default: "invalid"
    }
  }
}

extension ServerResponse {
  static func fhir(_ resource: JSONValue, status: HTTPResponse.Status = .ok) -> ServerResponse {
    ServerResponse(status, type: "application/fhir+json", body: Array((resource.json + "\n").utf8))
  }
}
