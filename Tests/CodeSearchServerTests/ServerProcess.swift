import Foundation
import Synchronization
import Testing

/// The built server, running on a free port of this machine.
final class ServerProcess {
  private let process = Process()
  private let errors: Errors
  let port: Int

  /// Starts the server and waits until it listens.
  init(index: String, _ arguments: [String] = []) throws {
    process.executableURL = URL(filePath: ServerProcess.program)
    process.arguments = ["--index", index, "--port", "0"] + arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "SWIFT_BACKTRACE": "enable=no"]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    errors = Errors(pipe.fileHandleForReading)
    let text = errors.wait { $0.contains("listening on ") }
    let address = text.components(separatedBy: "listening on ").last?.prefix { !$0.isNewline } ?? ""
    port = try #require(address.split(separator: ":").last.flatMap { Int($0) }, "the server said: \(text)")
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var identifier: Int32 { process.processIdentifier }

  /// Waits for the end of the program.
  /// - Returns: its exit status, or 128 and the number of the signal that ended it.
  func waitForEnd() -> Int32 {
    _ = errors.wait { _ in false }
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
  }

  func stop() -> Int32 {
    process.terminate()
    return waitForEnd()
  }

  /// What it wrote to standard error; whole after its end.
  var log: String { errors.wait { _ in true } }

  /// Runs the program to its end, for arguments with which it does not serve.
  static func run(_ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// The built program, beside the test bundle.
  private static let program: String = {
    let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: bundle ?? own).deletingLastPathComponent().appending(path: "codesearch-server").path
  }()
}

/// Reads what a program writes, on a thread of its own, so that the program never waits.
private final class Errors: Sendable {
  private struct State {
    var text = ""
    var isWhole = false
  }

  private let state = Mutex(State())
  private let news = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      while case let chunk = handle.availableData, !chunk.isEmpty {
        state.withLock { $0.text += String(decoding: chunk, as: UTF8.self) }
        news.signal()
      }
      state.withLock { $0.isWhole = true }
      news.signal()
    }
  }

  /// What was written, once `isEnough` says so or the program has ended.
  func wait(_ isEnough: (String) -> Bool) -> String {
    while true {
      let (text, isWhole) = state.withLock { ($0.text, $0.isWhole) }
      if isWhole || isEnough(text) { return text }
      news.wait()
    }
  }
}
