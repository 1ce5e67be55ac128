extension Lexer {
  /// Reads a word, operator, prefix, range or field name; or only punctuation, which is ignored.
  mutating func readWord(from first: Int, isExact: Bool) throws(QueryError) {
    var start = isExact ? first + 1 : first
    while let scalar = scalar(at: start), ScalarKind.isEdgePunctuation(scalar), !isDecimalPoint(start) { start += 1 }
    if !isExact { ignore(first..<start) }
    let end = wordEnd(from: start)
    if !isExact, try readFieldName(in: start..<end) { return }
    guard source.scalars[start..<end].contains(where: ScalarKind.hasSubstance) else {
      ignore(start..<end)
      index = end
      isAtStart = false
      return
    }
    var core = start..<end
    while ScalarKind.isEdgePunctuation(source.scalars[core.upperBound - 1]) {
      core = start..<(core.upperBound - 1)
    }
    let whole = first..<end
    if try readPrefix(core, tail: core.upperBound..<end, whole: whole, isExact: isExact) { return }
    ignore(core.upperBound..<end)
    let text = source.text(core)
    if !isExact {
      if let join = Self.operation(text), core == whole, openField == nil, !isAllCapitals { return append(join, whole) }
      if let range = CodeSpelling.range(text) {
        let node = CodeRange(
          range.lower, range.upper, isExplicit: range.isExplicit, sourceRange: source.bytes(core))
        return append(.leaf(.range(node)), core, through: end)
      }
    }
    try requireWordLength(core)
    if let star = core.first(where: { source.scalars[$0] == "*" }) {
      let range = source.bytes(star..<(star + 1))
      notices.add(.wildcardInside, range, "a * counts only at the end of a word outside of quotes")
    }
    let covered = (isExact ? first : start)..<core.upperBound
    // An operator that is read as a word is written in lower case, so that it stays one when the tree is printed.
    let spelling = !isExact && Self.operation(text) != nil ? text.lowercased() : text
    append(.leaf(.word(Word(spelling, isExact: isExact, sourceRange: source.bytes(covered)))), covered, through: end)
  }

  private static func operation(_ text: String) -> Token.Kind? {
    switch text {
    case "AND": .and
    case "OR": .or
    case "NOT": .not
    default: nil
    }
  }

  private mutating func append(_ kind: Token.Kind, _ range: Range<Int>, through end: Int) {
    append(kind, range)
    index = end
  }

  /// Where a word that begins here ends. `finding(s)` is one word; `NOT(a)` and `title:(a)` are not.
  private func wordEnd(from start: Int) -> Int {
    var end = start
    while let scalar = scalar(at: end) {
      if ScalarKind.isOpening(scalar), end > start, let close = endOfPluralMark(end) {
        if end - start <= 3, Self.operation(source.text(start..<end)) != nil { return end }
        end = close
      } else if ScalarKind.endsWord(scalar) {
        return end
      } else {
        end += 1
      }
    }
    return end
  }

  /// The end of `(s)`, `(es)` or the like right after a letter or digit: up to eight letters and digits.
  private func endOfPluralMark(_ open: Int) -> Int? {
    guard ScalarKind.hasSubstance(source.scalars[open - 1]) else { return nil }
    var position = open + 1
    while position - open <= 8, let scalar = scalar(at: position), ScalarKind.hasSubstance(scalar) { position += 1 }
    guard position > open + 1, let scalar = scalar(at: position), ScalarKind.isClosing(scalar) else { return nil }
    return position + 1
  }

  /// Reads `neuro*`, `E11.*` and `E11.-`; false where the word is no prefix.
  private mutating func readPrefix(
    _ core: Range<Int>, tail: Range<Int>, whole: Range<Int>, isExact: Bool
  ) throws(QueryError) -> Bool {
    let hasStar = source.scalars[tail].contains("*")
    let text = source.text(core)
    let isCode = CodeSpelling.begins(text)
    let hasDot = source.scalars[tail].first == "."
    // Official texts write E11.- and S72.0- for what is below; 2.5- is a number.
    let isSubtree =
      isCode && !isExact && source.scalars[tail].last == "-" && tail.count == (hasDot ? 2 : 1)
      && (hasDot || (text.contains(".") && ScalarKind.isASCIILetter(source.scalars[core.lowerBound])))
    guard hasStar || isSubtree else { return false }
    if isExact { ignore(whole.lowerBound..<core.lowerBound) }
    let kept = isCode && hasDot ? core.lowerBound..<(core.upperBound + 1) : core
    let sign = tail.first { source.scalars[$0] == (isSubtree ? "-" : "*") } ?? kept.upperBound
    ignore(kept.upperBound..<sign)
    ignore((sign + 1)..<tail.upperBound)
    try requireWordLength(kept)
    let covered = core.lowerBound..<(sign + 1)
    let prefix = Prefix(source.text(kept), sourceRange: source.bytes(covered))
    if !isCode, text.count < QueryLimits.prefixCharacters {
      throw QueryError(
        .prefixTooShort, prefix.sourceRange,
        "a word needs at least \(QueryLimits.prefixCharacters) characters before the *",
        hint: "the beginning of a code needs a digit: E1*")
    }
    append(.leaf(.prefix(prefix)), covered, through: tail.upperBound)
    return true
  }

  /// Reads `name:` where a value follows at once; false where the colon is part of a word.
  private mutating func readFieldName(in word: Range<Int>) throws(QueryError) -> Bool {
    guard let colon = word.first(where: { source.scalars[$0] == ":" }), colon > word.lowerBound else { return false }
    let spelling = source.text(word.lowerBound..<colon)
    let name = spelling.lowercased()
    let range = source.bytes(word.lowerBound..<(colon + 1))
    let next = scalar(at: colon + 1)
    guard let next, !ScalarKind.isBlank(next), !ScalarKind.isClosing(next) else {
      if !isInValue, fields.isField(name) {
        try noteMissingValue(name, range, isBlankNext: ScalarKind.isBlank(next ?? "\0"))
      }
      return false
    }
    if next == "/", scalar(at: colon + 2) == "/" { return false }
    let isKnown = fields.isField(name)
    if isInValue {
      guard isKnown else { return false }
      throw QueryError(.nestedField, range, "a field cannot stand in the value of another field")
    }
    guard isKnown || Self.isPlainIdentifier(spelling) else { return false }
    try requireWordLength(word.lowerBound..<colon)
    guard isKnown else {
      throw .unknownField(name, source.bytes(word.lowerBound..<colon), fields: fields)
    }
    append(.field(name), word.lowerBound..<(colon + 1))
    isAtStart = true
    openField = range
    return true
  }

  /// A known name before a colon with nothing after it: before a blank a word, else an error.
  private mutating func noteMissingValue(
    _ name: String, _ range: SourceRange, isBlankNext: Bool
  ) throws(QueryError) {
    guard isBlankNext else {
      openField = range
      return try requireValue()
    }
    let advice = "to search the field, write the value right after the colon"
    notices.add(.fieldBeforeBlank, range, "“\(name)” was read as a word; \(advice)")
  }

  /// ASCII letters and underscores, beginning with a letter.
  private static func isPlainIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, ScalarKind.isASCIILetter(first) else { return false }
    return text.unicodeScalars.allSatisfy { ScalarKind.isASCIILetter($0) || $0 == "_" }
  }
}
