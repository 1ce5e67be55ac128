import Foundation
import SearchService
import Testing

/// The built server on a free port of this machine, and requests to it.
final class ServingProcess {
  private let process = Process()
  let port: UInt16

  /// Starts the server and waits until it listens.
  init(index: String) throws {
    process.executableURL = URL(filePath: BuiltProducts.server)
    process.arguments = ["--index", index, "--port", "0"]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "SWIFT_BACKTRACE": "enable=no"]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("\n"), case let chunk = errors.fileHandleForReading.availableData, !chunk.isEmpty {
      text += String(decoding: chunk, as: UTF8.self)
    }
    // What it writes later is of no interest, but it must not wait for a reader.
    errors.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    let line = try #require(
      text.split(separator: "\n").first { $0.contains("listening on ") }, "the server said: \(text)")
    port = try #require(line.split(separator: ":").last.flatMap { UInt16($0) })
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// The JSON that a path answers.
  func get(_ path: String, _ parameters: KeyValuePairs<String, String>) throws -> JSONValue {
    let unreserved = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
      .union(CharacterSet(charactersIn: "-._~"))
    let query = parameters.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "")" }
    let address = "\(path)?\(query.joined(separator: "&"))"
    let answer = try exchange(
      "GET \(address) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n")
    let parts = answer.firstRange(of: Array("\r\n\r\n".utf8)).map {
      (answer[..<$0.lowerBound], answer[$0.upperBound...])
    }
    let (head, body) = try #require(parts)
    try #require(
      String(decoding: head, as: UTF8.self).hasPrefix("HTTP/1.1 200"), "\(String(decoding: answer, as: UTF8.self))")
    return try JSONValue(bytes: body, limit: .max)
  }

  /// Sends bytes on a connection of their own and reads until the server closes it.
  private func exchange(_ request: String) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0, "cannot connect")
    try handle.write(contentsOf: Data(request.utf8))
    return Array(try handle.readToEnd() ?? Data())
  }
}
