internal import KnowledgeIndex
internal import SearchStore

/// Writes the inverted documents of a part in pieces, so that an index can be split between pieces.
final class PartWriter {
  /// A piece takes batches until it holds so many documents. The first are short, so that a small index can be split too,
  /// and later ones long, so that a large one has not too many files to merge.
  static func length(ofPiece number: Int) -> Int { min(4_000 * (number + 1), 24_000) }

  private let folder: String
  private var pieces = 0
  private var writer: IndexWriter
  private var documents = 0

  /// - Parameter folder: is there, and empty.
  init(folder: String) throws(StoreError) {
    self.folder = folder
    writer = try PartWriter.piece(0, in: folder)
  }

  func add(_ batch: borrowing DocumentBatch) throws(StoreError) {
    if documents >= PartWriter.length(ofPiece: pieces) {
      try writer.close()
      pieces += 1
      documents = 0
      writer = try PartWriter.piece(pieces, in: folder)
    }
    documents += try writer.add(batch).count
  }

  /// Writes out what was added; nothing can be added afterwards.
  func close() throws(StoreError) { try writer.close() }

  private static func piece(_ number: Int, in folder: String) throws(StoreError) -> IndexWriter {
    let digits = String(number)
    // By name they are in order.
    return try IndexWriter(
      creating: folder + "/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits, flushThreshold: 3000)
  }
}

/// A piece of a built part, to be merged with others.
struct PartPiece: Hashable {
  var path: String
  var documents: Int

  /// The pieces of parts, in order.
  static func all(of parts: [BuiltPart], in files: any FileSystem) throws(StoreError) -> [PartPiece] {
    var pieces: [PartPiece] = []
    for part in parts {
      var rest = part.manifest.documents
      for (number, entry) in try files.list(part.indexPath).sorted(by: { $0.name < $1.name }).enumerated() {
        let documents = min(rest, PartWriter.length(ofPiece: number))
        rest -= documents
        pieces.append(PartPiece(path: part.indexPath + "/" + entry.name, documents: documents))
      }
    }
    return pieces
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
}
