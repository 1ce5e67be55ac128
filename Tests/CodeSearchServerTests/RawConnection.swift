import Foundation
import Testing

/// One TCP connection to a server on this machine, on which a test writes exactly the bytes it wants.
final class RawConnection {
  struct Answer {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any], "\(text)")
    }
  }

  /// Why there is no answer.
  struct Trouble: Error {
    var what: String
  }

  private let socket: Int32
  private var buffer: [UInt8] = []
  private let port: Int
  /// The longest that any wait takes before the test fails, in milliseconds.
  private static let patience: Int32 = 60_000

  init(port: Int) throws {
    self.port = port
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Trouble(what: "cannot connect: \(String(cString: strerror(errno)))") }
  }

  deinit { close(socket) }

  /// Writes all bytes, or as many as the server takes before it closes.
  @discardableResult
  func send(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// A whole request with the usual headers and further ones.
  func request(
    _ method: String = "GET", _ path: String, host: String? = nil, headers: [String] = [], body: [UInt8]? = nil
  ) -> [UInt8] {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")"] + headers
    if let body { lines.append("Content-Length: \(body.count)") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
  }

  /// Sends a request and reads its answer.
  func get(_ path: String, headers: [String] = []) throws -> Answer {
    send(request("GET", path, headers: headers))
    return try answer()
  }

  func post(_ path: String, type: String = "application/json", _ body: String) throws -> Answer {
    send(request("POST", path, headers: ["Content-Type: \(type)"], body: Array(body.utf8)))
    return try answer()
  }

  /// The next answer, read by its length.
  func answer(hasBody: Bool = true) throws -> Answer {
    guard let answer = try nextAnswer(hasBody: hasBody) else { throw Trouble(what: "the connection ended unanswered") }
    return answer
  }

  /// The next answer; nil where the connection ends before its first byte.
  func nextAnswer(hasBody: Bool = true) throws -> Answer? {
    guard let end = try readUntil({ $0.firstRange(of: RawConnection.headEnd)?.upperBound }) else {
      guard buffer.isEmpty else { throw Trouble(what: "the answer is cut short: \(received)") }
      return nil
    }
    let head = String(decoding: buffer[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    guard let status = head[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Trouble(what: "the answer begins with \(head[0])")
    }
    let pairs = head.dropFirst().filter { !$0.isEmpty }.map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      return (parts[0].lowercased(), parts.count > 1 ? parts[1] : "")
    }
    let headers = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    let length = hasBody ? Int(headers["content-length"] ?? "0") ?? 0 : 0
    guard try readUntil({ $0.count >= end + length ? end : nil }) != nil else {
      throw Trouble(what: "the body is cut short")
    }
    let body = Array(buffer[end..<end + length])
    buffer.removeFirst(end + length)
    return Answer(status: status, headers: headers, body: body)
  }

  /// Whether the server asks for the body that was announced.
  func isToldToContinue() throws -> Bool { try answer(hasBody: false).status == 100 }

  private static let headEnd = Array("\r\n\r\n".utf8)

  private var received: String { String(decoding: buffer.prefix(500), as: UTF8.self) }

  /// Whether the server closes the connection, after what it may still send.
  func isClosedByServer() throws -> Bool { try readUntil { _ in nil } as Int? == nil }

  /// Reads until `found` finds something; nil where the connection ends first.
  private func readUntil<Found>(_ found: ([UInt8]) -> Found?) throws -> Found? {
    while true {
      if let result = found(buffer) { return result }
      var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, RawConnection.patience) > 0 else {
        throw Trouble(what: "the server neither answers nor closes")
      }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = recv(socket, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      buffer += chunk[..<count]
    }
  }
}
