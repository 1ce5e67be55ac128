/// Words that speak of the classification and not of the patient: they choose between codes and find none. NOS asks for the
/// unspecified code, NEC for the code of other specified conditions (guidelines I.A.6).
enum ClassifyingWords {
  private static let readings = ["nos": ["unspecifi", "nos"], "nec": ["other", "nec"]]

  /// What every code for a procedure is about: *operation Millard*, *procedures on the uterus*.
  private static let procedure: Set<String> = ["oper", "procedur", "surgeri"]

  /// Gives such a word its meaning; does nothing to any other.
  static func read(_ unit: inout QueryUnit, term: String) {
    if procedure.contains(term) { unit.isClassifying = true }
    guard let readings = readings[term] else { return }
    unit.alternatives = readings.map { Alternative(terms: [$0], quality: 1, route: .abbreviation, words: $0) }
    unit.isClassifying = true
  }
}

/// Words by which a query asks for a rule and not for a code: coverage, guidelines, how often.
enum RuleWords {
  /// What every text of a kind is about, so that none of them need say it.
  private static let kinds: Set<String> = [
    "coverag", "cover", "medicar", "polici", "guidelin", "rule", "ncd", "lcd", "articl",
  ]
  /// What texts say and titles of codes hardly do.
  private static let matters: Set<String> = ["frequenc", "sequenc", "princip", "often", "requir", "criteria"]

  /// Whether the term asks for a text. A word for a kind of text chooses between results and finds none.
  static func read(_ unit: inout QueryUnit, term: String) -> Bool {
    if kinds.contains(term) {
      unit.isClassifying = true
      return true
    }
    return matters.contains(term)
  }
}
