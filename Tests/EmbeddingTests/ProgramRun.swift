import Foundation

/// One run of a program to its end.
struct ProgramRun {
  var status: Int32
  var output: String
  var errors: String

  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Runs a program; its streams are files, so that nothing has to be read while it runs.
  static func of(
    _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> ProgramRun {
    let folder = try WorkFolder()
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "SWIFT_BACKTRACE": "enable=no"]
      .merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: try folder.write(input, to: "in")))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: try folder.write("", to: "out")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: try folder.write("", to: "err")))
    try process.run()
    process.waitUntilExit()
    let status = process.terminationStatus
    return ProgramRun(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: try String(contentsOfFile: folder.path + "/out", encoding: .utf8),
      errors: try String(contentsOfFile: folder.path + "/err", encoding: .utf8))
  }

  /// Whether a program is on the path.
  static func has(_ name: String) -> Bool {
    (try? of("/usr/bin/env", ["sh", "-c", "command -v \(name)"]))?.status == 0
  }
}

/// A fresh folder, removed with this object.
final class WorkFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "codesearch-embedding-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    return path + "/" + name
  }
}
