internal import CodingKnowledge
internal import OfficialFiles
internal import SearchStore

extension IndexBuilder {
  /// A file that was given, parsed now or before.
  struct ReadFile: Sendable {
    var path: String
    var parsed: ParsedFile
    var wasParsed: Bool
  }

  /// Reads the files at and under `paths`, on both cores; files whose content is known are not parsed again.
  func readFiles(
    _ paths: [String], hint: ReleaseHint, progress: @escaping @Sendable (BuildProgress) -> Void
  ) throws -> [ReadFile] {
    var found: [String] = []
    var owners: [[String]] = []
    for path in paths {
      let files = try SourceOpener.files(under: path)
      owners.append(files)
      for file in files where !found.contains(file) { found.append(file) }
    }
    // A path that is a file is its own only file.
    let named = Set(zip(paths, owners).filter { $1 == [$0] }.map(\.0))
    let total = found.count
    let done = Counter()
    let files = found
    let effort = found.map(Self.effort)
    let order = found.indices.sorted { effort[$0] > effort[$1] }
    let read = try Workers.run { workers in
      try workers.map(files, begunIn: order) { path in
        let file = try readFile(path, isNamed: named.contains(path), hint: hint)
        progress(.reading(done: done.next(), of: total, name: path.fileName))
        return file
      }
    }
    let useful = Set(read.filter { !$0.parsed.sources.isEmpty }.map(\.path))
    for (path, files) in zip(paths, owners) where !files.contains(where: useful.contains) {
      throw BuildError(ParsedFile.refusal(of: path, files: files))
    }
    return read
  }

  /// About how long reading takes: the greatest is begun first, so that no core is left with it in the end.
  private static func effort(of path: String) -> Int {
    let isPacked = [".gz", ".zip", ".xlsx"].contains { path.lowercased().hasSuffix($0) }
    return ((try? MappedFile(path: path).count) ?? 0) * (isPacked ? 8 : 1)
  }

  private func readFile(_ path: String, isNamed: Bool, hint: ReleaseHint) throws -> ReadFile {
    let digest = try Digest(ofFile: path).description
    let contents = try RecognisedContent.all(of: path, isNamed: isNamed, hint: hint)
    let cachePath = ParsedFile.cachePath(of: path, contents, digest: digest, in: sourcesFolder)
    if let known = ParsedFile(cachePath: cachePath, digest: digest) {
      return ReadFile(path: path, parsed: known.named(after: path), wasParsed: false)
    }
    let parsed = try ParsedFile(parsing: contents, digest: digest, cachePath: cachePath)
    return ReadFile(path: path, parsed: parsed, wasParsed: true)
  }
}
