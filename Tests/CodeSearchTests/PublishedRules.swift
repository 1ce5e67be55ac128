import Foundation

/// The published rule files beside the package, where a developer has them.
enum PublishedRules {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data").standardizedFileURL.path

  static let isThere = FileManager.default.fileExists(atPath: root + "/ncci")

  /// The lines of a compressed file, as `gzip` inflates it.
  static func lines(_ file: String) throws -> [Substring] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", root + "/" + file]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: Unicode.ASCII.self).split { $0 == "\n" || $0 == "\r\n" }
  }
}
