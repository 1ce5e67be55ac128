internal import CodingKnowledge
internal import Glibc
internal import KnowledgeIndex
internal import OfficialFiles
internal import SearchStore

/// Builds generations of one index.
///
/// ```swift
/// let report = try IndexBuilder(root: "Indexes/default").build(adding: ["icd10cm-order-2026.txt"])
/// ```
public struct IndexBuilder: Sendable {
  let root: String
  let store: GenerationStore
  let files = SystemFiles()

  /// How many files an inverted index can be split into.
  public static let partCounts = KnowledgeIndex.partCounts

  /// - Parameter root: the index's folder; created where it is missing.
  public init(root: String) {
    self.root = root
    store = GenerationStore(root: root)
  }

  /// Adds files and folders to what the index holds, or replaces what they are newer forms of, and publishes a new
  /// generation.
  /// - Parameters:
  ///   - paths: files and folders; folders are walked.
  ///   - version: the release of files whose name and content do not tell it.
  ///   - startsAnew: forget all sources of before.
  ///   - invertedCount: how many files the inverted index is split into, ``partCounts``; fewer where there is little to
  ///     split. Nil: as many as before. Answers are the same.
  /// - Throws: `BuildError`; the published generation is then as it was.
  public func build(
    adding paths: [String], version: String? = nil, startsAnew: Bool = false, invertedCount: Int? = nil,
    progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) throws(BuildError) -> BuildReport {
    try reporting {
      if let invertedCount, !IndexBuilder.partCounts.contains(invertedCount) {
        throw BuildError(.usage, "an index of \(invertedCount) parts", remedy: "ask for 1 to 16")
      }
      let clock = ContinuousClock()
      let start = clock.now
      try makeRoot()
      let lock = try store.lock()
      try makeFolders()
      if startsAnew { try forgetUnreadableCurrent(under: lock) }
      try store.sweep(under: lock)
      let previous = startsAnew ? nil : try currentManifest()
      var catalog = SourceCatalog(previous, cacheFolder: sourcesFolder)
      let read = try readFiles(paths, hint: ReleaseHint(version: version), progress: progress)
      var report = BuildReport()
      for file in read {
        report.skipped += file.parsed.unrecognised
        report.replaced += catalog.add(file.parsed, path: file.path)
      }
      guard !catalog.isEmpty else {
        throw BuildError(
          .source, "no file of a known format in \(paths.joined(separator: ", "))",
          remedy: "codesearch index --formats lists what can be read")
      }
      report.lost = catalog.lost
      report.duplicates = catalog.duplicates.map { BuildReport.Duplicate(path: $0.path, of: $0.of) }
      report.sources = catalog.report(parsed: Set(read.filter(\.wasParsed).map(\.parsed.digest)))
      let parts = try buildParts(catalog, progress: progress)
      let groups = PartPiece.groups(
        try parts.flatMap { try PartPiece.all(in: $0.piecesPath, files) },
        count: invertedCount ?? previous?.invertedCount ?? 1)
      if let previous, previous.invertedCount == groups.count, previous.sources == catalog.manifestSources,
        previous.parts == parts.map(\.manifest), previous.format == Int(KnowledgeTexts.format),
        previous.analyzerVersion == Int(KnowledgeIndex.analyzerVersion)
      {
        report.isUnchanged = true
        report.add(previous, generation: try store.currentIdentifier()?.description ?? "")
      } else {
        progress(.publishing)
        let (manifest, identifier) = try publish(parts, in: groups, catalog, under: lock)
        report.add(manifest, generation: identifier.description)
      }
      try removeUnused(under: lock)
      report.seconds = start.duration(to: clock.now).seconds
      return report
    }
  }

  /// Makes the generation before the current one current again.
  /// - Returns: the identifier of the generation that is current now.
  /// - Throws: `BuildError` `.missing` where there is none.
  public func rollback() throws(BuildError) -> String {
    try reporting {
      if let error = BuildError(foreign: root) { throw error }
      do {
        let lock = try store.lock()
        return try store.rollback(under: lock).description
      } catch let error as StoreError where error.code == .notFound {
        throw BuildError(.missing, "no generation before the current one in \(root)")
      }
    }
  }

  /// Runs `body` and gives every error the form that callers know.
  private func reporting<Result>(_ body: () throws -> Result) throws(BuildError) -> Result {
    do {
      return try body()
    } catch let error as BuildError {
      throw error
    } catch let error as StoreError {
      throw BuildError(error)
    } catch let error as SourceError {
      throw BuildError(error)
    } catch {
      throw BuildError(.internal, String(describing: error))
    }
  }

  // MARK: Folders

  /// Parsed sources, by the digest of their file.
  var sourcesFolder: String { root + "/sources" }
  /// Built parts, by the digest of what they were built from.
  var partsFolder: String { root + "/parts" }

  /// Creates the folder of the index and those above it.
  /// - Throws: `BuildError` `.corrupt` where something else lies there: what is in it is not ours to sweep.
  private func makeRoot() throws {
    if let error = BuildError(foreign: root) { throw error }
    guard IndexFolder(root) == .free else { return }
    var path = root.hasPrefix("/") ? "" : "."
    for component in root.split(separator: "/") {
      path += "/" + component
      // A link to a folder will do.
      if access(path, F_OK) != 0 { try files.createDirectory(path) }
    }
  }

  private func makeFolders() throws {
    try files.createDirectory(sourcesFolder)
    try files.createDirectory(partsFolder)
  }

  /// The manifest of the published generation; nil where there is none.
  /// - Throws: `BuildError` `.corrupt` where it is not there whole: going on would lose the sources that it names.
  func currentManifest() throws -> Manifest? {
    guard let identifier = try store.currentIdentifier() else { return nil }
    do {
      return try Manifest(decoding: try store.open(identifier).read(Manifest.fileName, limit: 64 << 20))
    } catch let error as StoreError where error.code == .io {
      throw error
    } catch {
      throw BuildError(
        .corrupt, "\(root): the manifest of generation \(identifier) cannot be read", remedy: GenerationCheck.rebuild)
    }
  }

  /// A `CURRENT` that names nothing would stop every build; building anew does without it.
  private func forgetUnreadableCurrent(under lock: borrowing BuilderLock) throws {
    do throws(StoreError) {
      _ = try store.currentIdentifier()
    } catch {
      guard error.code == .corrupt else { throw error }
      try files.unlink("\(root)/CURRENT")
    }
  }

  /// Removes parsed sources and parts that no kept generation rests on.
  private func removeUnused(under lock: borrowing BuilderLock) throws {
    var digests: Set<String> = []
    var keys: Set<String> = []
    for identifier in try store.identifiers() {
      guard let bytes = try? store.open(identifier).read(Manifest.fileName, limit: 64 << 20),
        let manifest = try? Manifest(decoding: bytes)
      else { continue }
      digests.formUnion(manifest.sources.map(\.fileDigest))
      keys.formUnion(manifest.parts.map(\.key))
    }
    // What a builder that was killed had begun to write ends in `.new`; this one holds the lock.
    for entry in try files.list(sourcesFolder)
    where !digests.contains(String(entry.name.prefix(64))) || entry.name.hasSuffix(".new") {
      try files.unlink(sourcesFolder + "/" + entry.name)
    }
    for entry in try files.list(partsFolder) where !keys.contains(entry.name) {
      try files.removeTree(partsFolder + "/" + entry.name)
    }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension BuildReport {
  mutating func add(_ manifest: Manifest, generation: String) {
    targets = manifest.targets
    documents = manifest.documents
    invertedCount = manifest.invertedCount
    bytes = manifest.files.reduce(0) { $0 + $1.bytes }
    self.generation = generation
  }
}

extension IndexBuilder {
  /// The identifiers of the formats that can be read, in order, each with what its writer needs to know, if anything.
  public static var formats: [(identifier: String, remark: String)] {
    SourceFormats.all.map { ($0.identifier, $0.remark) }
  }
}
