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
  private let analyzers = Mutex<[IdleAnalyzer]>([])

  /// Opens the published generation of the index in `folder`.
  /// - Throws: `CodeSearchError` `.indexMissing`, `.indexCorrupt` or `.io`.
  public init(index folder: String) throws(CodeSearchError) {
    store = GenerationStore(root: folder)
    do throws(StoreError) {
      opened = Mutex(try KnowledgeIndex(try store.openCurrent()))
    } catch {
      throw CodeSearchError(error)
    }
  }

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
    let analyzer = analyzers.withLock { $0.popLast() }?.analyzer ?? Analyzer()
    defer {
      // A lexicon grows with every new word that is typed; a large one is not worth its memory.
      if analyzer.lexicon.wordCount < 100_000 {
        let idle = IdleAnalyzer(analyzer: analyzer)
        analyzers.withLock { $0.append(idle) }
      }
    }
    return try body(analyzer)
  }
}

/// Carries an analyzer that nobody uses.
private struct IdleAnalyzer: @unchecked Sendable {
  let analyzer: Analyzer
}
