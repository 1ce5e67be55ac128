internal import CodingKnowledge
internal import KnowledgeIndex

extension RuleBook {
  /// What is missing of the table of PTP edits that answers, in words; nil where nothing is as far as names tell.
  ///
  /// CMS cuts each table into four files, `…-f1` to `…-f4`, by the code in column 1. Who loads fewer would otherwise be told
  /// that no edit is on file.
  func missingParts(of series: Series) -> String? {
    guard let basis = basis(series) else { return nil }
    let names = snapshot.texts.parts.flatMap(\.sources).filter {
      $0.series == series && $0.release.version == basis.version
    }.map { $0.path.split(separator: "/").last.map { $0.lowercased() } ?? "" }
    if names.contains(where: { PTPFile.part(of: $0) == nil && !PTPFile.isCut($0) }) { return nil }
    let parts = Set(names.compactMap(PTPFile.part))
    guard !parts.isEmpty else { return "only a part of the table \(basis.title) \(basis.version) is loaded" }
    let missing = PTPFile.parts.filter { !parts.contains($0) }.map { "f\($0)" }
    guard !missing.isEmpty else { return nil }
    return "of the table \(basis.title) \(basis.version) the file \(missing.joined(separator: ", ")) is not loaded"
  }
}

/// What the name of a file of PTP edits tells.
private enum PTPFile {
  static let parts = 1...4

  /// `ccipra-v322r0-f2.txt` is part 2; nil where the name tells none.
  static func part(of name: String) -> Int? {
    let pieces = name.split { !($0.isLetter || $0.isNumber) }
    return pieces.lazy.compactMap { piece in
      piece.utf8.count == 2 && piece.first == "f" ? Int(piece.dropFirst()) : nil
    }.first(where: parts.contains)
  }

  /// Whether the name says that it is a piece of a table.
  static func isCut(_ name: String) -> Bool { name.contains("subset") || name.contains("excerpt") }
}
