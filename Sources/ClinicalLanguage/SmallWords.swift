/// Words that carry no meaning of their own in a title or a query. *Without, not, no* are not among them.
extension Analyzer {
  /// True for a word that is dropped where others stand beside it: *of*, *the*, *with*.
  public static func isSmallWord(_ word: some StringProtocol) -> Bool { SmallWords.all.contains(word.lowercased()) }
}

enum SmallWords {
  /// The words by their first letter, each as one number of its letters.
  private static let packed: [[UInt64]] = {
    var packed: [[UInt64]] = Array(repeating: [], count: 26)
    for word in all { packed[Int(word.utf8.first! - UInt8(ascii: "a"))].append(number(word.utf8)) }
    return packed
  }()

  private static func number(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether a folded word is one of them. Asked of every word of every text, so that hashing it would cost too much.
  static func contains(_ word: [UInt8]) -> Bool {
    guard (1...5).contains(word.count), word[0] &- UInt8(ascii: "a") < 26 else { return false }
    return packed[Int(word[0] - UInt8(ascii: "a"))].contains(number(word))
  }

  static let all: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "do", "does", "for", "from", "had", "has",
    "have", "he", "her",
    "his", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "onto", "or", "our", "she", "so", "than",
    "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were", "what",
    "which",
    "who", "with", "you", "your", "etc", "eg", "ie", "due",
  ]

  /// After these a single letter or Roman numeral is a name: hepatitis A, type I, factor V.
  static let beforeLetter: Set<String> = [
    "hepatitis", "vitamin", "influenza", "type", "types", "group", "groups", "class", "classes", "grade", "grades",
    "stage",
    "stages", "factor", "factors", "level", "levels", "degree", "mobitz", "haemophilia", "hemophilia", "streptococcus",
    "streptococcal", "coxsackie", "part", "phase", "bipolar",
    "mucopolysaccharidosis", "immunoglobulin", "category", "herpesvirus", "botulinum", "cardiomyopathy", "glycogenosis",
    "collagen",
    "nerve", "schedule", "protein", "apolipoprotein", "lipoprotein", "paratyphoid", "medicare", "cryptorchidism",
  ]
}

/// Shorthand that holds a slash, so that the tokenizer must know it: what it is read as.
enum Shorthand {
  static let readings: [String: [String]] = [
    "w/o": ["without"], "w/": [], "w/out": ["without"], "w/wo": ["without"], "s/p": ["status", "post"],
    "h/o": ["history"],
    "c/o": ["complaint"], "r/o": ["rule", "out"], "d/t": [], "2/2": ["secondary"], "b/l": ["bilateral"],
    "f/u": ["follow", "up"], "n/v": ["nausea", "vomiting"], "y/o": ["year", "old"], "p/w": ["presenting"],
    "a/w": ["associated"], "i/o": [], "fx/o": ["fracture"], "n/v/d": ["nausea", "vomiting", "diarrhea"],
  ]

  static let longest = 5
}
