internal import FoundationEssentials
internal import HTTPTypes

/// Who is answered: only requests that were meant for this server, from pages that may read it, with the token.
///
/// A page of another site can make a browser send requests to this machine, and with a name of its own that leads here
/// (DNS rebinding) even read the answers. Its requests carry its own name as `Host` or `Origin`, and are refused.
struct AccessPolicy: Sendable {
  let isLocal: Bool
  let address: String
  let port: Int
  let hosts: Set<String>
  let origins: [String]
  let token: [UInt8]?

  init(_ settings: ServerSettings, port: Int) {
    isLocal = settings.isLocal
    address = settings.address.lowercased()
    self.port = port
    hosts = Set(settings.allowedHosts.map { $0.lowercased() })
    origins = settings.allowedOrigins
    token = settings.token.map { Array($0.utf8) }
  }

  /// - Returns: the headers that tell a browser who may read the answer.
  /// - Throws: 403 for a foreign `Host` or `Origin`.
  func checkSource(_ head: HTTPRequest) throws(ServerFault) -> HTTPFields {
    guard head.headerFields[values: .host].isEmpty, let host = head.authority, isOwn(authority: host) else {
      throw ServerFault(.forbidden, "host", "the Host header does not name this server", hint: hostHint)
    }
    let given = head.headerFields[values: .origin]
    guard let origin = given.first else { return [:] }
    guard given.count == 1 else { throw AccessPolicy.foreignOrigin }
    if origins.contains("*") { return [.accessControlAllowOrigin: "*"] }
    if let allowed = origins.first(where: { $0.lowercased() == origin.lowercased() }) {
      return [.accessControlAllowOrigin: allowed, .vary: "Origin"]
    }
    for scheme in ["http://", "https://"] where origin.lowercased().hasPrefix(scheme) {
      if isOwn(authority: String(origin.dropFirst(scheme.count))) { return [:] }
    }
    throw AccessPolicy.foreignOrigin
  }

  private static let foreignOrigin = ServerFault(
    .forbidden, "origin", "pages of that origin may not use this server", hint: "allow one with --allow-origin")

  private var hostHint: String {
    isLocal ? "use 127.0.0.1:\(port) or localhost:\(port)" : "allow a name with --allow-host"
  }

  /// Whether `host:port` means this server.
  func isOwn(authority: String) -> Bool {
    let text = authority.lowercased()
    if hosts.contains(text) { return true }
    let name: Substring
    let rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return false }
      name = text[...end]
      rest = text[text.index(after: end)...]
    } else {
      let end = text.firstIndex(of: ":") ?? text.endIndex
      name = text[..<end]
      rest = text[end...]
    }
    if hosts.contains(String(name)) { return true }
    guard rest == ":\(port)" || rest.isEmpty && port == 80 else { return false }
    // No name that a stranger can point here is an address written in digits.
    return isLocal ? ["127.0.0.1", "localhost", "[::1]"].contains(name) : name == address || isNumeric(name)
  }

  private func isNumeric(_ name: Substring) -> Bool {
    if name.hasPrefix("[") { return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  /// - Throws: 401 for a request without the token.
  func checkToken(_ head: HTTPRequest) throws(ServerFault) {
    guard let token else { return }
    let given = head.headerFields[values: .authorization]
    if given.count == 1, let shown = AccessPolicy.secret(in: given[0]), AccessPolicy.equals(shown, token) { return }
    var fault = ServerFault(.unauthorized, "token", "this server asks for its token", hint: "send it as a bearer token")
    // A browser asks its user for a password where Basic is offered.
    fault.headers = [.wwwAuthenticate: "Bearer realm=\"codesearch\", Basic realm=\"codesearch\", charset=\"UTF-8\""]
    throw fault
  }

  /// The token in `Bearer TOKEN`, or the password in `Basic …`.
  private static func secret(in header: String) -> [UInt8]? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    switch parts[0].lowercased() {
    case "bearer": return Array(parts[1].utf8)
    case "basic":
      guard let pair = Data(base64Encoded: String(parts[1])), let colon = pair.firstIndex(of: UInt8(ascii: ":")) else {
        return nil
      }
      return Array(pair[(colon + 1)...])
    default: return nil
    }
  }

  /// Takes as long for every wrong token of a length, so that time tells nothing of the right one.
  static func equals(_ shown: [UInt8], _ token: [UInt8]) -> Bool {
    var difference = UInt(bitPattern: shown.count ^ token.count)
    for index in shown.indices { difference |= UInt(shown[index] ^ token[index % token.count]) }
    return difference == 0
  }
}

extension HTTPField.Name {
  static let host = HTTPField.Name("Host")!
}
