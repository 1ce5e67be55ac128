internal import CodingKnowledge
internal import FoundationEssentials

/// `manifest.json` of a generation: what it was built from, what it holds, and the digests that prove it whole.
public struct Manifest: Codable, Sendable, Hashable {
  /// A source file that the generation rests on.
  public struct Source: Codable, Sendable, Hashable {
    public var path: String
    /// SHA-256 of the whole file.
    public var fileDigest: String
    public var format: String
    public var title: String
    public var licence: String
    public var system: String
    public var series: UInt8
    public var version: String
    public var from: String?
    public var through: String?
    public var values: Int
    /// The part of the index that it went into; `terminology` where its names went to the parts of their codes.
    public var part: String

    public init(_ entry: SourceEntry, part: String) {
      path = entry.path
      fileDigest = entry.digest
      format = entry.format
      title = entry.title
      licence = entry.licence
      system = entry.release.scope.token
      series = entry.series.rawValue
      version = entry.release.version
      from = entry.release.effective.from?.description
      through = entry.release.effective.through?.description
      values = entry.valueCount
      self.part = part
    }
  }

  public struct Part: Codable, Sendable, Hashable {
    public var name: String
    /// Names the cached part: a digest over all that it was built from.
    public var key: String
    public var targets: Int
    public var documents: Int

    public init(name: String, key: String, targets: Int, documents: Int) {
      self.name = name
      self.key = key
      self.targets = targets
      self.documents = documents
    }
  }

  public struct File: Codable, Sendable, Hashable {
    public var name: String
    public var bytes: Int
    /// SHA-256 in hexadecimal.
    public var digest: String

    public init(name: String, bytes: Int, digest: String) {
      self.name = name
      self.bytes = bytes
      self.digest = digest
    }
  }

  public var format: Int
  public var analyzerVersion: Int
  public var engine: String
  /// When it was built, `YYYY-MM-DDThh:mm:ssZ`.
  public var built: String
  public var sources: [Source]
  public var parts: [Part]
  public var targets: Int
  public var documents: Int
  public var files: [File]

  public init(
    engine: String, built: String, sources: [Source], parts: [Part], targets: Int, documents: Int, files: [File]
  ) {
    format = Int(KnowledgeTexts.format)
    analyzerVersion = Int(KnowledgeIndex.analyzerVersion)
    self.engine = engine
    self.built = built
    self.sources = sources
    self.parts = parts
    self.targets = targets
    self.documents = documents
    self.files = files
  }

  /// How many files the inverted index lies in.
  public var invertedCount: Int { max(1, files.count - 1) }

  public static let fileName = "manifest.json"

  /// The JSON text, with sorted keys, so that equal manifests are equal bytes.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  public init(decoding bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
  }
}
