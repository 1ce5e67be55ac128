internal import FoundationEssentials

/// Encodes answers; every machine answer carries the format number.
enum JSONDocument {
  /// Raised when a field of a released version changes its meaning or goes; new fields do not raise it.
  static let format = 1

  /// The name of a source file. Where it lay is told by ``IndexStatus`` only: answers go to other machines, too.
  static func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  static func text(_ value: some Encodable, isPretty: Bool) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      isPretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
