import Foundation
import Testing

/// Runs one of the scripts in `Checks` with the Python of `.ci/install --for-tests`, or that of the system.
enum PythonCheck {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let interpreters = [
    folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: ".build/python/bin/python3").path,
    "/usr/bin/env",
  ]

  /// Whether a Python with that module is there.
  static func has(_ module: String) -> Bool { interpreter(with: module) != nil }

  /// Runs a script on a text.
  /// - Returns: whether it ended with 0, and what it printed.
  static func run(_ script: String, needing module: String, on input: Data) throws -> (isFine: Bool, output: String) {
    let program = try #require(interpreter(with: module))
    return try run(program, [folder.appending(path: "Checks/\(script)").path], input: input)
  }

  private static func interpreter(with module: String) -> String? {
    interpreters.first { (try? run($0, ["-c", "import \(module)"], input: Data()))?.isFine == true }
  }

  private static func run(_ program: String, _ arguments: [String], input: Data) throws -> (
    isFine: Bool, output: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = (program == "/usr/bin/env" ? ["python3"] : []) + arguments
    let path = FileManager.default.temporaryDirectory.appending(path: "codesearch-check-\(UUID().uuidString)")
    try input.write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    process.standardInput = try FileHandle(forReadingFrom: path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus == 0, text)
  }
}
