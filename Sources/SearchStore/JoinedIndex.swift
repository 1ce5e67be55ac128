/// Where a part of an index is served by `xapian-tcpsrv`.
public struct RemotePart: Sendable, Hashable, CustomStringConvertible {
  /// A name or address.
  public var host: String
  public var port: UInt16
  /// Milliseconds that connecting and each exchange may take, 1 to 600,000.
  public var timeout: UInt32

  public init(host: String, port: UInt16, timeout: UInt32) {
    self.host = host
    self.port = port
    self.timeout = timeout
  }

  /// `HOST:PORT`.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// An index of several parts, each a file here or served elsewhere, searched as one: the docids of a part go up by those of
/// the parts before it.
///
/// ```swift
/// let index = JoinedIndex([.file(try generation.index("index-1.glass")), .remote(server, figures)])
/// let pool = ReaderPool(index, limit: 16)
/// ```
public final class JoinedIndex: ReaderSource {
  /// What a part must be, so that another generation is not taken for it.
  public struct Figures: Sendable, Hashable {
    public var documentCount: Int
    /// ``IndexStatistics/uuid``.
    public var uuid: String

    public init(documentCount: Int, uuid: String) {
      self.documentCount = documentCount
      self.uuid = uuid
    }
  }

  public enum Part: Sendable {
    case file(IndexFile)
    case remote(RemotePart, Figures)
  }

  public let parts: [Part]
  private let postings = SharedPostings(byteLimit: SharedPostings.standardLimit)

  /// - Parameter parts: at least one; nothing is connected yet.
  public init(_ parts: [Part]) { self.parts = parts }

  /// Opens all parts, and connects to the servers of the remote ones.
  /// - Throws: as `IndexFile.makeReader()`; `.network` for a server that does not answer, `.modified` for one that serves
  ///   something else than it should.
  public func makeReader() throws(StoreError) -> IndexReader {
    var readers: [IndexReader] = []
    for part in parts {
      switch part {
      case .file(let file): readers.append(try file.makeReader())
      case .remote(let server, let figures): readers.append(try JoinedIndex.connect(server, figures))
      }
    }
    return try IndexReader(joining: readers, postings: postings)
  }

  /// Connects to the server of a part.
  /// - Throws: `.network`, and `.modified` where the part is not what it must be.
  public static func connect(_ server: RemotePart, _ figures: Figures) throws(StoreError) -> IndexReader {
    let reader = try IndexReader(remote: server)
    let found = try reader.statistics()
    guard found.documentCount == figures.documentCount, found.uuid == figures.uuid else {
      throw StoreError(
        .modified,
        "\(server) serves another generation: \(found.documentCount) documents of \(found.uuid), and not "
          + "\(figures.documentCount) documents of \(figures.uuid)")
    }
    return reader
  }
}
