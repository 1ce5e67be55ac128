/// Builds the tree from the tokens. The lexer has bounded the nesting, and `query` bounds the negations
/// before anything recurses.
struct Parser {
  private var tokens: [Token]
  private let end: Int
  private(set) var notices: NoticeLog
  private var index = 0

  init(_ tokens: [Token], end: Int, notices: NoticeLog) {
    self.tokens = tokens
    self.end = end
    self.notices = notices
  }

  mutating func query() throws(QueryError) -> QueryNode {
    resolveOperators()
    try checkLimits()
    guard let root = try alternatives(isTop: true) else {
      throw QueryError(.empty, 0..<end, "there is nothing to look for", hint: "type a word or a code")
    }
    try requirePositive(root, whole: 0..<end)
    return root
  }

  // MARK: Operators and limits

  /// Turns operators that join nothing into words, and drops those that follow another operator.
  private mutating func resolveOperators() {
    // From the right: whether an operator has an operand after it.
    var hasOperandAfter = false
    for position in tokens.indices.reversed() {
      let token = tokens[position]
      switch token.kind {
      case .and, .or:
        if !hasOperandAfter { makeWord(position) }
      case .not:
        if !(position + 1 < tokens.count && tokens[position + 1].beginsOperand) { makeWord(position) }
        hasOperandAfter = true
      default: hasOperandAfter = token.beginsOperand
      }
      if case .leaf = tokens[position].kind { hasOperandAfter = true }
    }
    // From the left: whether it has one before it.
    var kept: [Token] = []
    for position in tokens.indices {
      if tokens[position].isJoin {
        if let last = kept.last, last.isJoin {
          let range = tokens[position].range
          notices.add(.doubledOperator, range, "the operator at byte \(range.lowerBound) follows another; ignored")
          continue
        }
        if kept.last?.endsOperand != true { makeWord(position) }
      }
      kept.append(tokens[position])
    }
    tokens = kept
  }

  private mutating func makeWord(_ position: Int) {
    let text =
      switch tokens[position].kind {
      case .and: "and"
      case .or: "or"
      default: "not"
      }
    let range = tokens[position].range
    tokens[position].kind = .leaf(.word(Word(text, sourceRange: range)))
    notices.add(
      .operatorAsWord, range, "\(text.uppercased()) at byte \(range.lowerBound) joins nothing; read as a word")
  }

  private func checkLimits() throws(QueryError) {
    var words = 0
    var prefixes = 0
    var negations = 0
    for token in tokens {
      switch token.kind {
      case .leaf(.phrase(let phrase)): words += phrase.words.count
      case .leaf(.prefix):
        words += 1
        prefixes += 1
      case .leaf: words += 1
      case .not, .minus: negations += 1
      case .field, .open, .close, .and, .or: break
      }
      if words > QueryLimits.words {
        throw QueryError(
          .tooManyWords, token.range.lowerBound..<end, "the query has more than \(QueryLimits.words) words",
          hint: "search for the few words that matter")
      }
      if prefixes > QueryLimits.prefixes {
        throw QueryError(
          .tooManyPrefixes, token.range, "the query has more than \(QueryLimits.prefixes) words with a * at the end")
      }
      if negations > QueryLimits.negations {
        throw QueryError(
          .tooManyNegations, token.range, "the query has more than \(QueryLimits.negations) negations",
          hint: "put them in one: -(a OR b)")
      }
    }
  }

  // MARK: Grammar

  /// alternatives = conjunction { OR conjunction }
  private mutating func alternatives(isTop: Bool) throws(QueryError) -> QueryNode? {
    var nodes: [QueryNode] = []
    var hasOr = false
    if let node = try conjunction() { nodes.append(node) }
    while index < tokens.count {
      if case .or = tokens[index].kind {
        hasOr = true
        index += 1
        if let node = try conjunction() { nodes.append(node) }
      } else if isTop {
        // Only a closing parenthesis stops a conjunction elsewhere. Here it closes nothing, and what follows continues
        // what stands before.
        try skipUnopened(hasOr: hasOr)
        if let node = try conjunction() { nodes = Self.conjunction(nodes + [node]).map { [$0] } ?? [] }
      } else {
        break
      }
    }
    return Self.group(
      nodes.flatMap { node in
        if case .any(let inner) = node { inner } else { [node] }
      }, as: QueryNode.any)
  }

  private mutating func skipUnopened(hasOr: Bool) throws(QueryError) {
    let range = tokens[index].range
    let message = "the parenthesis at byte \(range.lowerBound) closes nothing"
    if hasOr {
      throw QueryError(.ambiguousNesting, range, message, hint: "say with a ( where it begins, or leave it out")
    }
    notices.add(.unopenedParenthesis, range, message + "; ignored")
    index += 1
  }

  /// conjunction = operand { [AND] operand }
  private mutating func conjunction() throws(QueryError) -> QueryNode? {
    var nodes: [QueryNode] = []
    while index < tokens.count {
      if case .and = tokens[index].kind {
        index += 1
      } else if tokens[index].beginsOperand {
        if let node = try operand() { nodes.append(node) }
      } else {
        break
      }
    }
    return Self.conjunction(nodes)
  }

  /// operand = ( "-" | NOT ) operand | field ":" value | "(" alternatives ")" | leaf. Nil for empty parentheses.
  private mutating func operand(isNegated: Bool = false) throws(QueryError) -> QueryNode? {
    guard index < tokens.count, tokens[index].beginsOperand else { return nil }
    let token = tokens[index]
    index += 1
    switch token.kind {
    case .leaf(let node): return node
    case .not, .minus:
      guard let node = try operand(isNegated: true) else { return nil }
      guard case .not(let inner) = node else { return .not(node) }
      notices.add(.doubleNegation, token.range, "the negation at byte \(token.range.lowerBound) undoes another")
      return inner
    case .field(let name): return try field(name, token.range)
    case .open:
      return try parenthesised(token.range, isAmbiguousOpen: isNegated)
    case .close, .and, .or: return nil
    }
  }

  private mutating func field(_ name: String, _ range: SourceRange) throws(QueryError) -> QueryNode {
    let first = index
    let value: QueryNode?
    if first < tokens.count, case .open = tokens[first].kind {
      index += 1
      value = try parenthesised(tokens[first].range, isAmbiguousOpen: true, isValue: true)
    } else {
      value = try operand()
    }
    let last = tokens[max(first, index - 1)...].first?.range ?? range
    let whole = range.lowerBound..<last.upperBound
    guard let value else { throw QueryError(.missingValue, whole, "the field has no value") }
    return .field(Field(name, value, sourceRange: whole))
  }

  private mutating func parenthesised(
    _ open: SourceRange, isAmbiguousOpen: Bool, isValue: Bool = false
  ) throws(QueryError) -> QueryNode? {
    let first = index
    let node = try alternatives(isTop: false)
    if index < tokens.count {
      let close = tokens[index].range
      index += 1
      if node == nil, !isValue {
        notices.add(
          .emptyParentheses, open.lowerBound..<close.upperBound,
          "the parentheses at byte \(open.lowerBound) hold nothing; ignored")
      }
      return node
    }
    let message = "the parenthesis at byte \(open.lowerBound) is never closed"
    let hasOr = tokens[first...].contains { if case .or = $0.kind { true } else { false } }
    if node != nil, isAmbiguousOpen || hasOr {
      throw QueryError(.ambiguousNesting, open, message, hint: "say with a ) where it ends")
    }
    notices.add(.unclosedParenthesis, open, message + "; read to the end")
    return node
  }

  // MARK: Normal form

  private static func conjunction(_ nodes: [QueryNode]) -> QueryNode? {
    group(
      nodes.flatMap { node in
        if case .all(let inner) = node { inner } else { [node] }
      }, as: QueryNode.all)
  }

  private static func group(_ nodes: [QueryNode], as make: ([QueryNode]) -> QueryNode) -> QueryNode? {
    nodes.count > 1 ? make(nodes) : nodes.first
  }

  /// Each group must hold something to find, not only things to leave out.
  private func requirePositive(_ node: QueryNode, whole: SourceRange) throws(QueryError) {
    if Self.isNegative(node) {
      throw QueryError(.onlyNegative, whole, "this says only what to leave out", hint: "say also what to find")
    }
    let parts: [QueryNode]
    switch node {
    case .word, .phrase, .prefix, .range: return
    case .field(let field): parts = [field.value]
    case .any(let nodes): parts = nodes
    case .all(let nodes): parts = nodes.map { if case .not(let inner) = $0 { inner } else { $0 } }
    case .not(let inner): parts = [inner]
    }
    for part in parts { try requirePositive(part, whole: part.sourceRange) }
  }

  private static func isNegative(_ node: QueryNode) -> Bool {
    switch node {
    case .not: true
    case .all(let nodes): nodes.allSatisfy(isNegative)
    default: false
    }
  }
}
