internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore
internal import Synchronization

/// Searches one index. Safe to use from many tasks at once; a newer generation is taken up between requests.
///
/// ```swift
/// let searcher = try Searcher(index: "Indexes/default")
/// let response = try searcher.search(SearchRequest("retroperitoneal lymph", on: .today))
/// for hit in response.hits { print(hit.target, hit.title) }
/// ```
public final class Searcher: Sendable {
  private let store: GenerationStore
  private let opened: Mutex<KnowledgeIndex>
  private let analyzers: AnalyzerShelf

  /// Opens the published generation of the index in `folder`.
  /// - Throws: `CodeSearchError` `.indexMissing`, `.indexCorrupt` or `.io`.
  public init(index folder: String) throws(CodeSearchError) {
    store = GenerationStore(root: folder)
    analyzers = AnalyzerShelf()
    do throws(StoreError) {
      opened = Mutex(try KnowledgeIndex(try store.openCurrent()))
    } catch {
      throw CodeSearchError(error)
    }
  }

  private init(_ store: GenerationStore, _ index: KnowledgeIndex, _ analyzers: AnalyzerShelf) {
    self.store = store
    self.analyzers = analyzers
    opened = Mutex(index)
  }

  /// The name of the generation that answers, for example `000001-b496e662`.
  public var generation: String { index.generation.identifier.description }

  /// A searcher of the generation that is open now, whatever this one takes up later: for several calls that must agree.
  ///
  /// ```swift
  /// let steady = searcher.pinned()
  /// let cards = steady.cards("E11.9", on: .today)  // and
  /// let release = steady.release(of: .icd10cm, on: .today)  // of one generation
  /// ```
  public func pinned() -> Searcher { Searcher(store, index, analyzers) }

  /// Takes up the newest generation, where another one has been published since. Requests that run go on with theirs.
  /// - Returns: true where there was a newer one.
  /// - Throws: `CodeSearchError` `.indexMissing` where the index is there no more, `.indexCorrupt` or `.io`; the searcher can
  ///   still be used with the generation that it has.
  @discardableResult
  public func refresh() throws(CodeSearchError) -> Bool {
    do throws(StoreError) {
      if let current = try store.currentIdentifier(), current == index.generation.identifier { return false }
      let newer = try KnowledgeIndex(try store.openCurrent())
      opened.withLock { $0 = newer }
      return true
    } catch {
      throw CodeSearchError(error)
    }
  }

  /// The generations that lie in the index folder, oldest first.
  func identifiers() throws(StoreError) -> [String] { try store.identifiers().map(\.description) }

  var index: KnowledgeIndex { opened.withLock { $0 } }

  func snapshot(on day: Day) -> Snapshot { Snapshot(index: index, day: day) }

  /// Lends an analyzer to one caller; analyzers are kept, because a fresh one has an empty lexicon.
  func withAnalyzer<Result>(_ body: (Analyzer) throws(CodeSearchError) -> Result) throws(CodeSearchError) -> Result {
    let analyzer = analyzers.take()
    defer { analyzers.put(back: analyzer) }
    return try body(analyzer)
  }
}

/// Keeps the analyzers that nobody uses.
private final class AnalyzerShelf: Sendable {
  private struct IdleAnalyzer: @unchecked Sendable {
    let analyzer: Analyzer
  }

  private let idle = Mutex<[IdleAnalyzer]>([])

  func take() -> Analyzer { idle.withLock { $0.popLast() }?.analyzer ?? Analyzer() }

  func put(back analyzer: Analyzer) {
    // A lexicon grows with every new word that is typed; a large one is not worth its memory.
    guard analyzer.lexicon.wordCount < 100_000 else { return }
    let shelved = IdleAnalyzer(analyzer: analyzer)
    idle.withLock { $0.append(shelved) }
  }
}
