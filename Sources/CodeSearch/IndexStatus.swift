public import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// What an index holds.
public struct IndexStatus: Sendable {
  public struct Source: Sendable {
    public var title: String
    public var format: String
    public var scope: Scope
    public var version: String
    public var effective: DayRange
    public var values: Int
    public var path: String
    public var licence: String
  }

  /// A part of the inverted index.
  public struct Part: Sendable {
    /// Of the file that was built for it.
    public var bytes: Int
    /// Nil where there is one part only.
    public var documents: Int?
    /// `HOST:PORT` of the server that it is read from; nil where it lies in the index folder.
    public var server: String?
  }

  public var generation: String
  public var built: String
  public var engine: String
  public var sources: [Source]
  /// Codes and texts by scope, those that have a title.
  public var counts: [(scope: Scope, count: Int)]
  public var targets: Int
  /// Wordings and passages.
  public var documents: Int
  /// The parts of the inverted index, in order.
  public var parts: [Part]
  /// Bytes of all files of the generation.
  public var bytes: Int
  /// Generations that can be returned to.
  public var generations: [String]
}

extension Searcher {
  /// What the open generation holds.
  public func status() throws(CodeSearchError) -> IndexStatus {
    let index = index
    let manifest: Manifest
    let generations: [String]
    do {
      manifest = try Manifest(decoding: try index.generation.read(Manifest.fileName, limit: 64 << 20))
      generations = try identifiers()
    } catch let error as StoreError {
      throw CodeSearchError(error)
    } catch {
      throw CodeSearchError(.indexCorrupt, "\(index.generation.path)/\(Manifest.fileName) cannot be read")
    }
    var counts: [Scope: Int] = [:]
    for number in 0..<index.texts.targetCount { counts[index.texts.scope(ofTarget: number), default: 0] += 1 }
    // A terminology is a source of several parts.
    var seen: Set<SourceEntry> = []
    let sources = index.texts.parts.flatMap(\.sources).filter { seen.insert($0).inserted }.map { source in
      IndexStatus.Source(
        title: source.title, format: source.format, scope: source.release.scope, version: source.release.version,
        effective: source.release.effective, values: source.valueCount, path: source.path, licence: source.licence)
    }
    return IndexStatus(
      generation: index.generation.identifier.description, built: manifest.built, engine: manifest.engine,
      sources: sources, counts: Scope.allCases.compactMap { scope in counts[scope].map { (scope, $0) } },
      targets: manifest.targets, documents: manifest.documents,
      parts: index.inverted.enumerated().map { number, part in
        IndexStatus.Part(
          bytes: part.bytes, documents: part.documents, server: index.servers[number + 1]?.description)
      },
      bytes: manifest.files.reduce(0) { $0 + $1.bytes },
      generations: generations)
  }
}
