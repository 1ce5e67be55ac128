internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// A piece of a built part: the documents of some targets that follow each other. What it holds depends on nothing but
/// these, so that a part built again takes over the pieces in which nothing changed.
struct PartPiece: Hashable {
  /// The folder of the piece. Its name tells its place in the part, how many documents it has, and from what it was made.
  var path: String
  var documents: Int
  var digest: String

  /// The tables of its inverted index.
  var indexPath: String { path + "/index" }
  /// What ``PieceAnalysis`` encodes.
  var analysisPath: String { path + "/analysis" }

  /// The place for a piece of a part.
  init(number: Int, documents: Int, digest: String, in folder: String) {
    let digits = String(number)
    // By name they are in order.
    let place = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    path = "\(folder)/\(place)-\(documents)-\(digest)"
    self.documents = documents
    self.digest = digest
  }

  /// Nil where the folder is no piece.
  private init?(path: String) {
    let words = path.fileName.split(separator: "-")
    guard words.count == 3, let documents = Int(words[1]) else { return nil }
    self.path = path
    self.documents = documents
    digest = String(words[2])
  }

  /// The pieces in a folder, in order.
  static func all(in folder: String, _ files: any FileSystem) throws(StoreError) -> [PartPiece] {
    try files.list(folder).map(\.name).sorted().compactMap { PartPiece(path: folder + "/" + $0) }
  }

  /// Pieces in their order, in groups of about as many documents; fewer groups where there are fewer pieces.
  static func groups(_ pieces: [PartPiece], count wanted: Int) -> [[PartPiece]] {
    let filled = pieces.filter { $0.documents > 0 }
    let pieces = filled.isEmpty ? Array(pieces.prefix(1)) : filled
    let count = min(wanted, pieces.count)
    let total = pieces.reduce(0) { $0 + $1.documents }
    var groups: [[PartPiece]] = [[]]
    var seen = 0
    for (index, piece) in pieces.enumerated() {
      let missing = count - groups.count
      let isBehindShare = (seen + piece.documents / 2) * count >= total * groups.count
      if !groups[groups.count - 1].isEmpty, missing > 0, isBehindShare || pieces.count - index <= missing {
        groups.append([])
      }
      groups[groups.count - 1].append(piece)
      seen += piece.documents
    }
    return groups
  }

  // MARK: Cutting

  private static let leastDocuments = 6_000
  /// Merging keeps a file open for each piece, and systems allow a thousand or so.
  private static let mostPieces = 64
  /// On average one target in so many may begin a piece.
  private static let spacing: UInt64 = 256

  /// Cuts a part into ranges of targets. Where they may be cut, targets tell by their names, so that a wording more or less
  /// moves no later cut.
  static func ranges(_ drafts: [Draft], order: [Int]) -> [Range<Int>] {
    let total = order.reduce(0) { $0 + drafts[$1].wordings.count }
    // Doubled, so that a part that grows is hardly ever cut anew.
    var least = leastDocuments
    while total > least * mostPieces { least *= 2 }
    var ranges: [Range<Int>] = []
    var start = 0
    var documents = 0
    for (rank, index) in order.enumerated() {
      let own = drafts[index].wordings.count
      let mayCut = documents >= least && hash(drafts[index].target.identifier) % spacing == 0
      if documents > 0, mayCut || documents + own > least * 4 {
        ranges.append(start..<rank)
        start = rank
        documents = 0
      }
      documents += own
    }
    return ranges + [start..<order.count]
  }

  /// FNV-1a; must be the same in every process.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ hash >> 32
  }
}
