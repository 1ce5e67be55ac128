/// A piece of query text that the parser takes as one.
struct Token {
  enum Kind {
    case leaf(QueryNode)
    /// A field's name and colon; the value is the next token.
    case field(String)
    case open, close
    case and, or, not
    /// A `-` before an operand; the same as `not`, but never a word.
    case minus
  }

  var kind: Kind
  let range: SourceRange

  /// Whether an operand begins here.
  var beginsOperand: Bool {
    switch kind {
    case .leaf, .field, .open, .not, .minus: true
    case .close, .and, .or: false
    }
  }

  /// Whether an operand may end here.
  var endsOperand: Bool {
    switch kind {
    case .leaf, .close: true
    default: false
    }
  }

  var isJoin: Bool {
    switch kind {
    case .and, .or: true
    default: false
    }
  }
}
