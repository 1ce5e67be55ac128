/// The name of a generation: `000042-1a2b3c4d`, a number that goes up and the beginning of its digest.
public struct GenerationIdentifier: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The name of the generation's directory.
  public let description: String
  /// What generations are ordered by, from 1.
  public let sequence: Int

  /// Reads a name of digits, a hyphen and more, of `[a-z0-9._-]{1,64}` in all; nil for any other.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard (1...64).contains(bytes.count), bytes.allSatisfy(Self.isAllowed),
      let hyphen = bytes.firstIndex(of: UInt8(ascii: "-")), (6...12).contains(hyphen), hyphen + 1 < bytes.count,
      bytes[..<hyphen].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let sequence = Int(String(decoding: bytes[..<hyphen], as: UTF8.self)), sequence > 0
    else { return nil }
    self.sequence = sequence
    description = String(text)
  }

  /// The name of generation `sequence` with that content.
  public init(sequence: Int, digest: Digest) {
    precondition((1...999_999_999_999).contains(sequence), "a sequence number out of range")
    let digits = String(sequence)
    let padded = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    self.sequence = sequence
    description = "\(padded)-\(digest.description.prefix(8))"
  }

  public static func < (left: GenerationIdentifier, right: GenerationIdentifier) -> Bool {
    (left.sequence, left.description) < (right.sequence, right.description)
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
