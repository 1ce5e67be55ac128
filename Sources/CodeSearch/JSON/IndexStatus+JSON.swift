internal import CodingKnowledge

extension IndexStatus {
  /// The status as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(StatusDocument(self), isPretty: isPretty) }
}

private struct StatusDocument: Encodable {
  struct Count: Encodable {
    var system: String
    var name: String
    var count: Int
  }

  struct Source: Encodable {
    var title: String
    var format: String
    var system: String
    var version: String
    var effective: [String?]
    var values: Int
    var file: String
    var licence: String
  }

  struct Part: Encodable {
    var part: Int
    var bytes: Int
    var documents: Int
    var server: String?
  }

  var format = JSONDocument.format
  var generation: String
  var built: String
  var engine: String
  var targets: Int
  var documents: Int
  var bytes: Int
  var generations: [String]
  /// Only where there are several.
  var parts: [Part]?
  var counts: [Count]
  var sources: [Source]

  init(_ status: IndexStatus) {
    generation = status.generation
    built = status.built
    engine = status.engine
    targets = status.targets
    documents = status.documents
    bytes = status.bytes
    generations = status.generations
    if status.parts.count > 1 {
      parts = status.parts.enumerated().map { number, part in
        Part(part: number + 1, bytes: part.bytes, documents: part.documents ?? 0, server: part.server)
      }
    }
    counts = status.counts.map { Count(system: $0.scope.token, name: $0.scope.name, count: $0.count) }
    sources = status.sources.map {
      Source(
        title: $0.title, format: $0.format, system: $0.scope.token, version: $0.version,
        effective: [$0.effective.from?.description, $0.effective.through?.description], values: $0.values,
        file: JSONDocument.fileName($0.path), licence: $0.licence)
    }
  }
}
