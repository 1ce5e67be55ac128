/// Words that speak of the classification and not of the patient. NOS asks for the unspecified code, NEC for the code of other
/// specified conditions (guidelines I.A.6).
enum ClassifyingWords {
  private static let readings = ["nos": ["unspecifi", "nos"], "nec": ["other", "nec"]]

  /// Gives such a word its meaning; does nothing to any other.
  static func read(_ unit: inout QueryUnit, term: String) {
    guard let readings = readings[term] else { return }
    unit.alternatives = readings.map { Alternative(terms: [$0], quality: 1, route: .abbreviation, words: $0) }
    unit.isClassifying = true
  }
}
