import Foundation

/// `xapian-tcpsrv` on a free port of loopback, ended with this object.
final class PartServer {
  static let program = "/usr/bin/xapian-tcpsrv"
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  let port: Int
  private let process: Process

  /// Serves a file and waits until it answers.
  init(_ path: String) throws {
    for _ in 0..<10 {
      let port = try PartServer.freePort()
      let process = Process()
      process.executableURL = URL(filePath: PartServer.program)
      process.arguments = ["--port", "\(port)", "--interface", "127.0.0.1", "--quiet", path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      while process.isRunning {
        if PartServer.answers(port) {
          self.port = port
          self.process = process
          return
        }
        sched_yield()
      }
      // Somebody else took the port in between.
    }
    throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: path])
  }

  deinit { end() }

  /// Ends the server and its connections.
  func end() {
    guard process.isRunning else { return }
    hangUp()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Ends all connections; the server, which has a child for each, goes on.
  func hangUp() {
    let path = "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children"
    let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    for child in children.split(separator: " ").compactMap({ pid_t($0) }) { kill(child, SIGKILL) }
  }

  /// Lets the system take connections that nobody answers.
  func stop() { kill(process.processIdentifier, SIGSTOP) }

  static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
      }
    }
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func answers(_ port: Int) -> Bool {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = loopback(port)
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
