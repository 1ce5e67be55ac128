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
    case .all(let nodes): QueryNode.joined(nodes.map { $0.isAlternatives ? $0.operand : $0.description }, " ")
    case .any(let nodes): QueryNode.joined(nodes.map(\.description), " OR ")
    }
  }

  /// Not the library's `joined`, which is generic code that a program has to make ready when it runs: every search prints its
  /// query, and a short one takes longer for that than for the words.
  private static func joined(_ texts: [String], _ separator: String) -> String {
    texts.dropFirst().reduce(texts.first ?? "") { $0 + separator + $1 }
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
    case .all(let nodes): "(all " + QueryNode.joined(nodes.map(\.debugDescription), " ") + ")"
    case .any(let nodes): "(any " + QueryNode.joined(nodes.map(\.debugDescription), " ") + ")"
    }
  }
}
