internal import ClinicalLanguage
internal import KnowledgeIndex

/// All that a part teaches about words.
struct PartLessons {
  private let lexicon: Lexicon
  private var abbreviations = AbbreviationLearner()
  private var associations: AssociationLearner

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    associations = AssociationLearner(lexicon: lexicon)
  }

  /// Takes up a piece, whose words have the numbers `own` in the lexicon.
  mutating func add(_ analysis: PieceAnalysis, own: [UInt32]) {
    abbreviations.add(analysis.abbreviations)
    associations.add(analysis.differences, own: own)
  }

  func learned() -> [LearnedReading] {
    abbreviations.learned() + associations.learned() + CompoundLearner.learned(lexicon)
  }
}
