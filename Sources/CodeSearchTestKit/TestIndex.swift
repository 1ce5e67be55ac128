// CodeSearchTestKit: small indexes for tests, of this package and of programs that embed it. It knows no test framework.

public import CodeSearch
public import IndexBuilding

/// An index in a temporary folder, built from literal texts. The folder is removed when the value is released.
///
/// ```swift
/// let index = try TestIndex([
///   .codes("ICD-10-CM", [.init("E11.9", "Type 2 diabetes mellitus without complications", isBillable: true)])
/// ])
/// let response = try index.searcher.search(SearchRequest("diabetes", on: .today))
/// ```
public final class TestIndex: Sendable {
  /// The temporary folder. Sources lie in ``sourcesFolder``, the index in ``root``.
  public let folder: String
  /// Searches the generation that was published first; `refresh()` takes up what ``add(_:version:)`` publishes.
  public let searcher: Searcher
  /// What the first build did.
  public let report: BuildReport

  /// Writes `sources` to files, builds an index from them and opens it.
  /// - Parameter version: the release of sources whose name and content do not tell it.
  /// - Throws: `BuildError` where a source is refused, `CodeSearchError` where the index cannot be opened.
  public init(_ sources: [SourceText], version: String? = nil) throws {
    let folder = try TemporaryFolder.make()
    do {
      try SourceText.write(sources, to: folder + "/sources")
      report = try IndexBuilder(root: folder + "/index").build(adding: [folder + "/sources"], version: version)
      searcher = try Searcher(index: folder + "/index")
    } catch {
      TemporaryFolder.remove(folder)
      throw error
    }
    self.folder = folder
  }

  /// Builds an index from the files and folders at `paths`, which are left as they are.
  /// - Throws: `BuildError` where a source is refused, `CodeSearchError` where the index cannot be opened.
  public init(paths: [String]) throws {
    let folder = try TemporaryFolder.make()
    do {
      report = try IndexBuilder(root: folder + "/index").build(adding: paths)
      searcher = try Searcher(index: folder + "/index")
    } catch {
      TemporaryFolder.remove(folder)
      throw error
    }
    self.folder = folder
  }

  deinit { TemporaryFolder.remove(folder) }

  /// The folder of the index, for `Searcher(index:)`, `IndexBuilder(root:)` and the command line.
  public var root: String { folder + "/index" }

  /// The folder of the sources.
  public var sourcesFolder: String { folder + "/sources" }

  /// Adds sources and publishes a new generation. A source of a name that is there already replaces that one.
  @discardableResult
  public func add(_ sources: [SourceText], version: String? = nil) throws -> BuildReport {
    try SourceText.write(sources, to: sourcesFolder)
    let paths = sources.map { sourcesFolder + "/" + $0.name }
    return try IndexBuilder(root: root).build(adding: paths, version: version)
  }
}
