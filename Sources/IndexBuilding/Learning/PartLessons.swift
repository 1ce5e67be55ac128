internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// All that a part teaches about words while it is built.
struct PartLessons {
  private let analyzer: Analyzer
  private var abbreviations = AbbreviationLearner()
  private var associations: AssociationLearner
  private var wordings: [[Token]] = []
  private var scope = Scope.policy

  init(analyzer: Analyzer) {
    self.analyzer = analyzer
    associations = AssociationLearner(analyzer: analyzer)
  }

  mutating func begin(_ draft: Draft) {
    scope = draft.target.scope
    for edition in draft.record.editions {
      if let short = edition.shortTitle { abbreviations.add(short: short, full: edition.title) }
    }
  }

  /// Takes up a wording of the target last begun. Tables that multiply one word by many columns teach nothing, and a
  /// passage is about more than its target.
  mutating func add(_ tokens: [Token], role: WordingRole) {
    switch role {
    case .title, .inclusionTerm, .index, .alias, .consumer, .clinician, .procedureIndex, .brandName:
      wordings.append(tokens)
    case .shortTitle, .externalCauseIndex, .neoplasmTable, .drugTable, .includesNote, .passage: break
    }
  }

  mutating func end() {
    if wordings.count > 1 { associations.add(wordings, scope: scope) }
    wordings.removeAll(keepingCapacity: true)
  }

  func learned() -> [LearnedReading] {
    abbreviations.learned() + associations.learned() + CompoundLearner.learned(analyzer)
  }
}
