internal import CodingKnowledge
internal import FoundationEssentials
internal import KnowledgeIndex
internal import SearchStore

extension IndexBuilder {
  /// Joins the parts into a generation in staging, checks it, and makes it current.
  /// - Parameter groups: the pieces of the parts, by the file of the inverted index that they go into.
  func publish(
    _ parts: [BuiltPart], in groups: [[PartPiece]], _ catalog: SourceCatalog, under lock: borrowing BuilderLock
  ) throws -> (Manifest, GenerationIdentifier) {
    let staging = try store.makeStaging(under: lock)
    do {
      let (inverted, body) = try joined(parts, groups, in: staging)
      guard let body else { throw BuildError(.verification, "the parts do not fit together") }
      let (before, behind) = KnowledgeIndex.textsFrame(bodyLength: body.count, inverted: inverted)
      try files.writeFile(staging + "/" + KnowledgeIndex.textsName, joining: [before, body, behind])
      let manifest = try manifest(parts, catalog, invertedCount: inverted.count, staging: staging)
      let encoded = try manifest.encoded()
      try files.writeFile(staging + "/" + Manifest.fileName, encoded)
      let identifier = try store.nextIdentifier(digest: Digest(of: encoded))
      _ = try GenerationCheck.probe(KnowledgeIndex(Generation(identifier, path: staging)), manifest)
      try store.publish(staging: staging, as: identifier, under: lock)
      return (manifest, identifier)
    } catch {
      // The next build sweeps what cannot be removed now.
      try? files.removeTree(staging)
      throw error
    }
  }

  /// Writes the files of the inverted index, and joins what the parts say beside it.
  private func joined(
    _ parts: [BuiltPart], _ groups: [[PartPiece]], in staging: String
  ) throws -> (inverted: [InvertedPart], body: [UInt8]?) {
    let named = Array(zip(groups, KnowledgeIndex.invertedNames(groups.count)))
    return try Workers.run { workers in
      try workers.both(
        { try workers.map(named) { pieces, name in try compact(pieces, to: staging + "/" + name) } },
        {
          let blobs = try parts.map { try MappedFile(path: $0.textsPath, access: .sequential) }
          return withExtendedLifetime(blobs) { KnowledgeIndex.textsBody(parts: blobs.map(\.bytes)) }
        })
    }
  }

  private func compact(_ pieces: [PartPiece], to path: String) throws -> InvertedPart {
    try SearchStore.compact(parts: pieces.map(\.indexPath), to: path)
    let statistics = try IndexReader(path: path).statistics()
    return InvertedPart(
      bytes: try MappedFile(path: path).count, documents: statistics.documentCount, uuid: statistics.uuid)
  }

  private func manifest(
    _ parts: [BuiltPart], _ catalog: SourceCatalog, invertedCount: Int, staging: String
  ) throws -> Manifest {
    let names = [KnowledgeIndex.textsName] + KnowledgeIndex.invertedNames(invertedCount)
    let described = try Workers.run { workers in
      try workers.map(names) { name in
        let path = staging + "/" + name
        return Manifest.File(
          name: name, bytes: try MappedFile(path: path).count, digest: try Digest(ofFile: path).description)
      }
    }
    let texts = try MappedFile(path: staging + "/" + KnowledgeIndex.textsName)
    return Manifest(
      engine: "xapian \(xapianVersion)", built: Date.now.formatted(.iso8601), sources: catalog.manifestSources,
      parts: parts.map(\.manifest), targets: KnowledgeIndex.targetCount(ofTextsFile: texts) ?? 0,
      documents: parts.reduce(0) { $0 + $1.manifest.documents }, files: described)
  }
}
