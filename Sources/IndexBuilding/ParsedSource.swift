internal import CodingKnowledge
internal import KnowledgeIndex
internal import OfficialFiles
internal import SearchStore

/// The values of one source file, parsed and kept in the index folder under the digest of the file.
struct ParsedSource: Sendable {
  var entry: SourceEntry
  /// Where the values lie in the cache file.
  var bytes: Range<Int>
  /// The digest of those bytes.
  var digest: Digest
}

/// A source file with all sources found in it (an archive has several).
struct ParsedFile: Sendable {
  var digest: String
  var cachePath: String
  var sources: [ParsedSource]
  /// Names of contents that no format recognises.
  var unrecognised: [String]

  private static let magic: UInt32 = 0x5641_4C32
  /// Magic number, version, place of the directory, digest of the directory.
  private static let headLength = 48

  /// Where the values of the file at `path` are kept. The name says what was read: the content by its digest, and the name
  /// and releases that the content was read under, because files of two releases may be equal byte for byte.
  static func cachePath(
    of path: String, _ contents: [RecognisedContent], digest: String, in folder: String
  ) -> String {
    var writer = ByteWriter()
    writer.string(path.fileName)
    for content in contents {
      guard let reading = content.reading else { continue }
      writer.string(reading.format.identifier)
      writer.string(reading.description.release.version)
    }
    return "\(folder)/\(digest)-\(Digest(of: writer.bytes).description.prefix(8)).values"
  }

  /// All cache files in a folder, by the digest of the file that they were read from.
  static func cachePaths(in folder: String) -> [String: [String]] {
    let names = ((try? SystemFiles().list(folder)) ?? []).map(\.name).filter { $0.hasSuffix(".values") }.sorted()
    return Dictionary(grouping: names) { String($0.prefix(64)) }.mapValues { $0.map { "\(folder)/\($0)" } }
  }

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
    guard bytes.count >= ParsedFile.headLength, bytes.loadUnaligned(as: UInt32.self) == ParsedFile.magic,
      bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self) == UInt32(ValueCoding.version)
    else { return nil }
    let directory = Int(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard directory >= ParsedFile.headLength, directory <= bytes.count,
      Digest(of: UnsafeRawBufferPointer(rebasing: bytes[directory...])).bytes.elementsEqual(bytes[16..<48])
    else { return nil }
    var reader = ByteReader(bytes, at: directory)
    var sources: [ParsedSource] = []
    for _ in 0..<min(reader.varint(), bytes.count) {
      guard let entry = SourceEntry(from: &reader) else { return nil }
      let start = reader.varint()
      let end = reader.varint()
      guard start >= ParsedFile.headLength, start <= end, end <= directory,
        let digest = Digest(hexadecimal: reader.string())
      else { return nil }
      sources.append(ParsedSource(entry: entry, bytes: start..<end, digest: digest))
    }
    unrecognised = (0..<min(reader.varint(), bytes.count)).map { _ in reader.string() }
    guard !reader.isExhausted else { return nil }
    self.sources = sources
    self.digest = digest
    self.cachePath = cachePath
  }

  /// Parses the contents of a file and writes its cache file. Nothing is written where a source is refused.
  init(parsing contents: [RecognisedContent], digest: String, cachePath: String) throws(BuildError) {
    var writer = ByteWriter()
    writer.u32(ParsedFile.magic)
    writer.u32(UInt32(ValueCoding.version))
    for _ in 0..<5 { writer.u64(0) }
    var sources: [ParsedSource] = []
    var unrecognised: [String] = []
    do throws(SourceError) {
      for content in contents {
        let opened = content.opened
        guard let (format, description) = content.reading else {
          let reason = opened.isPassedExcerpt ? " (an excerpt by its name: name the file itself to load it)" : ""
          unrecognised.append(opened.fault.map(\.description) ?? opened.name + reason)
          continue
        }
        let start = writer.bytes.count
        var count = 0
        var texts = 0
        try format.read(try opened.makeStream(for: format), as: description) { (value) throws(SourceError) in
          ValueCoding.encode(value, into: &writer)
          count += 1
          if case .code = value { texts += 1 }
        }
        guard count > 0 else {
          throw SourceError(
            .malformed, file: opened.name, message: "looks like \(description.title) but holds no record",
            remedy: "fetch the file again")
        }
        let entry = SourceEntry(
          path: opened.name, format: description.format, title: description.title, licence: description.licence,
          series: description.series, release: description.release, digest: digest,
          // Of texts, versions and sections are counted, and not what is told of each.
          valueCount: description.series.isOfTexts && texts > 0 ? texts : count)
        let digest = writer.bytes.withUnsafeBytes { Digest(of: UnsafeRawBufferPointer(rebasing: $0[start...])) }
        sources.append(ParsedSource(entry: entry, bytes: start..<writer.bytes.count, digest: digest))
      }
    } catch {
      throw BuildError(error)
    }
    let directory = writer.bytes.count
    writer.varint(sources.count)
    for source in sources {
      source.entry.encode(into: &writer)
      writer.varint(source.bytes.lowerBound)
      writer.varint(source.bytes.upperBound)
      writer.string(source.digest.description)
    }
    writer.varint(unrecognised.count)
    for name in unrecognised { writer.string(name) }
    withUnsafeBytes(of: UInt64(directory).littleEndian) { writer.bytes.replaceSubrange(8..<16, with: $0) }
    let digestOfDirectory = Digest(of: Array(writer.bytes[directory...]))
    writer.bytes.replaceSubrange(16..<48, with: digestOfDirectory.bytes)
    do throws(StoreError) {
      // The same file may be read at two paths at once, so that each writes to a name of its own.
      let staging = "\(cachePath).\(UInt64.random(in: .min ... .max)).new"
      try SystemFiles().writeFile(staging, writer.bytes)
      try SystemFiles().rename(staging, to: cachePath)
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
  /// Why nothing in the file or folder at `path` can be used.
  static func refusal(of path: String, files: [String]) -> SourceError {
    let remedy = "codesearch index --formats lists what can be read"
    guard files == [path] else {
      return SourceError(.unknownFormat, file: path, message: "holds no file of a known format", remedy: remedy)
    }
    do throws(SourceError) {
      for opened in try SourceOpener.open(path) {
        if let fault = opened.fault { return fault }
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

/// A content of a file, with how it is read; nil where no format recognises it.
struct RecognisedContent {
  var opened: OpenedSource
  var reading: (format: any SourceFormat, description: SourceDescription)?

  /// The contents of the file at `path`: several of an archive.
  static func all(of path: String, isNamed: Bool, hint: ReleaseHint) throws(SourceError) -> [RecognisedContent] {
    var contents: [RecognisedContent] = []
    for opened in try SourceOpener.open(path, isNamed: isNamed) {
      guard let format = opened.format else {
        contents.append(RecognisedContent(opened: opened))
        continue
      }
      contents.append(RecognisedContent(opened: opened, reading: (format, try opened.describe(by: format, hint))))
    }
    return contents
  }
}

extension OpenedSource {
  /// The format that the content is read by; nil where none recognises it.
  fileprivate var format: (any SourceFormat)? { isPassedExcerpt ? nil : SourceFormats.format(of: head) }

  /// Whether it is a piece of a table that a folder holds: loaded as a release it would hide the whole table before it.
  fileprivate var isPassedExcerpt: Bool { !head.isNamed && name.fileName.lowercased().contains("excerpt") }

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

extension Series {
  /// Whether its files hold texts: coverage, guidelines, manuals.
  fileprivate var isOfTexts: Bool { [.coverage, .coverageTitles, .coverageBodies, .documents].contains(self) }
}
