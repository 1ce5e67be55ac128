internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// A part that is built and lies in the parts folder.
struct BuiltPart: Sendable {
  var manifest: Manifest.Part
  /// The folder with its pieces; see ``PartPiece``.
  var piecesPath: String
  /// What ``PartAssembler`` gave.
  var textsPath: String
}

extension IndexBuilder {
  /// Builds the parts whose sources changed, the largest first, and finds the others where they lie.
  func buildParts(
    _ catalog: SourceCatalog, progress: @escaping @Sendable (BuildProgress) -> Void
  ) throws -> [BuiltPart] {
    let parts = catalog.parts
    let order = parts.indices.sorted { size(of: parts[$0]) > size(of: parts[$1]) }
    let done = Counter()
    return try Workers.run { workers in
      try workers.map(parts, begunIn: order) { planned in
        let part = try buildPart(planned, workers)
        progress(.building(done: done.next(), of: parts.count, part: part.manifest.name))
        return part
      }
    }
  }

  private func size(of part: SourceCatalog.Part) -> Int { part.shares.reduce(0) { $0 + $1.item.bytes.count } }

  private func buildPart(_ planned: SourceCatalog.Part, _ workers: Workers) throws -> BuiltPart {
    let key = partKey(planned)
    let folder = partsFolder + "/" + key
    let part = BuiltPart(
      manifest: Manifest.Part(name: planned.name, key: key, targets: 0, documents: 0), piecesPath: folder + "/pieces",
      textsPath: folder + "/texts")
    if let known = counts(of: part) { return known }
    let staging = folder + ".new"
    try files.removeTree(staging)
    try files.createDirectory(staging)
    try files.createDirectory(staging + "/pieces")
    var builder = PartBuilder(name: planned.name, sources: planned.shares.map(\.item.entry))
    for (number, share) in planned.shares.enumerated() { try read(share, number, into: &builder) }
    let texts = try builder.finish(in: staging + "/pieces", known: knownPieces(of: planned.name), workers)
    try files.writeFile(staging + "/texts", texts)
    try files.removeTree(folder)
    try files.rename(staging, to: folder)
    guard let built = counts(of: part) else {
      throw BuildError(.verification, "the part \(planned.name) cannot be read back")
    }
    return built
  }

  private func read(_ share: SourceCatalog.Share, _ number: Int, into builder: inout PartBuilder) throws {
    let item = share.item
    let values = try MappedFile(path: item.cachePath, access: .sequential)
    let damage = BuildError(
      .corrupt, "\(item.cachePath): the kept values of \(item.entry.path) are damaged",
      remedy: "delete that file and run it again")
    guard item.bytes.upperBound <= values.count else { throw damage }
    let bytes = UnsafeRawBufferPointer(rebasing: values.bytes[item.bytes])
    guard Digest(of: bytes) == item.digest else { throw damage }
    var reader = ByteReader(bytes)
    while !reader.isAtEnd {
      guard let value = ValueCoding.decode(from: &reader) else { throw damage }
      if share.content.holds(value) { builder.add(value, source: number) }
    }
    withExtendedLifetime(values) {}
  }

  /// The pieces of the part as it was built before, by their digests.
  private func knownPieces(of name: String) throws -> [String: PartPiece] {
    var known: [String: PartPiece] = [:]
    for entry in try files.list(partsFolder)
    where entry.name.hasPrefix(name + "-") && !entry.name.hasSuffix(".new") {
      for piece in (try? PartPiece.all(in: "\(partsFolder)/\(entry.name)/pieces", files)) ?? [] {
        known[piece.digest] = piece
      }
    }
    return known
  }

  /// The part with its counts, where it is there whole.
  private func counts(of part: BuiltPart) -> BuiltPart? {
    guard let mapped = try? MappedFile(path: part.textsPath, access: .random),
      let known = KnowledgePart(mapped.bytes, documentBase: 0)
    else { return nil }
    var part = part
    part.manifest.targets = known.targetCount
    part.manifest.documents = known.documentCount
    return part
  }

  /// A digest over all that determines the part: the rules of building, and the sources in order.
  private func partKey(_ part: SourceCatalog.Part) -> String {
    var writer = ByteWriter()
    writer.string(part.name)
    writer.u32(KnowledgeTexts.format)
    writer.u32(KnowledgeIndex.analyzerVersion)
    writer.u8(ValueCoding.version)
    writer.u8(PartBuilder.rulesVersion)
    for share in part.shares {
      share.item.entry.encode(into: &writer)
      writer.string(share.content.key)
    }
    return part.name + "-" + String(Digest(of: writer.bytes).description.prefix(24))
  }
}
