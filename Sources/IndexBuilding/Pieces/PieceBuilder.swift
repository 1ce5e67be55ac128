internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore
internal import Synchronization

/// Builds the pieces of a part, several at a time, or takes them over from parts of before.
final class PieceBuilder: Sendable {
  private let folder: String
  private let known: [String: PartPiece]
  private let drafts: [Draft]
  private let order: [Int]
  private let hierarchy: CodeHierarchy
  /// Those who have nothing to do just now.
  private let analysts = Mutex<[LentAnalyst]>([])
  private let files = SystemFiles()

  /// - Parameters:
  ///   - folder: is there, and gets a folder for each piece.
  ///   - order: the indices of `drafts` in the order of the part.
  init(folder: String, known: [String: PartPiece], drafts: [Draft], order: [Int], hierarchy: CodeHierarchy) {
    self.folder = folder
    self.known = known
    self.drafts = drafts
    self.order = order
    self.hierarchy = hierarchy
  }

  func build(_ number: Int, _ range: Range<Int>) throws -> PieceAnalysis {
    let indices = order[range]
    let filters = hierarchy.filterTerms(of: indices)
    let documents = indices.reduce(0) { $0 + drafts[$1].wordings.count }
    let piece = PartPiece(
      number: number, documents: documents, digest: digest(of: indices, filters), in: folder)
    if let same = known[piece.digest], let analysis = try takeOver(same, as: piece) { return analysis }
    try files.createDirectory(piece.path)
    try files.createDirectory(piece.indexPath)
    let lent = analysts.withLock { $0.popLast() } ?? LentAnalyst(analyst: PieceAnalyst())
    defer { analysts.withLock { $0.append(lent) } }
    let analysis = try lent.analyst.build(drafts, indices, filters: filters, at: piece.indexPath)
    try files.writeFile(piece.analysisPath, analysis.encoded())
    return analysis
  }

  /// A digest of all that the piece is made from: the rules, and of each target what is indexed and learned from.
  private func digest(of indices: ArraySlice<Int>, _ filters: [DocumentBatch.Terms]) -> String {
    var stream = DigestStream()
    var writer = ByteWriter()
    writer.u32(KnowledgeIndex.analyzerVersion)
    writer.u8(PartBuilder.rulesVersion)
    for (index, terms) in zip(indices, filters) {
      terms.withBytes {
        writer.varint($0.count)
        writer.bytes.append(contentsOf: $0)
      }
      writer.varint(drafts[index].wordings.count)
      for wording in drafts[index].wordings {
        writer.u8(wording.role.rawValue)
        writer.string(wording.text)
      }
      for edition in drafts[index].record.editions {
        writer.string(edition.shortTitle ?? "")
        writer.string(edition.shortTitle == nil ? "" : edition.title)
      }
      writer.u8(drafts[index].target.scope.rawValue)
      guard writer.bytes.count > 1 << 16 else { continue }
      stream.append(writer.bytes)
      writer.bytes.removeAll(keepingCapacity: true)
    }
    stream.append(writer.bytes)
    return String(stream.finish().description.prefix(24))
  }

  /// Gives the files of a piece of before second names; nil where the piece is not there whole. Files of pieces are never
  /// changed.
  private func takeOver(_ same: PartPiece, as piece: PartPiece) throws(StoreError) -> PieceAnalysis? {
    guard let mapped = try? MappedFile(path: same.analysisPath, access: .sequential),
      let analysis = mapped.withBytes({ PieceAnalysis(decoding: $0) })
    else { return nil }
    do throws(StoreError) {
      try files.linkTree(same.path, to: piece.path)
    } catch {
      guard error.code == .notFound else { throw error }
      try files.removeTree(piece.path)
      return nil
    }
    return analysis
  }
}

/// Goes from one thread to another between two pieces of work.
private struct LentAnalyst: @unchecked Sendable {
  let analyst: PieceAnalyst
}
