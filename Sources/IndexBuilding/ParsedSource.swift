internal import CodingKnowledge
internal import KnowledgeIndex
internal import OfficialFiles
internal import SearchStore

/// The values of one source file, parsed and kept in the index folder under the digest of the file.
struct ParsedSource: Sendable {
  var entry: SourceEntry
  /// Where the values lie in the cache file.
  var bytes: Range<Int>
}

/// A source file with all sources found in it (an archive has several).
struct ParsedFile: Sendable {
  var digest: String
  var cachePath: String
  var sources: [ParsedSource]
  /// Names of contents that no format recognises.
  var unrecognised: [String]

  private static let magic: UInt32 = 0x5641_4C31

  static func cachePath(_ digest: String, in folder: String) -> String { "\(folder)/\(digest).values" }

  /// The same file found under another path now: its sources carry that path.
  func named(after path: String) -> ParsedFile {
    var renamed = self
    for index in sources.indices where sources.count == 1 || !sources[index].entry.path.contains(path) {
      let inner = sources[index].entry.path.fileName
      renamed.sources[index].entry.path = sources.count == 1 && inner == path.fileName ? path : "\(path)/\(inner)"
      if sources.count == 1, !sources[index].entry.path.contains(".zip/") { renamed.sources[index].entry.path = path }
    }
    return renamed
  }

  /// Reads the directory of a cache file; nil where it is missing, of another version, or damaged.
  init?(cachePath: String, digest: String) {
    guard let file = try? MappedFile(path: cachePath, access: .sequential) else { return nil }
    let bytes = file.bytes
    guard bytes.count >= 16, bytes.loadUnaligned(as: UInt32.self) == ParsedFile.magic,
      bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self) == UInt32(ValueCoding.version)
    else { return nil }
    let directory = Int(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard directory >= 16, directory <= bytes.count else { return nil }
    var reader = ByteReader(bytes, at: directory)
    var sources: [ParsedSource] = []
    for _ in 0..<min(reader.varint(), bytes.count) {
      guard let entry = SourceEntry(from: &reader) else { return nil }
      let start = reader.varint()
      let end = reader.varint()
      guard start <= end, end <= directory else { return nil }
      sources.append(ParsedSource(entry: entry, bytes: start..<end))
    }
    unrecognised = (0..<min(reader.varint(), bytes.count)).map { _ in reader.string() }
    guard !reader.isExhausted else { return nil }
    self.sources = sources
    self.digest = digest
    self.cachePath = cachePath
  }

  /// Parses the file at `path` and writes its cache file. Nothing is written where a source is refused.
  init(parsing path: String, digest: String, cachePath: String, hint: ReleaseHint) throws(BuildError) {
    var writer = ByteWriter()
    writer.u32(ParsedFile.magic)
    writer.u32(UInt32(ValueCoding.version))
    writer.u64(0)
    var sources: [ParsedSource] = []
    var unrecognised: [String] = []
    do throws(SourceError) {
      for opened in try SourceOpener.open(path) {
        guard let format = SourceFormats.format(of: opened.head) else {
          unrecognised.append(opened.name)
          continue
        }
        let description = try opened.describe(by: format, hint)
        let start = writer.bytes.count
        var count = 0
        try format.read(try opened.makeStream(), as: description) { (value) throws(SourceError) in
          ValueCoding.encode(value, into: &writer)
          count += 1
        }
        guard count > 0 else {
          throw SourceError(
            .malformed, file: opened.name, message: "looks like \(description.title) but holds no record",
            remedy: "fetch the file again")
        }
        let entry = SourceEntry(
          path: opened.name, format: description.format, title: description.title, licence: description.licence,
          series: description.series, release: description.release, digest: digest, valueCount: count)
        sources.append(ParsedSource(entry: entry, bytes: start..<writer.bytes.count))
      }
    } catch {
      throw BuildError(error)
    }
    let directory = UInt64(writer.bytes.count)
    writer.varint(sources.count)
    for source in sources {
      source.entry.encode(into: &writer)
      writer.varint(source.bytes.lowerBound)
      writer.varint(source.bytes.upperBound)
    }
    writer.varint(unrecognised.count)
    for name in unrecognised { writer.string(name) }
    withUnsafeBytes(of: directory.littleEndian) { writer.bytes.replaceSubrange(8..<16, with: $0) }
    do throws(StoreError) {
      try SystemFiles().writeFile(cachePath + ".new", writer.bytes)
      try SystemFiles().rename(cachePath + ".new", to: cachePath)
    } catch {
      throw BuildError(error)
    }
    self.digest = digest
    self.cachePath = cachePath
    self.sources = sources
    self.unrecognised = unrecognised
  }
}

extension ParsedFile {
  /// Whether the same file, found at `path` now, is still of the releases that it was parsed as: a name, a folder or the
  /// user may say something else this time.
  /// - Throws: `BuildError` where they contradict each other.
  func hasReleases(of path: String, hint: ReleaseHint) throws(BuildError) -> Bool {
    if hint.version == nil, sources.allSatisfy({ $0.entry.path == path }) { return true }
    do throws(SourceError) {
      var releases: [Release] = []
      for opened in try SourceOpener.open(path) {
        guard let format = SourceFormats.format(of: opened.head) else { continue }
        releases.append(try opened.describe(by: format, hint).release)
      }
      return releases == sources.map(\.entry.release)
    } catch {
      throw BuildError(error)
    }
  }

  /// Why nothing in the file or folder at `path` can be used.
  static func refusal(of path: String, files: [String]) -> SourceError {
    let remedy = "codesearch index --formats lists what can be read"
    guard files == [path] else {
      return SourceError(.unknownFormat, file: path, message: "holds no file of a known format", remedy: remedy)
    }
    do throws(SourceError) {
      for opened in try SourceOpener.open(path) {
        if opened.head.bytes.isEmpty {
          return SourceError(.malformed, file: opened.name, message: "the file is empty", remedy: "get the file again")
        }
        if let offset = opened.head.bytes.firstIndex(of: 0) {
          return SourceError(
            .malformed, file: opened.name, place: .byte(offset), message: "a NUL byte, which no text has",
            remedy: "get the file again")
        }
      }
    } catch {
      return error
    }
    return SourceError(.unknownFormat, file: path, place: .byte(0), message: "of no known format", remedy: remedy)
  }
}

extension OpenedSource {
  /// The file's description; a fault names the whole path, not only the file's own name.
  func describe(by format: any SourceFormat, _ hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    do throws(SourceError) {
      return try format.describe(head, release: hint)
    } catch {
      var located = error
      if name.hasSuffix(error.file) { located.file = name }
      throw located
    }
  }
}
