/// How much may come out of a compressed file before it is taken for a bomb.
public struct ArchiveLimits: Sendable, Hashable {
  /// Bytes of all entries together.
  public var totalLength = 4 << 30
  /// Bytes of one entry.
  public var entryLength = 2 << 30
  /// Bytes out for each byte in.
  public var ratio = 200
  /// Up to this many bytes the ratio is not looked at: a short file of blanks is no bomb.
  public var ratioFree = 1 << 20
  public var entryCount = 100_000
  /// Archives inside archives.
  public var depth = 1

  public init() {}

  public static let standard = ArchiveLimits()
}
