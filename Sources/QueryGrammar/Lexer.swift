/// Cuts a query into tokens, from left to right, looking at each scalar a bounded number of times.
struct Lexer {
  let source: SourceText
  let fields: QueryFields
  var notices: NoticeLog
  var tokens: [Token] = []
  /// The next scalar to read.
  var index = 0
  /// Whether a sign that stands here begins an operand: after a blank, an opening parenthesis, a sign or a field's colon.
  var isAtStart = true
  /// The name of a field whose value must follow at once.
  var openField: SourceRange?
  /// The open parentheses: true for those that hold a field's values.
  var groups: [Bool] = []
  /// Whether the text is in capitals throughout, so that they do not tell operators from words.
  let isAllCapitals: Bool

  init(_ source: SourceText, fields: QueryFields) {
    self.source = source
    self.fields = fields
    notices = source.notices
    isAllCapitals = Lexer.isAllCapitals(source.scalars)
  }

  /// True without a lower-case letter, where a word is longer than abbreviations are: `HTN OR GERD` may well be meant as
  /// it stands, `FETUS OR NEWBORN` is a text.
  private static func isAllCapitals(_ scalars: [Unicode.Scalar]) -> Bool {
    var run = 0
    var longest = 0
    for scalar in scalars {
      // Asking for the properties of a letter takes a while, and nearly all are ASCII.
      let isASCII = scalar.isASCII
      if isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase { return false }
      run = (isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase) ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest > 6
  }

  var isInValue: Bool { openField != nil || groups.contains(true) }

  func scalar(at index: Int) -> Unicode.Scalar? { index < source.count ? source.scalars[index] : nil }

  /// The whole text as tokens.
  mutating func readTokens() throws(QueryError) -> [Token] {
    while let scalar = scalar(at: index) {
      if ScalarKind.isBlank(scalar) {
        try requireValue()
        index += 1
        isAtStart = true
      } else if ScalarKind.isQuote(scalar) {
        try readPhrase(from: index, isExact: false)
      } else if ScalarKind.isOpening(scalar) {
        try readOpening()
      } else if ScalarKind.isClosing(scalar) {
        try requireValue()
        _ = groups.popLast()
        append(.close, index..<(index + 1))
      } else if scalar == "-", isAtStart, isOperandStart(index + 1) {
        try readMinus()
      } else if scalar == "=", isAtStart, isExactStart(index + 1) {
        try readExact()
      } else {
        try readWord(from: index, isExact: false)
      }
    }
    try requireValue()
    return tokens
  }

  /// Appends a token that ends at the next scalar to read.
  mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, range: source.bytes(range)))
    index = range.upperBound
    isAtStart = false
    openField = nil
  }

  mutating func ignore(_ range: Range<Int>) {
    for position in range { notices.addPunctuation(source.scalars[position], source.bytes(position..<(position + 1))) }
  }

  func requireValue() throws(QueryError) {
    guard let openField else { return }
    throw QueryError(
      .missingValue, openField, "the field has no value",
      hint: "write the value right after the colon, without a blank")
  }

  /// Whether a `-` before this scalar negates.
  private func isOperandStart(_ index: Int) -> Bool {
    guard let scalar = scalar(at: index) else { return false }
    if scalar == "=" { return isExactStart(index + 1) }
    return ScalarKind.isQuote(scalar) || ScalarKind.isOpening(scalar) || isWordStart(index)
  }

  private func isExactStart(_ index: Int) -> Bool {
    scalar(at: index).map(ScalarKind.isQuote) == true || isWordStart(index)
  }

  private func isWordStart(_ index: Int) -> Bool {
    guard let scalar = scalar(at: index), !ScalarKind.endsWord(scalar) else { return false }
    return !ScalarKind.isEdgePunctuation(scalar) || isDecimalPoint(index)
  }

  /// Whether a dot begins a number, as in `.5 mg`.
  func isDecimalPoint(_ index: Int) -> Bool {
    scalar(at: index) == "." && scalar(at: index + 1).map(ScalarKind.isDigit) == true
  }

  private mutating func readOpening() throws(QueryError) {
    groups.append(openField != nil)
    let range = index..<(index + 1)
    guard groups.count <= QueryLimits.nesting else {
      throw QueryError(
        .tooDeep, source.bytes(range),
        "parentheses are nested \(groups.count) deep; the limit is \(QueryLimits.nesting)")
    }
    append(.open, range)
    isAtStart = true
  }

  private mutating func readMinus() throws(QueryError) {
    if let openField {
      throw QueryError(
        .onlyNegative, openField.lowerBound..<source.offsets[index + 1], "a field's value cannot be negated",
        hint: "put the - before the field's name")
    }
    append(.minus, index..<(index + 1))
    isAtStart = true
  }

  private mutating func readExact() throws(QueryError) {
    if scalar(at: index + 1).map(ScalarKind.isQuote) == true {
      try readPhrase(from: index, isExact: true)
    } else {
      try readWord(from: index, isExact: true)
    }
  }
}
