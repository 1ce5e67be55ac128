internal import CodingKnowledge

/// Codes as people write them in knowledge files.
enum KnowledgeCode {
  /// The display form of `spelling` as a code of `scope`, or nil where it cannot be one.
  static func identifier(_ spelling: String, _ scope: Scope) -> String? {
    let key = CodeShape.key(spelling)
    let plain = key.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) }
    let hasDigit = key.utf8.contains { $0 >= 48 && $0 <= 57 }
    guard plain, !spelling.contains(where: \.isWhitespace) else { return nil }
    let lengths: ClosedRange<Int>
    switch scope {
    case .modifier: return key.utf8.count == 2 ? key : nil
    case .cpt, .hcpcs: lengths = 5...5
    case .icd10cm: lengths = 3...7
    case .icd10pcs: lengths = 1...7
    case .msdrg: lengths = 1...3
    case .icd9cm: lengths = 3...6
    case .icd9pcs: lengths = 2...4
    default: return spelling.uppercased()
    }
    guard lengths.contains(key.utf8.count), hasDigit || scope == .icd10pcs else { return nil }
    return CodeShape.display(key, scope)
  }

  /// A list such as `ICD-10-CM E08-E13, C48.0; CPT 99213`; nil with the piece at fault where it cannot be read.
  static func list(_ text: String) -> (targets: [Target], fault: String?) {
    var targets: [Target] = []
    var scope: Scope?
    for piece in text.split(whereSeparator: { $0 == "," || $0 == ";" }).map(\.trimmed) where !piece.isEmpty {
      var words = piece.split(separator: " ")
      for length in stride(from: min(3, words.count - 1), through: 1, by: -1) {
        guard let named = Scope(spelling: words.prefix(length).joined(separator: " ")) else { continue }
        scope = named
        words.removeFirst(length)
        break
      }
      guard words.count == 1, let scope, let identifier = range(String(words[0]), scope) else { return ([], piece) }
      targets.append(Target(scope, identifier))
    }
    return targets.isEmpty ? ([], text) : (targets, nil)
  }

  /// One code, or two with a hyphen between them.
  static func range(_ text: String, _ scope: Scope) -> String? {
    guard scope.isCodeSystem else { return text }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2 else { return nil }
    var identifiers: [String] = []
    for end in ends {
      guard let identifier = identifier(String(end), scope) else { return nil }
      identifiers.append(identifier)
    }
    return identifiers.joined(separator: "-")
  }
}
