import CodeSearch
import IndexBuilding
import IndexLocations

/// The index that a command answers from.
struct IndexChoice {
  /// The folder that was named; nil for the usual one.
  var folder: String?

  var root: String { Locations.index(folder) }

  /// Opens the index; the first time, with none there and none named, builds the starter index.
  func open() throws -> Searcher {
    let opened = Result { () throws(CodeSearchError) in try Searcher(index: root) }
    guard case .failure(let error) = opened, error.code == .indexMissing, folder == nil,
      let corpus = Locations.corpus
    else {
      do {
        return try opened.get()
      } catch {
        throw explained(error)
      }
    }
    guard IndexFolder(root) != .published else { throw explained(error) }
    if let foreign = BuildError(foreign: root) { throw foreign }
    Output.message("no index yet; building the starter index from \(corpus)")
    let report = try IndexBuilder(root: root).build(adding: [corpus])
    Output.message(
      "\(Figures.count(report.targets)) codes and texts in \(Figures.seconds(report.seconds)); "
        + "add official files with: codesearch index PATH")
    return try Searcher(index: root)
  }

  /// What is missing inside a published index is damage, and another folder is not an index that has yet to be built.
  func explained(_ error: CodeSearchError) -> any Error {
    guard error.code == .indexMissing else { return error }
    if let foreign = BuildError(foreign: root) { return foreign }
    guard IndexFolder(root) == .published else { return error }
    return CodeSearchError(
      .indexCorrupt, error.message,
      hint: "rebuild it with: codesearch index --rebuild, or go back with: codesearch index --rollback")
  }
}
