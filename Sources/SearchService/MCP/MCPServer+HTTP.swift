internal import FoundationEssentials

/// A request to the MCP endpoint as an HTTP server has it. Who may call (Origin, Host, tokens) the server decides before.
public struct MCPHTTPRequest: Sendable {
  public var method: String
  /// As they came, doubled ones twice; the case of names does not matter.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]

  public init(method: String, headers: [(name: String, value: String)], body: [UInt8]) {
    self.method = method
    self.headers = headers
    self.body = body
  }

  func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }

  func value(_ name: String) -> String? { values(name).first }
}

/// What to send back.
public struct MCPHTTPResponse: Sendable {
  public var status: Int
  public var headers: [(name: String, value: String)]
  /// JSON text; empty where there is none.
  public var body: String

  static func json(_ status: Int, _ body: String) -> MCPHTTPResponse {
    MCPHTTPResponse(status: status, headers: [("Content-Type", "application/json")], body: body)
  }

  static func empty(_ status: Int, _ headers: [(name: String, value: String)] = []) -> MCPHTTPResponse {
    MCPHTTPResponse(status: status, headers: headers, body: "")
  }
}

extension MCPServer {
  /// Answers one request of the streamable HTTP transport, always with JSON and without a session: the stateless revision, whose
  /// headers must agree with the body, and the older ones.
  public func respond(to request: MCPHTTPRequest) -> MCPHTTPResponse {
    guard request.method == "POST" else { return .empty(405, [("Allow", "POST")]) }
    guard MCPServer.isJSON(request.value("content-type")) else { return .empty(415) }
    guard MCPServer.acceptsJSON(request.value("accept")) else { return .empty(406) }
    guard request.body.count <= MCPServer.messageLimit else { return .empty(413) }
    do throws(MCPRefusal) {
      guard case .request(let message) = try MCPMessage(bytes: request.body) else { return .empty(202) }
      let isModern = try MCPServer.checkHeaders(request, message)
      do throws(MCPRefusal) {
        return .json(200, try reply(to: message, acceptsLegacy: !isModern))
      } catch {
        return .json(isModern ? MCPServer.status(error.fault) : 200, error.json)
      }
    } catch {
      return .json(MCPServer.status(error.fault), error.json)
    }
  }

  private static func isJSON(_ type: String?) -> Bool {
    type?.split(separator: ";").first?.trimmed.lowercased() == "application/json"
  }

  private static func acceptsJSON(_ accepted: String?) -> Bool {
    guard let accepted else { return true }
    return accepted.lowercased().split(separator: ",").contains { range in
      ["application/json", "application/*", "*/*"].contains(range.split(separator: ";").first?.trimmed ?? "")
    }
  }

  /// The status of an error of the stateless revision.
  private static func status(_ fault: MCPFault) -> Int {
    switch fault.code {
    case -32601: 404
    case -32603: 200
    default: 400
    }
  }

  // MARK: Headers

  /// Whether the request is of the stateless revision.
  private static func checkHeaders(_ request: MCPHTTPRequest, _ message: MCPRequest) throws(MCPRefusal) -> Bool {
    do throws(MCPFault) {
      for name in ["mcp-protocol-version", "mcp-method", "mcp-name"] where request.values(name).count > 1 {
        throw .headerMismatch("\(name) is there more than once")
      }
      let header = request.value("mcp-protocol-version")
      let stated = message.meta?[versionKey]
      if stated == nil, message.method != "server/discover" {
        guard let header, header != modernVersion else { return header == modernVersion }
        guard legacyVersions.contains(header) else { throw .unsupportedVersion(String(header.prefix(100))) }
        return false
      }
      // A missing part of the envelope is told by the server itself.
      guard let stated else { return true }
      guard header == stated.string else {
        throw .headerMismatch("MCP-Protocol-Version does not agree with the message's protocol version")
      }
      guard request.value("mcp-method") == message.method else {
        throw .headerMismatch("Mcp-Method does not agree with the message's method")
      }
      try checkName(request, message)
      return true
    } catch {
      throw MCPRefusal(message.identifier, error)
    }
  }

  private static func checkName(_ request: MCPHTTPRequest, _ message: MCPRequest) throws(MCPFault) {
    let key = ["tools/call": "name", "prompts/get": "name", "resources/read": "uri"][message.method]
    guard let key, let name = message.parameters[key]?.string else { return }
    guard let header = request.value("mcp-name"), decoded(header) == name else {
      throw .headerMismatch("Mcp-Name does not agree with the message's \(key)")
    }
  }

  /// A header's value, where it is wrapped as `=?base64?…?=` unwrapped; nil where that cannot be read.
  private static func decoded(_ value: String) -> String? {
    guard value.hasPrefix("=?base64?"), value.hasSuffix("?="), value.utf8.count >= 11 else { return value }
    let payload = String(value.dropFirst(9).dropLast(2))
    guard let bytes = Data(base64Encoded: payload), bytes.base64EncodedString() == payload else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
