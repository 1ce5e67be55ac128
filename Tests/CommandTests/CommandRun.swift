import Foundation

/// One run of the built program: what it was given and what came of it.
struct CommandRun {
  var status: Int32
  var output: String
  var errors: String

  var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }
  var errorLines: [String] { errors.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }

  /// The built program, beside the test bundle.
  static let program: String = {
    let marker = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = URL(filePath: marker ?? own).deletingLastPathComponent()
    let candidates = [
      folder.appending(path: "codesearch").path, packageRoot + "/.build/debug/codesearch",
    ]
    return candidates.first(where: FileManager.default.isExecutableFile) ?? candidates[1]
  }()

  static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Runs the program to its end.
  static func of(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> CommandRun {
    try started(program, arguments, input: input, environment: environment).finish()
  }

  /// Runs a shell script in which `$CODESEARCH` is the program.
  static func shell(_ script: String, environment: [String: String] = [:]) throws -> CommandRun {
    try started("/bin/sh", ["-c", script], environment: environment).finish()
  }

  /// Starts a program and does not wait for it.
  static func started(
    _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> RunningCommand {
    try RunningCommand(program, arguments, input: input, environment: environment)
  }
}

/// A program that runs. Its streams are files, so that nothing has to be read while it runs.
final class RunningCommand {
  let process = Process()
  private let folder = TemporaryFolder()

  init(_ program: String, _ arguments: [String], input: String, environment: [String: String]) throws {
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    var all = [
      "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": folder.path, "CODESEARCH": CommandRun.program, "COLUMNS": "100",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    all.merge(environment) { $1 }
    process.environment = all
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: try folder.write(input, to: "in")))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: try folder.write("", to: "out")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: try folder.write("", to: "err")))
    try process.run()
  }

  func finish() throws -> CommandRun {
    process.waitUntilExit()
    let status = process.terminationStatus
    return CommandRun(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status, output: try text("out"),
      errors: try text("err"))
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: folder.path + "/" + name)), as: UTF8.self)
  }

  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}

/// A fresh folder, removed with this object.
final class TemporaryFolder {
  let path: String

  init() {
    let url = FileManager.default.temporaryDirectory.appending(path: "codesearch-tests-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }
}
