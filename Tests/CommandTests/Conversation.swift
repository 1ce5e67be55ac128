import Foundation
import Testing

/// The program over pipes: a line goes in, and its answer is read before the next one goes in.
final class Conversation {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors = Pipe()
  private var buffer = Data()

  init(_ arguments: [String]) throws {
    process.executableURL = URL(filePath: CommandRun.program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  func send(_ bytes: some Sequence<UInt8>) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

  /// The next line; nil at the end.
  func line() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeSubrange(...end)
        return line
      }
      // A file handle's own way of reading waits for as many bytes as it was asked for.
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = read(output.fileHandleForReading.fileDescriptor, &chunk, chunk.count)
      guard count > 0 else { return nil }
      buffer.append(contentsOf: chunk[..<count])
    }
  }

  /// The answer to a line, read as JSON.
  func ask(_ text: String) throws -> [String: Any] {
    try send(Array((text + "\n").utf8))
    let line = try #require(try line())
    return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  /// Ends the input, and waits.
  /// - Returns: the lines still unread, what went to standard error, and the status.
  func finish() throws -> CommandRun {
    try input.fileHandleForWriting.close()
    var rest: [String] = []
    while let line = try line() { rest.append(line) }
    let told = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let status = process.terminationStatus
    return CommandRun(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: rest.joined(separator: "\n"), errors: String(decoding: told, as: UTF8.self))
  }
}
