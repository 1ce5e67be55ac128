/// Words that speak of the classification and not of the patient: they choose between codes and find none. NOS asks for the
/// unspecified code, NEC for the code of other specified conditions (guidelines I.A.6).
enum ClassifyingWords {
  /// Gives such a word its meaning; does nothing to any other.
  static func read(_ unit: inout QueryUnit, term: String) {
    switch term {
    // What every code for a procedure is about: *operation Millard*, *procedures on the uterus*.
    case "oper", "procedur", "surgeri": unit.isClassifying = true
    case "nos": read(&unit, as: ["unspecifi", "nos"])
    case "nec": read(&unit, as: ["other", "nec"])
    default: break
    }
  }

  private static func read(_ unit: inout QueryUnit, as readings: [String]) {
    unit.alternatives = readings.map { Alternative(terms: [$0], quality: 1, route: .abbreviation, words: $0) }
    unit.isClassifying = true
  }
}

/// Words by which a query asks for a rule and not for a code: coverage, guidelines, how often.
enum RuleWords {
  /// Whether the term asks for a text. A word for a kind of text chooses between results and finds none.
  static func read(_ unit: inout QueryUnit, term: String) -> Bool {
    switch term {
    // What every text of a kind is about, so that none of them need say it.
    case "coverag", "cover", "medicar", "polici", "guidelin", "rule", "ncd", "lcd", "articl":
      unit.isClassifying = true
      return true
    // What texts say and titles of codes hardly do.
    case "frequenc", "sequenc", "princip", "often", "requir", "criteria": return true
    default: return false
    }
  }
}
