internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// Checks that a generation is whole and answers, before it is published or on demand.
public enum GenerationCheck {
  /// Compares sizes and digests of the published generation in `root` with its manifest and looks up samples.
  /// - Returns: one line per file and count that was checked.
  /// - Throws: `BuildError` `.missing` without an index, `.corrupt` where anything differs.
  public static func check(root: String) throws(BuildError) -> [String] {
    do {
      let store = GenerationStore(root: root)
      guard let identifier = try store.currentIdentifier() else {
        if let error = BuildError(foreign: root) { throw error }
        throw BuildError(.missing, "no index in \(root)", remedy: "build one with: codesearch index")
      }
      let generation = try store.open(identifier)
      let manifest: Manifest
      do {
        manifest = try Manifest(decoding: try generation.read(Manifest.fileName, limit: 64 << 20))
      } catch {
        throw BuildError(.corrupt, "\(generation.path)/\(Manifest.fileName) cannot be read", remedy: rebuild)
      }
      var lines: [String] = []
      let locations = try PartLocations(index: root)
      let remote = remoteNames(locations, of: manifest)
      for file in manifest.files where !remote.contains(file.name) {
        let path = generation.path + "/" + file.name
        let digest = try Digest(ofFile: path).description
        guard digest == file.digest else {
          throw BuildError(.corrupt, "\(path) has another digest than its manifest", remedy: rebuild)
        }
        lines.append("\(file.name): \(file.bytes) bytes, SHA-256 \(digest.prefix(16))… as in the manifest")
      }
      let index = try KnowledgeIndex(generation, locations: locations)
      lines += try checkServers(of: index)
      let probes = try probe(index, manifest)
      lines.append("\(manifest.targets) targets, \(manifest.documents) wordings and passages; \(probes) look-ups right")
      return lines
    } catch let error as BuildError {
      throw error
    } catch let error as StoreError {
      throw error.code == .notFound
        ? BuildError(.corrupt, error.path.map { "\($0) is missing" } ?? error.message, remedy: rebuild)
        : BuildError(error)
    } catch {
      throw BuildError(.internal, String(describing: error))
    }
  }

  /// The files that other hosts serve.
  private static func remoteNames(_ locations: PartLocations, of manifest: Manifest) -> Set<String> {
    let names = KnowledgeIndex.invertedNames(manifest.invertedCount)
    return names.count == 1 ? [] : Set(locations.servers.keys.filter { $0 <= names.count }.map { names[$0 - 1] })
  }

  /// Connects to each server of a remote part; its file may be here too, but is not what searches read.
  private static func checkServers(of index: KnowledgeIndex) throws(StoreError) -> [String] {
    var lines: [String] = []
    for (part, server) in index.servers.sorted(by: { $0.key < $1.key }) {
      let figures = index.inverted[part - 1].figures
      _ = try JoinedIndex.connect(server, figures)
      lines.append(
        "part \(part) at \(server): \(figures.documentCount) documents, \(figures.uuid) as in the texts file")
    }
    return lines
  }

  static let rebuild = "rebuild with: codesearch index --rebuild, or go back with: codesearch index --rollback"

  /// Looks up first, last and some targets between, and searches for the title of each; every one must be found.
  /// - Returns: how many were looked up.
  static func probe(_ index: KnowledgeIndex, _ manifest: Manifest) throws -> Int {
    let texts = index.texts
    guard texts.targetCount == manifest.targets, texts.documentCount == manifest.documents else {
      throw BuildError(.corrupt, "the index holds other counts than its manifest", remedy: rebuild)
    }
    let statistics = try index.readers.withReader { (reader) throws(StoreError) in try reader.statistics() }
    guard statistics.documentCount == texts.documentCount else {
      throw BuildError(
        .corrupt, "\(statistics.documentCount) inverted documents for \(texts.documentCount) texts", remedy: rebuild)
    }
    let hits = HitBatch()
    var probes = 0
    for (partNumber, part) in texts.parts.enumerated() where part.documentCount > 0 {
      for step in 0..<16 {
        let document = step * (part.documentCount - 1) / 15
        let local = part.document(document).target
        let target = texts.number(ofTarget: local, part: partNumber)
        guard texts.target(target) == part.target(local) else {
          throw BuildError(.corrupt, "target \(local) of \(part.name) is missing from the table", remedy: rebuild)
        }
        guard part.record(local) != nil else {
          throw BuildError(.corrupt, "the record of \(texts.target(target)) is damaged", remedy: rebuild)
        }
        let head = part.document(document)
        var tokens = head.tokens
        var program = QueryProgram()
        var count = 0
        for _ in 0..<min(head.tokenCount, 30) {
          let term = part.termBytes(tokens.read() >> 1)
          guard !term.isEmpty else { throw BuildError(.corrupt, "a term of \(part.name) is damaged", remedy: rebuild) }
          term.withMemoryRebound(to: UInt8.self) { program.term($0) }
          count += 1
        }
        guard count > 0 else { continue }
        program.and(count)
        var options = SearchOptions(limit: 1)
        options.booleanOnly = true
        try index.readers.withReader { (reader) throws(StoreError) in try reader.search(program, options, into: hits) }
        guard hits.count == 1 else {
          throw BuildError(.corrupt, "\(texts.target(target)) is not found by its own words", remedy: rebuild)
        }
        probes += 1
      }
    }
    return probes
  }
}
