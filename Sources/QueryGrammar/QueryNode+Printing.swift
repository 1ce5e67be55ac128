extension QueryNode: CustomStringConvertible {
  /// The canonical form, with as few parentheses as possible: read again, it gives an equal tree but for the ranges.
  ///
  /// `NOT heart AND (attack OR "x  ray"` prints as `-heart (attack OR "x ray")`.
  public var description: String {
    switch self {
    case .word(let word): (word.isExact ? "=" : "") + word.text
    case .phrase(let phrase): (phrase.isExact ? "=\"" : "\"") + phrase.text + "\""
    case .prefix(let prefix): prefix.text + "*"
    case .range(let range): range.lower + (range.isExplicit ? ".." : "-") + range.upper
    case .field(let field): field.name + ":" + field.value.operand
    case .not(let node): "-" + node.operand
    case .all(let nodes): nodes.map { $0.isAlternatives ? $0.operand : $0.description }.joined(separator: " ")
    case .any(let nodes): nodes.map(\.description).joined(separator: " OR ")
    }
  }

  private var isAlternatives: Bool {
    if case .any = self { true } else { false }
  }

  /// The canonical form, in parentheses where it is more than one operand.
  private var operand: String {
    switch self {
    case .all, .any: "(" + description + ")"
    default: description
    }
  }
}

extension QueryNode: CustomDebugStringConvertible {
  /// The tree in prefix form, for explanations and tests: `(all heart (not (any "a b" (prefix neuro))))`.
  public var debugDescription: String {
    switch self {
    case .word, .phrase: description
    case .prefix(let prefix): "(" + (prefix.mayBeCode ? "code-prefix " : "prefix ") + prefix.text + ")"
    case .range(let range): "(range" + (range.isExplicit ? ".. " : " ") + range.lower + " " + range.upper + ")"
    case .field(let field): "(field " + field.name + " " + field.value.debugDescription + ")"
    case .not(let node): "(not " + node.debugDescription + ")"
    case .all(let nodes): "(all " + nodes.map(\.debugDescription).joined(separator: " ") + ")"
    case .any(let nodes): "(any " + nodes.map(\.debugDescription).joined(separator: " ") + ")"
    }
  }
}
