/// Another way of typing a query that must not lose what the query finds.
///
/// The order of the cases is that in which several are applied: an earlier one never sees the signs of a later one.
public enum QueryVariation: CaseIterable, Sendable {
  /// The last word gets a plural ending.
  case plural
  /// A hyphen in place of a blank, as in `heart-attack`.
  case hyphen
  /// A hyphen or dash behind a word, with or without a blank before it.
  case dash
  /// Typographic quotes around one word, some words or all of them, or a single one behind a word.
  case quotes
  /// Apostrophes become typographic, and single typographic quotes stand around a word.
  case apostrophes
  /// Two blanks or a tab for each blank, and blanks at both ends.
  case blanks
  /// Capitals throughout.
  case capitals
  /// Capitals at chance.
  case mixedCase

  /// The query after one to three variations.
  public static func vary(_ query: String, using generator: inout SeededGenerator) -> String {
    let chosen = Set(allCases.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator)))
    return allCases.filter(chosen.contains).reduce(query) { $1.applied(to: $0, using: &generator) }
  }

  /// The query typed in this way.
  /// - Parameter query: plain words; what is no operator in it does not become one.
  public func applied(to query: String, using generator: inout SeededGenerator) -> String {
    var words = query.split(separator: " ").map(String.init)
    // A sign between blanks is no word, and a quote at a hyphen would leave words out.
    let places = words.indices.filter { words[$0].contains { $0.isLetter || $0.isNumber } }
    guard let index = places.randomElement(using: &generator), let end = places.last else { return query }
    switch self {
    case .plural: words[end] = Self.plural(words[end])
    case .hyphen:
      guard index + 1 < words.count else { return query }
      words.replaceSubrange(index...index + 1, with: [words[index] + "-" + words[index + 1]])
    case .dash: words[index] += ["-", " -", " –", " — "].randomElement(using: &generator) ?? "-"
    case .quotes:
      let last = places.filter { $0 >= index }.randomElement(using: &generator) ?? index
      if Bool.random(using: &generator) { words[index] = "“" + words[index] }
      words[last] += "”"
    case .apostrophes:
      words = words.map { String($0.map { $0 == "'" ? "’" : $0 }) }
      words[index] = "‘" + words[index] + "’"
    case .blanks: return "  " + words.joined(separator: ["  ", "\t "].randomElement(using: &generator) ?? "  ") + " "
    case .capitals: return Self.capitals(words).joined(separator: " ")
    case .mixedCase:
      words = words.map { word in
        guard !Self.isOperator(word) else { return word }
        return String(word.map { Bool.random(using: &generator) ? Character($0.uppercased()) : $0 })
      }
    }
    return words.joined(separator: " ")
  }

  /// In capitals `not` is an operator among short words, which may all be abbreviations.
  private static func capitals(_ words: [String]) -> [String] {
    let isText = words.contains { $0.split { !$0.isLetter }.contains { $0.count > 6 } }
    return words.map { isText || !isOperator($0) ? $0.uppercased() : $0 }
  }

  private static func isOperator(_ word: String) -> Bool {
    ["and", "or", "not"].contains(word.lowercased().filter(\.isLetter))
  }

  /// The regular plural of a longer word. Words that are plurals already or end like Latin ones (`in situ`, `vallecula`)
  /// have none of this kind.
  private static func plural(_ word: String) -> String {
    guard word.count >= 4, word.allSatisfy({ $0.isASCII && $0.isLowercase }), let last = word.last,
      !["s", "i", "u", "ae", "ula", "teeth", "feet", "men", "children"].contains(where: word.hasSuffix)
    else { return word }
    if last == "y", let before = word.dropLast().last, !"aeiou".contains(before) { return word.dropLast() + "ies" }
    return word + (["x", "z", "ch", "sh"].contains { word.hasSuffix($0) } ? "es" : "s")
  }
}
