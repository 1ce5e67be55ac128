internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// All sources that the next generation will rest on: those of before, and those that came now.
struct SourceCatalog {
  struct Item {
    var entry: SourceEntry
    var part: String
    /// Where its values lie.
    var cachePath: String
    var bytes: Range<Int>
    /// The digest of those bytes.
    var digest: Digest
  }

  private(set) var items: [Item] = []
  /// Paths of sources of before whose parsed values are gone, or of a form that is not read any more.
  private(set) var lost: [String] = []
  /// Documents that are there in another form already, each with the path of that.
  private(set) var duplicates: [(path: String, of: String)] = []

  /// Begins with the sources of a manifest whose parsed values are still there.
  init(_ manifest: Manifest?, cacheFolder: String) {
    let cachePaths = ParsedFile.cachePaths(in: cacheFolder)
    var files: [String: ParsedFile] = [:]
    for source in manifest?.sources ?? [] {
      for path in cachePaths[source.fileDigest] ?? [] {
        guard let file = files[path] ?? ParsedFile(cachePath: path, digest: source.fileDigest) else { continue }
        files[path] = file
        guard let parsed = file.sources.first(where: { $0.entry.isSame(as: source) }) else { continue }
        items.append(Item(parsed, in: file, path: source.path))
        break
      }
      if items.last?.entry.path != source.path { lost.append(source.path) }
    }
    sort()
  }

  var isEmpty: Bool { items.isEmpty }

  /// Adds the sources of a file. A source that lay at the same path, or that has the same name, format and release,
  /// is replaced. Of two forms of one document the PDF stays.
  /// - Returns: what was replaced by something else.
  mutating func add(_ file: ParsedFile, path: String) -> [String] {
    var replaced: [String] = []
    for source in file.sources {
      // The path inside an archive or index folder goes with the path as given now.
      let item = Item(source, in: file, path: source.entry.path)
      if let better = items.first(where: { $0.entry.isBetterForm(of: item.entry) }) {
        duplicates.append((item.entry.path, better.entry.path))
        continue
      }
      for worse in items where item.entry.isBetterForm(of: worse.entry) {
        duplicates.append((worse.entry.path, item.entry.path))
      }
      items.removeAll { item.entry.isBetterForm(of: $0.entry) }
      items.removeAll { old in
        let isSameFile = old.entry.path == item.entry.path && old.entry.format == item.entry.format
        let isSameRelease =
          old.entry.path.fileName == item.entry.path.fileName && old.entry.format == item.entry.format
          && old.entry.release == item.entry.release && item.entry.series != .knowledge
          && item.entry.series != .terminology
        let isSameContent = old.entry.digest == item.entry.digest && old.entry.path.fileName == item.entry.path.fileName
        guard isSameFile || isSameRelease || isSameContent else { return false }
        if old.entry.digest != item.entry.digest { replaced.append(old.entry.path) }
        return true
      }
      items.append(item)
      lost.removeAll { $0 == item.entry.path }
    }
    sort()
    return replaced
  }

  /// By part, then lists of codes first, then by age: what a part merges first sets titles.
  private mutating func sort() {
    items.sort { left, right in
      (left.part, left.entry.series.rawValue, left.entry.release.version, left.entry.format, left.entry.path)
        < (right.part, right.entry.series.rawValue, right.entry.release.version, right.entry.format, right.entry.path)
    }
  }

  var manifestSources: [Manifest.Source] { items.map { Manifest.Source($0.entry, part: $0.part) } }

  func report(parsed: Set<String>) -> [BuildReport.Source] {
    items.map {
      BuildReport.Source(
        path: $0.entry.path, title: $0.entry.title, version: $0.entry.release.version, values: $0.entry.valueCount,
        wasParsed: parsed.contains($0.entry.digest))
    }
  }
}

extension SourceCatalog.Item {
  init(_ source: ParsedSource, in file: ParsedFile, path: String) {
    entry = source.entry
    entry.path = path
    bytes = source.bytes
    digest = source.digest
    cachePath = file.cachePath
    part = SourceCatalog.Item.part(of: source.entry)
  }
}

extension SourceEntry {
  /// True where both are the same document of the same release, and this one tells its pages.
  fileprivate func isBetterForm(of other: SourceEntry) -> Bool {
    series == .documents && other.series == .documents && title == other.title && release == other.release
      && path.lowercased().hasSuffix(".pdf") && !other.path.lowercased().hasSuffix(".pdf")
  }

  func isSame(as source: Manifest.Source) -> Bool {
    format == source.format && release.version == source.version && path.fileName == source.path.fileName
      && series.rawValue == source.series
  }
}

extension String {
  /// What follows the last slash.
  var fileName: String { split(separator: "/").last.map(String.init) ?? self }
}
