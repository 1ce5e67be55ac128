/// Cuts a long text into pieces that can be searched by themselves: at its headings and between its paragraphs.
struct PassageCut {
  struct Piece: Hashable {
    /// The heading that the piece stands under; empty where there is none.
    var heading: String
    /// Lines, one paragraph or list item each.
    var text: String
  }

  /// A text of up to this many words stays whole.
  static let mostWords = 400
  /// A heading begins a new piece only where the one before has as many words as this.
  static let fewestWords = 150
  /// What is left at the end is a piece of its own from here on.
  static let fewestLeft = 60

  /// The pieces of `blocks` in order. Together they hold every word, and none twice.
  static func pieces(of blocks: [TextBlock]) -> [Piece] {
    var cut = PassageCut()
    let sentences = blocks.flatMap { $0.wordCount > mostWords ? Sentences.blocks(of: $0) : [$0] }
    cut.isShort = sentences.reduce(0) { $0 + $1.wordCount } <= mostWords
    for block in sentences { cut.add(block) }
    cut.flush(isLast: true)
    cut.joinRest()
    return cut.groups.map { group in
      Piece(heading: group.heading, text: group.blocks.map(\.text).joined(separator: "\n"))
    }
  }

  private struct Group {
    var heading: String
    var blocks: [TextBlock] = []
    var words: Int { blocks.reduce(0) { $0 + $1.wordCount } }
  }

  private var groups: [Group] = []
  private var current = Group(heading: "")
  private var heading = ""
  private var isShort = false

  private mutating func add(_ block: TextBlock) {
    if !isShort, !current.blocks.isEmpty {
      let words = current.words
      // Two headings in a row stay together: the second belongs to the first.
      let opens = block.isHeading && words >= PassageCut.fewestWords && current.blocks.last?.isHeading == false
      if opens || words + block.wordCount > PassageCut.mostWords { flush() }
    }
    if block.isHeading { heading = block.text }
    if current.blocks.allSatisfy(\.isHeading) { current.heading = heading }
    current.blocks.append(block)
  }

  private mutating func flush(isLast: Bool = false) {
    // A heading is nothing without what follows it.
    var rest: [TextBlock] = []
    while !isLast, current.blocks.count > 1, let last = current.blocks.last, last.isHeading {
      rest.insert(last, at: 0)
      current.blocks.removeLast()
    }
    if !current.blocks.isEmpty { groups.append(current) }
    current = Group(heading: heading, blocks: rest)
  }

  private mutating func joinRest() {
    guard groups.count > 1, let last = groups.last, last.words < PassageCut.fewestLeft else { return }
    groups.removeLast()
    groups[groups.count - 1].blocks += last.blocks
  }
}
