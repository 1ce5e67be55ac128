internal import CodeSearch

/// A request of JSON-RPC 2.0 as MCP uses it.
struct MCPRequest {
  /// A text or a whole number.
  var identifier: JSONValue
  var method: String
  var parameters: [String: JSONValue]

  /// `params._meta`; nil where there is none or it is no object.
  var meta: [String: JSONValue]? { parameters["_meta"]?.object }
}

/// Which kind of revision a request is of.
enum MCPEra: Equatable {
  /// Stateless: every request names its revision.
  case modern
  /// Begins with a handshake.
  case legacy
}

/// A message from a client.
enum MCPMessage {
  case request(MCPRequest)
  /// Something that is not to be answered: a notification.
  case notification(method: String)

  /// - Throws: the fault to answer with, and the identifier where it could be read.
  init(bytes: some Collection<UInt8>) throws(MCPRefusal) {
    let value: JSONValue
    do throws(CodeSearchError) {
      value = try JSONValue(bytes: bytes, limit: MCPServer.messageLimit)
    } catch {
      let isTooLong = bytes.count > MCPServer.messageLimit
      throw MCPRefusal(nil, isTooLong ? .invalidRequest(error.description) : .notJSON(error.description))
    }
    guard let members = value.object else {
      throw MCPRefusal(nil, .invalidRequest("a message is one object and not \(value.kindName)"))
    }
    let identifier = members["id"]
    let isIdentifier = identifier?.string != nil || identifier?.integer != nil
    let known = isIdentifier ? identifier : nil
    guard members["jsonrpc"] == "2.0" else { throw MCPRefusal(known, .invalidRequest("\"jsonrpc\" is not \"2.0\"")) }
    guard let method = members["method"]?.string else {
      throw MCPRefusal(known, .invalidRequest("\"method\" is missing or no text"))
    }
    guard let identifier else {
      self = .notification(method: method)
      return
    }
    guard isIdentifier else {
      throw MCPRefusal(nil, .invalidRequest("\"id\" is \(identifier.kindName), not a text or a whole number"))
    }
    let parameters = members["params"] ?? [:]
    guard let parameters = parameters.object else {
      throw MCPRefusal(identifier, .invalidParameters("\"params\" is \(parameters.kindName), not an object"))
    }
    self = .request(MCPRequest(identifier: identifier, method: method, parameters: parameters))
  }
}

/// A message that is answered with an error.
struct MCPRefusal: Error {
  var identifier: JSONValue?
  var fault: MCPFault

  init(_ identifier: JSONValue?, _ fault: MCPFault) {
    self.identifier = identifier
    self.fault = fault
  }

  var json: String { MCPFault.json(fault, identifier) }
}

/// An error of the protocol.
struct MCPFault: Error, Equatable {
  var code: Int
  var message: String
  var detail: JSONValue?

  static func notJSON(_ message: String) -> MCPFault { MCPFault(code: -32700, message: message) }
  static func invalidRequest(_ message: String) -> MCPFault { MCPFault(code: -32600, message: message) }
  static func invalidParameters(_ message: String) -> MCPFault { MCPFault(code: -32602, message: message) }

  static func unknownMethod(_ method: String) -> MCPFault {
    MCPFault(code: -32601, message: "unknown method \(method.prefix(100))")
  }

  static func missingResource(_ address: String, _ reason: String, _ era: MCPEra) -> MCPFault {
    MCPFault(code: era == .modern ? -32602 : -32002, message: reason, detail: ["uri": .string(address)])
  }

  static func headerMismatch(_ message: String) -> MCPFault { MCPFault(code: -32020, message: message) }

  static func unsupportedVersion(_ requested: String) -> MCPFault {
    let supported = [MCPServer.modernVersion] + MCPServer.legacyVersions
    return MCPFault(
      code: -32022, message: "unsupported protocol version",
      detail: ["supported": .array(supported.map { .string($0) }), "requested": .string(requested)])
  }

  static func failure(_ error: CodeSearchError) -> MCPFault { MCPFault(code: -32603, message: error.description) }

  static func json(_ fault: MCPFault, _ identifier: JSONValue?) -> String {
    var members: [String: JSONValue] = ["code": .integer(fault.code), "message": .string(fault.message)]
    members["data"] = fault.detail
    let message: JSONValue = ["jsonrpc": "2.0", "id": identifier ?? .null, "error": .object(members)]
    return message.json
  }
}
