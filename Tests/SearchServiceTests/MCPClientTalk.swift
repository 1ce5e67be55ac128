import CodeSearch
import SearchService

/// Messages of a client, and the parts of answers that tests look at.
enum MCPClientTalk {
  static let modern = "2026-07-28"

  static func server() throws -> MCPServer { MCPServer(try Practice.searcher, version: "0.0.1") }

  /// A request; of the stateless revision unless `version` is nil.
  static func request(
    _ method: String, _ parameters: JSONValue = [:], id: JSONValue = 1, version: String? = modern
  ) -> String {
    var parameters = parameters.object ?? [:]
    if let version {
      parameters["_meta"] = [
        "io.modelcontextprotocol/protocolVersion": .string(version), "io.modelcontextprotocol/clientCapabilities": [:],
      ]
    }
    return JSONValue.object(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(parameters)]).json
  }

  static let handshake = request(
    "initialize",
    ["protocolVersion": "2025-06-18", "capabilities": [:], "clientInfo": ["name": "test", "version": "1"]],
    version: nil)
}

extension MCPSession {
  /// The answer to a message, read.
  mutating func ask(_ message: String) throws -> JSONValue? {
    try answer(message.utf8).map { try JSONValue(bytes: $0.utf8, limit: .max) }
  }
}

extension JSONValue {
  var result: JSONValue? { self["result"] }
  var faultCode: Int? { self["error"]?["code"]?.integer }
}
