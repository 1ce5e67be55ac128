internal import ClinicalLanguage
public import SearchStore

/// An open generation: the mapped texts and a pool of readers of the inverted index. It stays what it is when a newer
/// generation is published; open anew to see that one.
public final class KnowledgeIndex: Sendable {
  public static let analyzerVersion = Analyzer.version
  public static let textsName = "texts"
  /// How many files the inverted index of a generation may lie in.
  public static let partCounts = 1...16

  /// The files of an inverted index of so many parts.
  public static func invertedNames(_ count: Int) -> [String] {
    count == 1 ? ["index.glass"] : (1...count).map { "index-\($0).glass" }
  }

  public let generation: Generation
  public let texts: KnowledgeTexts
  public let readers: ReaderPool
  /// The parts of the inverted index, in order.
  public let inverted: [InvertedPart]
  /// The servers of those parts that do not lie in the generation, by part from 1 on.
  public let servers: [Int: RemotePart]
  /// Whether nobody had read the texts when they were opened: then it pays to have many places fetched at a time.
  public let isCold: Bool
  private let mapping: MappedFile

  /// Opens a generation, after checking that its files are there with their sizes and that this build reads their format.
  /// Servers of remote parts are connected to by the first search.
  /// - Parameters:
  ///   - locations: where its parts are to be read.
  ///   - readerLimit: the most searches at a time; further ones wait.
  /// - Throws: `StoreError` `.corrupt` for a damaged generation, `.version` for one of another format or analyzer.
  public init(
    _ generation: Generation, locations: PartLocations = .local, readerLimit: Int = 16
  ) throws(StoreError) {
    self.generation = generation
    mapping = try generation.map(KnowledgeIndex.textsName, access: .random)
    isCold = !mapping.isBeginningInMemory
    let frame = try TextsFrame(mapping)
    inverted = frame.inverted
    // An index of one file says nothing by which it could be told from others.
    let isSplit = inverted.count > 1
    servers = isSplit ? locations.servers.filter { $0.key <= frame.inverted.count } : [:]
    var parts: [JoinedIndex.Part] = []
    for (index, name) in KnowledgeIndex.invertedNames(inverted.count).enumerated() {
      if let server = servers[index + 1] {
        parts.append(.remote(server, inverted[index].figures))
        continue
      }
      guard try generation.size(of: name) == inverted[index].bytes else {
        throw StoreError(.corrupt, "\(name) has another size than the texts file says", path: generation.path)
      }
      parts.append(.file(try generation.index(name)))
    }
    guard let texts = KnowledgeTexts(frame.body) else {
      throw StoreError(.corrupt, "the texts file is damaged", path: mapping.path)
    }
    self.texts = texts
    if isCold { for piece in texts.readByEverySearch { mapping.readAhead(piece) } }
    if case .file(let file) = parts[0], !isSplit {
      readers = ReaderPool(file, limit: readerLimit)
    } else {
      readers = ReaderPool(JoinedIndex(parts), limit: readerLimit)
    }
  }

  /// Has a piece of the texts fetched from the disk, without waiting for it.
  public func readAhead(_ piece: UnsafeRawBufferPointer) { mapping.readAhead(piece) }

  /// Connects to the servers of all remote parts, if any.
  /// - Throws: `StoreError` `.network` for one that does not answer, `.modified` for one that serves another generation.
  public func connect() throws(StoreError) {
    if !servers.isEmpty { try readers.withReader { (_) throws(StoreError) in } }
  }

  /// What a `texts` file holds of the given parts; nil where a part is damaged.
  public static func textsBody(parts: [UnsafeRawBufferPointer]) -> [UInt8]? { TextsJoiner.join(parts) }

  /// What stands in a `texts` file before and behind what ``textsBody(parts:)`` gave.
  /// - Parameters:
  ///   - bodyLength: how many bytes that is.
  ///   - inverted: the files of the inverted index.
  public static func textsFrame(bodyLength: Int, inverted: [InvertedPart]) -> (before: [UInt8], behind: [UInt8]) {
    TextsFrame.encoded(bodyLength: bodyLength, inverted: inverted)
  }

  /// How many targets a `texts` file holds; nil where it is damaged.
  public static func targetCount(ofTextsFile file: MappedFile) -> Int? {
    guard let frame = try? TextsFrame(file) else { return nil }
    return KnowledgeTexts(frame.body)?.targetCount
  }
}

extension InvertedPart {
  /// What a server of the part must serve.
  public var figures: JoinedIndex.Figures { JoinedIndex.Figures(documentCount: documents ?? 0, uuid: uuid) }
}
