/// Cuts a paragraph into its sentences, where a text has paragraphs of many hundred words or none at all.
enum Sentences {
  /// The sentences of `block`, each a block; parts of at most ``PassageCut/mostWords`` words where one is longer still.
  static func blocks(of block: TextBlock) -> [TextBlock] {
    var blocks: [TextBlock] = []
    var words: [Substring] = []
    let all = block.text.split(separator: " ")
    for (index, word) in all.enumerated() {
      words.append(word)
      let next = index + 1 < all.count ? all[index + 1] : ""
      guard ends(word, before: next) || words.count == PassageCut.mostWords else { continue }
      blocks.append(TextBlock(text: words.joined(separator: " ")))
      words = []
    }
    if !words.isEmpty { blocks.append(TextBlock(text: words.joined(separator: " "))) }
    return blocks
  }

  /// True where `word` ends a sentence: a full stop after more than a letter or two, and a capital or number next.
  private static func ends(_ word: Substring, before next: Substring) -> Bool {
    let bare = word.drop { $0 == "(" || $0 == "\"" || $0 == "“" }
    guard let last = bare.last(where: { $0 != ")" && $0 != "\"" && $0 != "”" }),
      last == "." || last == "?" || last == ":"
    else { return false }
    guard let first = next.first(where: { $0 != "(" && $0 != "\"" && $0 != "“" }), first.isUppercase || first.isNumber
    else { return false }
    return bare.utf8.count > 3
  }

  /// `block` in two where it begins with a heading in capitals that ran into the text: two words or more, each of two
  /// letters or more.
  static func splittingHeading(_ block: TextBlock) -> [TextBlock] {
    let words = block.text.split(separator: " ")
    let heading = words.prefix { word in
      let letters = word.unicodeScalars.filter { $0.properties.isAlphabetic }
      return letters.count >= 2 && letters.count(where: { $0.properties.isUppercase }) * 4 >= letters.count * 3
        || word == "AND" || word == "&"
    }
    guard (2...10).contains(heading.count), heading.count < words.count,
      words[heading.count].first?.isUppercase == true, heading.last?.last != ","
    else { return [block] }
    return [
      TextBlock(text: heading.joined(separator: " "), isHeading: true),
      TextBlock(text: words.dropFirst(heading.count).joined(separator: " ")),
    ]
  }
}
