internal import CodingKnowledge

/// One way of matching: terms that must all be there.
struct Alternative {
  var terms: [String]
  /// How good a match it is, 0 to 1; the typed word itself is 1.
  var quality: Float
  var route: Route
  /// The words as a person would read them.
  var words: String
  /// Only for targets of this system; nil for all.
  var scope: Scope?
}

/// One thing that the query asks for: a word, or several that belong together, with all ways of matching it.
struct QueryUnit {
  /// What was typed.
  var typed: String
  var alternatives: [Alternative]
  /// True when a hit must match it whatever else it matches (phrases, field values).
  var isRequired = false
  /// True when the terms of an alternative must stand side by side in order.
  var isPhrase = false
  /// Wording roles in which it may match; empty for all.
  var roles: [UInt8] = []
  /// True for words of the classification itself (NOS, NEC): they choose between codes and find none.
  var isClassifying = false
  /// The share of the query's meaning, set from the index; rare words mean more.
  var weight: Float = 1
}

/// Another way of saying several units at once: a synonym of a phrase.
struct SpanAlternative {
  var units: Range<Int>
  var alternative: Alternative
}

/// A filter that every hit passes: alternatives of boolean terms.
struct TermFilter {
  var terms: [String]
  var isNegated = false
}

/// The query, ready to be searched.
struct QueryPlan {
  var units: [QueryUnit] = []
  var spans: [SpanAlternative] = []
  /// Units none of which may match.
  var excluded: [QueryUnit] = []
  var filters: [TermFilter] = []
  /// Statuses that a hit may have; empty for all.
  var statuses: Set<String> = []
  /// Targets that codes in the query name, best first.
  var codes: [Int] = []
  /// Codes listed by a range or prefix, in order.
  var listed: [Int] = []
  var notices: [Notice] = []
  var interpretation = ""
  /// True where a word asks for a rule or a coverage text.
  var asksForText = false

  /// All alternatives with the units that each stands for, numbered in order: first those of the units, then the spans.
  var alternatives: [SpanAlternative] {
    var all: [SpanAlternative] = []
    for index in units.indices {
      for own in units[index].alternatives { all.append(SpanAlternative(units: index..<index + 1, alternative: own)) }
    }
    return all + spans
  }
}
