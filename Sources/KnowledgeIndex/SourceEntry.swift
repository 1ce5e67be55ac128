public import CodingKnowledge

/// A source file as the index remembers it.
public struct SourceEntry: Sendable, Hashable {
  /// The path as it was given, for people.
  public var path: String
  public var format: String
  public var title: String
  public var licence: String
  public var series: Series
  public var release: Release
  /// SHA-256 of the file's bytes, in hexadecimal.
  public var digest: String
  /// How many records the file gave; of texts how many versions or sections.
  public var valueCount: Int

  public init(
    path: String, format: String, title: String, licence: String, series: Series, release: Release, digest: String,
    valueCount: Int
  ) {
    self.path = path
    self.format = format
    self.title = title
    self.licence = licence
    self.series = series
    self.release = release
    self.digest = digest
    self.valueCount = valueCount
  }

  public func encode(into writer: inout ByteWriter) {
    writer.string(path)
    writer.string(format)
    writer.string(title)
    writer.string(licence)
    writer.u8(series.rawValue)
    writer.u8(release.scope.rawValue)
    writer.string(release.version)
    writer.day(release.effective.from?.number)
    writer.day(release.effective.through?.number)
    writer.string(digest)
    writer.varint(valueCount)
  }

  public init?(from reader: inout ByteReader) {
    path = reader.string()
    format = reader.string()
    title = reader.string()
    licence = reader.string()
    guard let series = Series(rawValue: reader.u8()), let scope = Scope(rawValue: reader.u8()) else { return nil }
    self.series = series
    let version = reader.string()
    let from = reader.day().map(Day.init(number:))
    let through = reader.day().map(Day.init(number:))
    release = Release(scope: scope, version: version, effective: DayRange(from: from, through: through))
    digest = reader.string()
    valueCount = reader.varint()
  }
}
