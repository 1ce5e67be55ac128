internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// Collects the terms of documents and hands them to the writer in batches.
struct DocumentTerms {
  private var batch = DocumentBatch()
  private var seen: [UInt32] = []

  var isFull: Bool { batch.documentCount >= 1000 }

  /// Adds one document. Each term counts once: how often a word stands in a title says nothing.
  mutating func add(_ tokens: [Token], role: WordingRole, filters: [String], lexicon: Lexicon) {
    batch.beginDocument()
    seen.removeAll(keepingCapacity: true)
    for token in tokens where !seen.contains(token.term) {
      seen.append(token.term)
      lexicon.withTerm(token.term) { term in
        if term.count <= 200 { batch.add(term) }
      }
    }
    for filter in filters { batch.add(filter.utf8.prefix(200), wdf: 0) }
    batch.add("\(TermPrefix.role)\(role.rawValue)", wdf: 0)
    batch.endDocument()
  }

  mutating func flush(to writer: PartWriter) throws(StoreError) {
    guard batch.documentCount > 0 else { return }
    try writer.add(batch)
    batch.removeAll()
  }
}
