internal import FoundationEssentials
internal import Glibc
internal import Logging

/// Writes one line an event to standard error; control characters in it are shown and not obeyed.
struct ServerLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .notice

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    ServerLog.write("\(Date.now.formatted(.iso8601)) \(event.level) \(event.message)")
  }

  /// One line, in one piece.
  static func write(_ line: String) {
    let bytes = Array((visible(line) + "\n").utf8)
    bytes.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
