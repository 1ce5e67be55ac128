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
    for path in paths {
      for file in try SourceOpener.files(under: path) where !found.contains(file) { found.append(file) }
    }
    let total = found.count
    let done = Counter()
    return try parallelMap(found) { path in
      let digest = try Digest(ofFile: path).description
      let cachePath = try ParsedFile.cachePath(of: path, digest: digest, hint: hint, in: sourcesFolder)
      let file: ReadFile
      if let known = ParsedFile(cachePath: cachePath, digest: digest) {
        file = ReadFile(path: path, parsed: known.named(after: path), wasParsed: false)
      } else {
        let parsed = try ParsedFile(parsing: path, digest: digest, cachePath: cachePath, hint: hint)
        file = ReadFile(path: path, parsed: parsed, wasParsed: true)
      }
      progress(.reading(done: done.next(), of: total, name: path.fileName))
      return file
    }
  }
}
