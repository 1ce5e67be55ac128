internal import CodingKnowledge
internal import Glibc
internal import KnowledgeIndex
internal import SearchStore

/// A copy of an index with sources added, to try them out. The copy goes with this object.
public final class IndexTrial {
  /// The folder of the copy.
  public let root: String
  /// What adding the sources did.
  public private(set) var report = BuildReport()

  /// Copies the published generation of an index and adds sources to the copy; the index stays as it is.
  /// - Parameters:
  ///   - original: the folder of the index.
  ///   - paths: files and folders to add.
  ///   - folder: where the copy is made; must be there.
  /// - Throws: `BuildError`.
  public init(of original: String, adding paths: [String], in folder: String) throws(BuildError) {
    root = "\(folder)/codesearch-trial-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    do {
      try IndexTrial.copy(original, to: root)
      report = try IndexBuilder(root: root).build(adding: paths)
    } catch let error as BuildError {
      remove()
      throw error
    } catch let error as StoreError {
      remove()
      throw BuildError(error)
    } catch {
      remove()
      throw BuildError(.internal, String(describing: error))
    }
  }

  deinit { remove() }

  private func remove() { try? SystemFiles().removeTree(root) }

  /// Copies what a build needs: the generation, its parts and its parsed sources.
  private static func copy(_ original: String, to root: String) throws {
    let builder = IndexBuilder(root: original)
    let destination = IndexBuilder(root: root)
    guard let identifier = try builder.store.currentIdentifier(), let manifest = try builder.currentManifest() else {
      throw BuildError(
        .missing, "no index in \(original) that this build can read", remedy: "build one with: codesearch index")
    }
    let files = SystemFiles()
    for folder in [root, root + "/generations", destination.sourcesFolder, destination.partsFolder] {
      try files.createDirectory(folder)
    }
    try files.linkTree("\(original)/generations/\(identifier)", to: "\(root)/generations/\(identifier)")
    for part in manifest.parts {
      try files.linkTree("\(builder.partsFolder)/\(part.key)", to: "\(destination.partsFolder)/\(part.key)")
    }
    let parsed = ParsedFile.cachePaths(in: builder.sourcesFolder)
    for path in Set(manifest.sources.map(\.fileDigest)).flatMap({ parsed[$0] ?? [] }) {
      try files.linkFile(path, to: "\(destination.sourcesFolder)/\(path.fileName)")
    }
    try files.writeFile("\(root)/CURRENT", files.readFile("\(original)/CURRENT", limit: 4096))
  }
}
