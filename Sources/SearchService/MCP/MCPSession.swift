/// One client on a pipe: both kinds of revision on it, each message by itself.
///
/// ```swift
/// var session = MCPSession(MCPServer(searcher, version: "1.0"))
/// if let answer = session.answer(line) { print(answer) }
/// ```
public struct MCPSession: Sendable {
  private let server: MCPServer
  /// True once the client has shaken hands: from then on a request without a revision is of the one agreed on.
  private var isInitialized = false

  public init(_ server: MCPServer) { self.server = server }

  /// The answer to a message, without a line feed; nil where none is due.
  public mutating func answer(_ message: some Collection<UInt8>) -> String? {
    do throws(MCPRefusal) {
      guard case .request(let request) = try MCPMessage(bytes: message) else { return nil }
      if request.method == "initialize" { isInitialized = true }
      return try server.reply(to: request, acceptsLegacy: isInitialized || request.method == "ping")
    } catch {
      return error.json
    }
  }
}

extension MCPServer {
  static let versionKey = "io.modelcontextprotocol/protocolVersion"
  static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"

  /// The whole answer to a request.
  /// - Parameter acceptsLegacy: whether a request that names no revision is one of the older ones.
  func reply(to request: MCPRequest, acceptsLegacy: Bool) throws(MCPRefusal) -> String {
    do throws(MCPFault) {
      let era = try MCPServer.era(of: request, acceptsLegacy: acceptsLegacy)
      let result = try answer(request, era: era).get()
      return MCPServer.object([("jsonrpc", "\"2.0\""), ("id", request.identifier.json), ("result", result)])
    } catch {
      throw MCPRefusal(request.identifier, error)
    }
  }

  /// Which kind of revision a request is of.
  private static func era(of request: MCPRequest, acceptsLegacy: Bool) throws(MCPFault) -> MCPEra {
    if request.method == "initialize" { return .legacy }
    guard let version = request.meta?[versionKey] else {
      if acceptsLegacy, request.method != "server/discover" { return .legacy }
      throw .invalidParameters("params._meta has no \"\(versionKey)\"; send it, or initialize first")
    }
    guard let name = version.string else {
      throw .invalidParameters("\"\(versionKey)\" is \(version.kindName), not a text")
    }
    guard request.meta?[capabilitiesKey]?.object != nil else {
      throw .invalidParameters("params._meta has no object \"\(capabilitiesKey)\"")
    }
    guard name == modernVersion else { throw .unsupportedVersion(String(name.prefix(100))) }
    return .modern
  }
}
