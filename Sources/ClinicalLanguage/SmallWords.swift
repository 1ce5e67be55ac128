/// Words that carry no meaning of their own in a title or a query. *Without, not, no* are not among them.
extension Analyzer {
  /// True for a word that is dropped where others stand beside it: *of*, *the*, *with*.
  public static func isSmallWord(_ word: some StringProtocol) -> Bool {
    SmallWords.contains(Array(word.lowercased().utf8))
  }
}

enum SmallWords {
  private static let all = [
    "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "do", "does", "for", "from", "had", "has",
    "have", "he", "her",
    "his", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "onto", "or", "our", "she", "so", "than",
    "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were", "what",
    "which",
    "who", "with", "you", "your", "etc", "eg", "ie", "due",
  ]

  private static let longest = 5

  /// The same words as numbers, in order: their letters are the bytes, the first the highest.
  private static let numbers = all.map { number(Array($0.utf8)) }.sorted()

  private static func number(_ word: [UInt8]) -> UInt64 { word.reduce(0) { $0 << 8 | UInt64($1) } }

  /// True for one of these words, in lower case. Asked of every word of every text, so that a set of texts would cost too much.
  static func contains(_ word: [UInt8]) -> Bool {
    guard word.count <= longest else { return false }
    let wanted = number(word)
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == wanted
  }

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
