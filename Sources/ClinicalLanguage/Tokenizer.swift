/// Cuts text into words and hands each to the token filters. A value and no class: memory that only one caller can reach
/// needs no check at every letter that nobody else is at it.
struct Tokenizer {
  let lexicon: Lexicon
  /// The text as ``CharacterFolding`` gives it.
  private var folded: [UInt8] = []
  private var origin: [UInt32] = []
  private var word: [UInt8] = []

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// The tokens of `text`, appended to `tokens`.
  mutating func tokenize(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
    CharacterFolding.fold(text, into: &folded, origin: &origin)
    var state = TokenizerState(first: tokens.count)
    let count = folded.count
    var index = 0
    while index < count {
      let byte = folded[index]
      guard byte.isWord else {
        if !byte.isJoiner { state.joinsNext = false }
        index += 1
        continue
      }
      if let length = shorthand(at: index, state: &state, into: &tokens) {
        index += length
        continue
      }
      index = readWord(at: index, state: &state, into: &tokens)
    }
    resolvePending(&state, isLast: true, into: &tokens)
    if tokens.count == state.first, !state.smallWords.isEmpty {
      // Nothing but small words: they are all that was said (the abbreviations AS, OR, IT).
      for small in state.smallWords { append(small.word, small.start, small.end, isJoined: false, into: &tokens) }
    }
  }

  struct TokenizerState {
    /// How many tokens there were before this text.
    let first: Int
    /// True right after a word that a hyphen or slash connects to the next.
    var joinsNext = false
    /// The word before, folded, and where it begins; needed to tell the letter A from the article.
    var previous: [UInt8] = []
    var previousStart = 0
    /// A single letter whose meaning depends on what follows.
    var pending: (letter: UInt8, start: Int, end: Int)?
    /// Small words passed over, while there is no token yet.
    var smallWords: [(word: [UInt8], start: Int, end: Int)] = []
  }

  /// Reads one word from `start` on into `word`; possessives, `(s)`, inner parentheses and digit groups are resolved here.
  private mutating func readWord(at start: Int, state: inout TokenizerState, into tokens: inout [Token]) -> Int {
    let count = folded.count
    word.removeAll(keepingCapacity: true)
    var index = start
    scan: while index < count {
      let byte = folded[index]
      if byte.isWord {
        if byte.isLetter, let last = word.last, last.isDigit, unit(at: index) {
          break scan
        }
        // Letters together: only a letter behind a digit needs to be asked about.
        var end = index + 1
        while byte.isLetter, end < count, folded[end].isLetter { end += 1 }
        word.append(contentsOf: folded[index..<end])
        index = end
        continue
      }
      let next = index + 1 < count ? folded[index + 1] : 0
      switch byte {
      case UInt8(ascii: "'"):
        let after = index + 2 < count ? folded[index + 2] : 0
        if next == UInt8(ascii: "s"), !after.isWord {
          index += 2
          break scan
        }
        guard next.isWord else { break scan }
        index += 1
      case UInt8(ascii: "("):
        guard let skip = innerParenthesis(at: index) else { break scan }
        for inner in index + 1..<skip.end - 1 where skip.joins { word.append(folded[inner]) }
        index = skip.end
      case UInt8(ascii: "."):
        let isDecimal = next.isDigit && (word.last?.isDigit ?? false)
        let isInitial = next.isLetter && word.count == 1 && (word.first?.isLetter ?? false)
        let continuesInitials = next.isLetter && index >= 2 && folded[index - 2] == byte
        if isDecimal {
          word.append(byte)
        } else if !(isInitial || continuesInitials) || (index + 2 < count && folded[index + 2].isLetter) {
          break scan
        }
        index += 1
      case UInt8(ascii: ","):
        guard isThousands(at: index) else { break scan }
        index += 1
      default: break scan
      }
    }
    finishWord(start, index, state: &state, into: &tokens)
    return max(index, start + 1)
  }

  private mutating func finishWord(_ start: Int, _ end: Int, state: inout TokenizerState, into tokens: inout [Token]) {
    let isJoined = state.joinsNext
    let next = end < folded.count ? folded[end] : 0
    let after = end + 1 < folded.count ? folded[end + 1] : 0
    state.joinsNext = next.isJoiner && after.isWord
    resolvePending(&state, isLast: false, into: &tokens)
    var isName = false
    if word.count == 1, let letter = word.first, letter.isAmbiguousLetter {
      isName = SmallWords.beforeLetter.contains(String(decoding: state.previous, as: UTF8.self))
      if isName {
        word = letter.asNumeral
      } else if !isJoined, !state.joinsNext {
        state.pending = (letter, start, end)
        return
      }
    }
    append(start, end, keepsSmall: isName, state: &state, into: &tokens)
    if isJoined, !state.previous.isEmpty {
      appendJoined(state.previous, state.previousStart, end, keepsSmall: isName, into: &tokens)
    }
    swap(&state.previous, &word)
    state.previousStart = start
  }

  /// Decides on a held-back `a`, `i`, `v` or `x` that no word before it makes a name: an `a` is the letter at the end of a
  /// text, else the article; the others are plain letters.
  private mutating func resolvePending(_ state: inout TokenizerState, isLast: Bool, into tokens: inout [Token]) {
    guard let pending = state.pending else { return }
    state.pending = nil
    guard pending.letter != UInt8(ascii: "a") || isLast && tokens.count > state.first else { return }
    state.previous = [pending.letter]
    state.previousStart = pending.start
    append(state.previous, pending.start, pending.end, isJoined: false, into: &tokens)
  }

  private func append(
    _ start: Int, _ end: Int, keepsSmall: Bool, state: inout TokenizerState, into tokens: inout [Token]
  ) {
    if !keepsSmall, word.isSmall {
      if tokens.count == state.first { state.smallWords.append((word, start, end)) }
      return
    }
    append(word, start, end, isJoined: false, into: &tokens)
  }

  private func append(_ word: [UInt8], _ start: Int, _ end: Int, isJoined: Bool, into tokens: inout [Token]) {
    let interned = word.bounded.withUnsafeBufferPointer { lexicon.intern($0) }
    tokens.append(
      Token(
        word: interned.word, term: interned.term, isJoined: isJoined, start: origin[start], end: endOffset(of: end)))
  }

  /// Where a word that ends before folded byte `end` ends in the text: behind the whole letter, even if that one folds to
  /// several words as `½` does.
  private func endOffset(of end: Int) -> UInt32 {
    var index = end
    while index > 0, index + 1 < origin.count, origin[index] == origin[index - 1] { index += 1 }
    return origin[index]
  }

  /// Numbers and numerals are not joined (`1/2`, `stage I-II`), nor are two small words (`and/or`).
  private func appendJoined(
    _ previous: [UInt8], _ start: Int, _ end: Int, keepsSmall: Bool, into tokens: inout [Token]
  ) {
    let isNumeric = previous.allSatisfy(\.isNumeral) && word.allSatisfy(\.isNumeral)
    guard !isNumeric, previous.count + word.count <= 40, keepsSmall || !(previous.isSmall && word.isSmall) else {
      return
    }
    append(previous + word, start, end, isJoined: true, into: &tokens)
  }

  // MARK: Patterns inside a word

  /// `limb(s)`, `node(es)` lose the ending; `cr(e)st` is one word. The end lies behind the closing parenthesis.
  private func innerParenthesis(at index: Int) -> (end: Int, joins: Bool)? {
    guard let last = word.last, last.isLetter else { return nil }
    var close = index + 1
    while close < folded.count, close - index <= 4, folded[close].isLetter { close += 1 }
    guard close > index + 1, close < folded.count, folded[close] == UInt8(ascii: ")") else { return nil }
    let inside = folded[index + 1..<close]
    let follows = close + 1 < folded.count && folded[close + 1].isLetter
    if follows { return (close + 1, true) }
    let isEnding = inside.elementsEqual("s".utf8) || inside.elementsEqual("es".utf8)
    return isEnding ? (close + 1, false) : nil
  }

  private func isThousands(at comma: Int) -> Bool {
    guard word.allSatisfy(\.isDigit), comma + 3 < folded.count else { return false }
    guard folded[comma + 1].isDigit, folded[comma + 2].isDigit, folded[comma + 3].isDigit else { return false }
    return comma + 4 >= folded.count || !folded[comma + 4].isDigit
  }

  /// True where a unit of measure follows a number without a blank: `10mg`.
  private func unit(at index: Int) -> Bool {
    guard word.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) else { return false }
    var end = index
    while end < folded.count, folded[end].isWord { end += 1 }
    guard end - index <= 4 else { return false }
    return Tokenizer.units.contains(String(decoding: folded[index..<end], as: UTF8.self))
  }

  private static let units: Set<String> = [
    "mg", "ml", "mcg", "cm", "mm", "kg", "g", "gm", "cc", "iu", "meq", "mci", "sq", "hr", "min",
  ]

  /// The length of a shorthand that stands at `index`, after emitting what it is read as.
  private mutating func shorthand(at index: Int, state: inout TokenizerState, into tokens: inout [Token]) -> Int? {
    guard index + 1 < folded.count else { return nil }
    var slash = index + 1
    while slash < folded.count, slash - index <= 2, folded[slash].isWord { slash += 1 }
    guard slash < folded.count, folded[slash] == UInt8(ascii: "/"), index == 0 || !folded[index - 1].isWordOrSlash
    else {
      return nil
    }
    var end = slash + 1
    while end < folded.count, end - index < Shorthand.longest, folded[end].isWordOrSlash { end += 1 }
    if end < folded.count, folded[end].isWordOrSlash { end = index }
    var readings = Shorthand.readings[String(decoding: folded[index..<end], as: UTF8.self)]
    if readings == nil, slash == index + 1, folded[index] == UInt8(ascii: "w") {
      // `w/contrast`: what follows the slash is an ordinary word.
      (readings, end) = ([], slash + 1)
    }
    guard let readings else { return nil }
    resolvePending(&state, isLast: false, into: &tokens)
    for reading in readings { append(Array(reading.utf8), index, end, isJoined: false, into: &tokens) }
    state.previous = readings.last.map { Array($0.utf8) } ?? []
    state.previousStart = index
    state.joinsNext = false
    return end - index
  }
}

extension [UInt8] {
  /// True for a word that carries no meaning of its own.
  fileprivate var isSmall: Bool { SmallWords.contains(self) }

  /// At most 200 bytes, cut between two letters.
  fileprivate var bounded: [UInt8] {
    guard count > 200 else { return self }
    var end = 200
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(self[..<end])
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 48 < 10 }
  var isLetter: Bool { self &- 97 < 26 || self >= 0x80 }
  var isWord: Bool { isDigit || isLetter }
  var isWordOrSlash: Bool { isWord || self == UInt8(ascii: "/") }
  /// Connects two words into one: `x-ray`, `and/or`.
  var isJoiner: Bool { self == UInt8(ascii: "-") || self == UInt8(ascii: "/") }
  /// A single letter that is an article, a numeral or a name, depending on the words around it.
  var isAmbiguousLetter: Bool {
    self == UInt8(ascii: "a") || self == UInt8(ascii: "i") || self == UInt8(ascii: "v") || self == UInt8(ascii: "x")
  }
  /// May stand in a number or a Roman numeral.
  var isNumeral: Bool { isDigit || isAmbiguousLetter && self != UInt8(ascii: "a") }
  /// The word for an ambiguous letter after a word like *type*: `i` is 1, `v` is 5, `x` is 10, and `a` is itself.
  var asNumeral: [UInt8] {
    switch self {
    case UInt8(ascii: "i"): [UInt8(ascii: "1")]
    case UInt8(ascii: "v"): [UInt8(ascii: "5")]
    case UInt8(ascii: "x"): Array("10".utf8)
    default: [self]
    }
  }
}
