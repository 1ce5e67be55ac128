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
  private let workspaces: WorkspaceShelf
  private let recent: RecentRequests

  /// Opens the published generation of the index in `folder`.
  /// - Throws: `CodeSearchError` `.indexMissing`, `.indexCorrupt` or `.io`.
  public init(index folder: String) throws(CodeSearchError) {
    store = GenerationStore(root: folder)
    workspaces = WorkspaceShelf()
    recent = RecentRequests()
    do throws(StoreError) {
      opened = Mutex(try KnowledgeIndex(try store.openCurrent(), locations: try PartLocations(index: folder)))
    } catch {
      throw CodeSearchError(error)
    }
  }

  private init(
    _ store: GenerationStore, _ index: KnowledgeIndex, _ workspaces: WorkspaceShelf, _ recent: RecentRequests
  ) {
    self.store = store
    self.workspaces = workspaces
    self.recent = recent
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
  public func pinned() -> Searcher { Searcher(store, index, workspaces, recent) }

  /// Takes up the newest generation, where another one has been published since, and the servers of its remote parts
  /// serve it. Requests that run go on with theirs; the newer one answers once it has read the lists of the words that were
  /// asked for last, and been asked the last few searches again, so that the first real one is not slow.
  /// - Returns: true where there was a newer one.
  /// - Throws: `CodeSearchError` `.indexMissing` where the index is there no more, `.indexCorrupt` or `.io`; the searcher can
  ///   still be used with the generation that it has.
  @discardableResult
  public func refresh() throws(CodeSearchError) -> Bool {
    do throws(StoreError) {
      if let current = try store.currentIdentifier(), current == index.generation.identifier { return false }
      let newer = try KnowledgeIndex(try store.openCurrent(), locations: try PartLocations(index: store.root))
      try newer.connect()
      let warm = warmed(newer)
      opened.withLock { $0 = newer }
      // The others hold on to the generation that was.
      workspaces.replace(by: warm)
      return true
    } catch {
      throw CodeSearchError(error)
    }
  }

  /// How many words a newer generation reads the lists of; about a hundredth of a second's work.
  private static let wordsReadAhead = 512

  /// Workspaces of a generation that has answered the last searches already. What reading ahead or the first of the searches
  /// fails of is for the next real search to tell.
  private func warmed(_ newer: KnowledgeIndex) -> WorkspaceShelf {
    try? newer.readers.withReader { (reader) throws(StoreError) in
      try index.readers.withReader { (other) throws(StoreError) in
        try reader.readAhead(as: other, most: Searcher.wordsReadAhead, lengths: newer.texts.documentLengths)
      }
    }
    let shelf = WorkspaceShelf()
    let searcher = Searcher(store, newer, shelf, RecentRequests())
    for request in recent.all {
      guard (try? searcher.search(request)) != nil else { break }
    }
    return shelf
  }

  func note(_ request: SearchRequest) { recent.note(request) }

  /// The generations that lie in the index folder, oldest first.
  func identifiers() throws(StoreError) -> [String] { try store.identifiers().map(\.description) }

  var index: KnowledgeIndex { opened.withLock { $0 } }

  func snapshot(on day: Day) -> Snapshot { Snapshot(index: index, day: day) }

  /// Lends a workspace to one caller; workspaces are kept, because a fresh one has an empty lexicon.
  func withWorkspace<Result>(_ body: (Workspace) throws(CodeSearchError) -> Result) throws(CodeSearchError) -> Result {
    let workspace = workspaces.take()
    defer { workspaces.put(back: workspace) }
    return try body(workspace)
  }
}
