internal import FoundationEssentials
internal import Glibc
internal import Logging
internal import Synchronization

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

  private static let dropped = Mutex(0)
  /// As much as a pipe takes in one piece.
  private static let lineLimit = 4_000

  /// One line, in one piece. Where nobody takes it, it is dropped and counted: a log that stands still must not stop the server.
  static func write(_ line: String) {
    var bytes = Array(visible(line).utf8.prefix(lineLimit)) + [UInt8(ascii: "\n")]
    dropped.withLock { dropped in
      var log = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      guard poll(&log, 1, 0) == 1, log.revents & Int16(POLLOUT) != 0 else {
        dropped += 1
        return
      }
      if dropped > 0 {
        bytes += Array("codesearch-server: \(dropped) lines before this one could not be written\n".utf8)
        dropped = 0
      }
      bytes.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
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
