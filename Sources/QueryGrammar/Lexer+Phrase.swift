extension Lexer {
  /// Reads from an opening quote, or the `=` before it, through the next quote of any kind or the end of the text.
  mutating func readPhrase(from start: Int, isExact: Bool) throws(QueryError) {
    let quote = isExact ? start + 1 : start
    var end = quote + 1
    while let scalar = scalar(at: end), !ScalarKind.isQuote(scalar) { end += 1 }
    let words = try phraseWords(in: (quote + 1)..<end, isExact: isExact)
    let isClosed = end < source.count
    let whole = start..<(isClosed ? end + 1 : end)
    let offset = source.offsets[quote]
    let range = source.bytes(whole)
    if words.isEmpty {
      if let openField {
        throw QueryError(.missingValue, openField.lowerBound..<range.upperBound, "the field has no value")
      }
      notices.add(.emptyPhrase, range, "the quotes at byte \(offset) hold no word; ignored")
      index = whole.upperBound
      isAtStart = false
      return
    }
    if !isClosed {
      notices.add(
        .unclosedQuote, source.bytes(quote..<(quote + 1)),
        "the quote at byte \(offset) is never closed; read to the end")
    }
    guard words.count <= QueryLimits.phraseWords else {
      throw QueryError(
        .phraseTooLong, range, "the phrase has \(words.count) words; the limit is \(QueryLimits.phraseWords)",
        hint: "leave out the quotes to find the words in any order")
    }
    append(.leaf(.phrase(Phrase(words, isExact: isExact, sourceRange: range))), whole)
  }

  /// The words between two quotes: cut at blanks, without punctuation at their edges.
  private mutating func phraseWords(in range: Range<Int>, isExact: Bool) throws(QueryError) -> [Word] {
    var words: [Word] = []
    var position = range.lowerBound
    while position < range.upperBound {
      if ScalarKind.isBlank(source.scalars[position]) {
        position += 1
        continue
      }
      var end = position
      while end < range.upperBound, !ScalarKind.isBlank(source.scalars[end]) { end += 1 }
      if let word = try phraseWord(position..<end, isExact: isExact) { words.append(word) }
      position = end
    }
    return words
  }

  private mutating func phraseWord(_ whole: Range<Int>, isExact: Bool) throws(QueryError) -> Word? {
    guard source.scalars[whole].contains(where: ScalarKind.hasSubstance) else {
      ignore(whole)
      return nil
    }
    var start = whole.lowerBound
    while ScalarKind.isEdgePunctuation(source.scalars[start]), !isDecimalPoint(start) { start += 1 }
    var end = whole.upperBound
    while ScalarKind.isEdgePunctuation(source.scalars[end - 1]) { end -= 1 }
    ignore(whole.lowerBound..<start)
    for position in end..<whole.upperBound where source.scalars[position] == "*" {
      let range = source.bytes(position..<(position + 1))
      notices.add(.wildcardInside, range, "a * counts only at the end of a word outside of quotes")
    }
    ignore(end..<whole.upperBound)
    try requireWordLength(start..<end)
    return Word(source.text(start..<end), isExact: isExact, sourceRange: source.bytes(start..<end))
  }

  func requireWordLength(_ word: Range<Int>) throws(QueryError) {
    let range = source.bytes(word)
    guard range.count > QueryLimits.wordBytes else { return }
    throw QueryError(
      .wordTooLong, range, "the word is \(range.count) bytes long; the limit is \(QueryLimits.wordBytes)")
  }
}
