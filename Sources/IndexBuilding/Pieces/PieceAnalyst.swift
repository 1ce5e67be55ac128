internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// Analyzes pieces, one after another, and writes their inverted documents. It keeps the stems of words from one piece to
/// the next; what it makes of a piece does not depend on that.
final class PieceAnalyst {
  private let analyzer = Analyzer()
  private var differing: DifferenceFinder
  private var abbreviations: AbbreviationCounter
  private var batch = DocumentBatch()
  private var tokens: [Token] = []
  /// The titles of the target, by their words.
  private var titles: [(text: String, words: [UInt32])] = []
  /// The number of each of the analyzer's words in the piece, plus one.
  private var numbers: [UInt32] = []
  /// For each of the analyzer's terms the last document that had it, and how many documents there were.
  private var lastDocument: [UInt32] = []
  private var documents: UInt32 = 0

  init() {
    differing = DifferenceFinder(lexicon: analyzer.lexicon)
    abbreviations = AbbreviationCounter(lexicon: analyzer.lexicon)
  }

  /// - Parameters:
  ///   - indices: which of `drafts` are in the piece, in order.
  ///   - filters: for each of them the boolean terms of its wordings.
  ///   - path: where the inverted index is created.
  func build(
    _ drafts: [Draft], _ indices: ArraySlice<Int>, filters: [DocumentBatch.Terms], at path: String
  ) throws(StoreError) -> PieceAnalysis {
    var analysis = PieceAnalysis()
    for index in numbers.indices { numbers[index] = 0 }
    // Hundreds of documents at a time were as quick as thousands, and take less memory.
    let writer = try IndexWriter(creating: path, flushThreshold: 3000)
    for (draft, filters) in zip(indices, filters) {
      titles.removeAll(keepingCapacity: true)
      for wording in drafts[draft].wordings {
        analyze(wording)
        add(tokens, to: &analysis)
        index(tokens, role: wording.role, filters)
        differing.add(tokens, role: wording.role)
        if batch.documentCount >= 1000 { try flush(to: writer) }
      }
      differing.endTarget(drafts[draft].target.scope)
      countAbbreviations(in: drafts[draft].record.editions)
    }
    try flush(to: writer)
    try writer.close()
    analysis.differences = differing.finish { [numbers] in numbers[Int($0)] - 1 }
    analysis.abbreviations = abbreviations.finish()
    return analysis
  }

  private func analyze(_ wording: Draft.Word) {
    analyze(wording.text)
    if wording.role == .title { titles.append((wording.text, words)) }
    if wording.role != .passage { SupplementaryWords.mark(&tokens, in: wording.text) }
  }

  private func analyze(_ text: String) {
    var text = text
    tokens.removeAll(keepingCapacity: true)
    text.withUTF8 { analyzer.analyze($0, into: &tokens) }
  }

  /// The words of the text last analyzed.
  private var words: [UInt32] { tokens.lazy.filter { !$0.isJoined }.map(\.word) }

  private func countAbbreviations(in editions: [TargetRecord.Edition]) {
    for edition in editions {
      guard let short = edition.shortTitle, short != edition.title else { continue }
      analyze(short)
      let shortWords = words
      if let full = titles.first(where: { $0.text == edition.title }) {
        abbreviations.add(short: shortWords, full: full.words)
      } else {
        analyze(edition.title)
        abbreviations.add(short: shortWords, full: words)
      }
    }
  }

  private func add(_ tokens: [Token], to analysis: inout PieceAnalysis) {
    let lexicon = analyzer.lexicon
    if numbers.count < lexicon.wordCount {
      numbers += Array(repeating: 0, count: lexicon.wordCount - numbers.count)
      lastDocument += Array(repeating: 0, count: lexicon.termCount - lastDocument.count)
    }
    for token in tokens {
      if numbers[Int(token.word)] == 0 {
        lexicon.withWord(token.word) { numbers[Int(token.word)] = analysis.words.intern($0) + 1 }
      }
      analysis.tokens.append((numbers[Int(token.word)] - 1) << 1 | (token.isJoined ? 1 : 0))
    }
    analysis.lengths.append(UInt32(tokens.count))
  }

  /// Each term counts once: how often a word stands in a title says nothing.
  private func index(_ tokens: [Token], role: WordingRole, _ filters: DocumentBatch.Terms) {
    documents += 1
    batch.beginDocument()
    for token in tokens where lastDocument[Int(token.term)] != documents {
      lastDocument[Int(token.term)] = documents
      analyzer.lexicon.withTerm(token.term) { term in
        if term.count <= 200 { batch.add(term) }
      }
    }
    batch.add(filters)
    batch.add(TermPrefix.ofRoles[role] ?? DocumentBatch.Terms())
    batch.endDocument()
  }

  private func flush(to writer: IndexWriter) throws(StoreError) {
    guard batch.documentCount > 0 else { return }
    try writer.add(batch)
    batch.removeAll()
  }
}

extension TermPrefix {
  fileprivate static let ofRoles: [WordingRole: DocumentBatch.Terms] = Dictionary(
    uniqueKeysWithValues: WordingRole.allCases.map { role in
      var terms = DocumentBatch.Terms()
      terms.add("\(TermPrefix.role)\(role.rawValue)")
      return (role, terms)
    })
}
