/// Byte offsets into the UTF-8 of the query's text, counted from 0.
public typealias SourceRange = Range<Int>

/// What a query asks for.
///
/// A parsed tree is in normal form: an `all` holds two or more nodes and no `all`, an `any` two or more and no `any`; a
/// `not` holds no `not`, a field no field; each group, alternative, value and negated group holds something to find.
public indirect enum QueryNode: Sendable, Hashable {
  /// `heart`, `=heart`
  case word(Word)
  /// `"lymph node"`, `="lymph node"`
  case phrase(Phrase)
  /// `neuro*`, `E11.*`
  case prefix(Prefix)
  /// `E10-E14`, `E10..E14`
  case range(CodeRange)
  /// `system:hcpcs`, `chapter:(9 OR 10)`
  case field(Field)
  /// `-word`, `NOT (a OR b)`: what must not match. Only within `all`.
  case not(QueryNode)
  /// Nodes that must all match, in the order of the text. Words that stand side by side stay side by side here.
  case all([QueryNode])
  /// Nodes of which one must match.
  case any([QueryNode])

  /// From the first to the last byte of what the node was read from, without surrounding parentheses and signs.
  public var sourceRange: SourceRange {
    switch self {
    case .word(let word): word.sourceRange
    case .phrase(let phrase): phrase.sourceRange
    case .prefix(let prefix): prefix.sourceRange
    case .range(let range): range.sourceRange
    case .field(let field): field.sourceRange
    case .not(let node): node.sourceRange
    case .all(let nodes), .any(let nodes):
      (nodes.first?.sourceRange.lowerBound ?? 0)..<(nodes.last?.sourceRange.upperBound ?? 0)
    }
  }

  /// The same tree with every range set to `0..<0`, to compare trees read from different texts.
  public var withoutSourceRanges: QueryNode {
    switch self {
    case .word(let word): .word(word.withoutSourceRange)
    case .phrase(let phrase):
      .phrase(Phrase(phrase.words.map(\.withoutSourceRange), isExact: phrase.isExact))
    case .prefix(let prefix): .prefix(Prefix(prefix.text))
    case .range(let range): .range(CodeRange(range.lower, range.upper, isExplicit: range.isExplicit))
    case .field(let field): .field(Field(field.name, field.value.withoutSourceRanges))
    case .not(let node): .not(node.withoutSourceRanges)
    case .all(let nodes): .all(nodes.map(\.withoutSourceRanges))
    case .any(let nodes): .any(nodes.map(\.withoutSourceRanges))
    }
  }

  /// The nodes that hold no other nodes, in the order of the text; those of fields and negations too.
  public var leaves: [QueryNode] {
    switch self {
    case .word, .phrase, .prefix, .range: [self]
    case .field(let field): field.value.leaves
    case .not(let node): node.leaves
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.leaves)
    }
  }
}

/// A word as typed: capitals, hyphens, dots and apostrophes kept (`x-ray`, `E11.9`, `Crohn's`), edge punctuation not.
public struct Word: Sendable, Hashable {
  /// As typed.
  public var text: String
  /// Written `=text`: to be found as it stands, without stemming, spelling correction or expansion.
  public var isExact: Bool
  /// With the `=`.
  public var sourceRange: SourceRange

  /// A word; the parser gives only such as can be printed without quotes.
  public init(_ text: String, isExact: Bool = false, sourceRange: SourceRange = 0..<0) {
    self.text = text
    self.isExact = isExact
    self.sourceRange = sourceRange
  }

  var withoutSourceRange: Word { Word(text, isExact: isExact) }
}

/// Words between quotes, to be found side by side in this order. At least one word.
public struct Phrase: Sendable, Hashable {
  /// In the order of the text, each with its own range.
  public var words: [Word]
  /// Written `="…"`.
  public var isExact: Bool
  /// With the quotes.
  public var sourceRange: SourceRange

  /// A phrase of at least one word; the words are as exact as the phrase.
  public init(_ words: [Word], isExact: Bool = false, sourceRange: SourceRange = 0..<0) {
    self.words = words
    self.isExact = isExact
    self.sourceRange = sourceRange
  }

  /// The words with one blank between them.
  public var text: String { words.map(\.text).joined(separator: " ") }
}

/// The beginning of a word, written `neuro*`; of a code, also `E11.*` or `E11.-`.
public struct Prefix: Sendable, Hashable {
  /// What stands before the `*`; a code keeps the dot at its end (`E11.`).
  public var text: String
  /// With the sign.
  public var sourceRange: SourceRange

  /// A prefix, without its `*`.
  public init(_ text: String, sourceRange: SourceRange = 0..<0) {
    self.text = text
    self.sourceRange = sourceRange
  }

  /// Whether a code may begin so: ASCII letters, digits and dots, a digit among them. `E1`, `99`, `E11.`; not `neuro`.
  public var mayBeCode: Bool { CodeSpelling.begins(text) }
}

/// Two codes and all between them: `E10-E14`, `E10..E14`, `99202-99205`.
///
/// With a hyphen the text may mean something else (`L4-L5`, `24-28`, `99213-25`); only who knows the codes can tell,
/// and ``Query/text(at:)`` gives the words back. The order of the two codes is as typed.
public struct CodeRange: Sendable, Hashable {
  /// The code before the sign, in the capitals typed.
  public var lower: String
  /// The code after the sign, in the capitals typed.
  public var upper: String
  /// Written with two dots, which mean nothing but a range.
  public var isExplicit: Bool
  /// From the first code to the end of the second.
  public var sourceRange: SourceRange

  /// A range of codes as typed.
  public init(_ lower: String, _ upper: String, isExplicit: Bool = false, sourceRange: SourceRange = 0..<0) {
    self.lower = lower
    self.upper = upper
    self.isExplicit = isExplicit
    self.sourceRange = sourceRange
  }
}

/// A value to be found in one field: `system:hcpcs`, `title:"lymph node"`, `chapter:(9 OR 10)`.
public struct Field: Sendable, Hashable {
  /// In lower case.
  public var name: String
  /// A leaf or a group of leaves.
  public var value: QueryNode
  /// From the name to the end of the value.
  public var sourceRange: SourceRange

  /// A field, its name in lower case, with a value that holds no field.
  public init(_ name: String, _ value: QueryNode, sourceRange: SourceRange = 0..<0) {
    self.name = name
    self.value = value
    self.sourceRange = sourceRange
  }
}
