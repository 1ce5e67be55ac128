internal import CodingKnowledge

/// Synonym lists (`.syn`) as a source of an index.
struct SynonymList: SourceFormat {
  let identifier = "synonyms"

  /// Lists are our own format and plain text: the ending of the name tells them from any other text.
  func recognises(_ head: SourceHead) -> Bool { head.name.lowercased().hasSuffix(".syn") }

  func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "Synonyms: \(head.name.dropLast(4))", series: .knowledge,
      release: Release(scope: .policy, version: hint.version ?? "current", effective: .always),
      licence: Licence.ownWork)
  }

  func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    for rule in try SynonymFile.read(stream) {
      for synonym in rule.synonyms { try emit(.synonym(synonym)) }
    }
  }
}
