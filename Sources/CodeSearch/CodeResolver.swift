internal import CodingKnowledge
internal import KnowledgeIndex
internal import QueryGrammar

/// Finds codes in a query by dictionary: `E11.9`, `e119`, `E11 9`; `J0120` names two.
struct CodeResolver {
  struct Found {
    var targets: [Int]
    var consumed: Int
    var notice: Notice?
  }

  let texts: KnowledgeTexts

  /// The codes that the words from `index` on name, and how many words they take; nil where none.
  func codes(in nodes: [QueryNode], at index: Int, query: Query) -> Found? {
    guard let word = spelling(of: nodes[index], query: query) else { return nil }
    let isAlone = nodes.count == 1
    // "E11 9": the two parts joined, where neither alone says as much.
    if index + 1 < nodes.count, let next = spelling(of: nodes[index + 1], query: query), word.count >= 3,
      next.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter) }), next.count <= 4,
      word.contains(where: \.isNumber), nodes.count == 2 || next.contains(where: \.isNumber)
    {
      let joined = exact(word + next, minimumLength: 4)
      if !joined.isEmpty, word.first?.isLetter ?? false, next.first?.isNumber ?? false || nodes.count == 2 {
        return Found(targets: joined, consumed: 2)
      }
    }
    let previous = index > 0 ? spelling(of: nodes[index - 1], query: query)?.lowercased() : nil
    if let previous, ["modifier", "modifiers"].contains(previous) {
      let modifiers = texts.codes(forKey: CodeShape.key(word)).filter { texts.scope(ofTarget: $0) == .modifier }
      if !modifiers.isEmpty { return Found(targets: modifiers, consumed: 1) }
    }
    guard isAlone || word.contains(where: \.isNumber) else { return nil }
    if let previous, ["drg", "ms-drg", "msdrg"].contains(previous) {
      let groups = texts.codes(forKey: CodeShape.key(word)).filter { texts.scope(ofTarget: $0) == .msdrg }
      if !groups.isEmpty { return Found(targets: groups, consumed: 1) }
    }
    let found = exact(word, minimumLength: isAlone ? 2 : 3).filter { isAlone || isDistinctive(word, $0) }
    if !found.isEmpty { return Found(targets: found, consumed: 1) }
    // A range with a hyphen is the planner's to read where both ends are codes.
    if case .range(let range) = nodes[index], isRange(range) { return nil }
    return isAlone ? nearest(word) : nil
  }

  private func isRange(_ range: CodeRange) -> Bool {
    [range.lower, range.upper].allSatisfy { !texts.codes(withKeyPrefix: CodeShape.key($0), limit: 1).isEmpty }
  }

  private func spelling(of node: QueryNode, query: Query) -> String? {
    switch node {
    case .word(let word): word.text
    case .range(let range): range.isExplicit ? nil : query.text(at: range.sourceRange)
    case .phrase(let phrase): phrase.words.count <= 2 ? phrase.text : nil
    default: nil
    }
  }

  private func exact(_ spelling: String, minimumLength: Int) -> [Int] {
    let key = CodeShape.key(spelling)
    guard key.utf8.count >= minimumLength else { return [] }
    // Where two systems have it, the one that writes it just so comes first: J0120 before J01.20.
    let found = texts.codes(forKey: key).filter { isKnown($0, dotted: spelling.contains(".")) }
    let typed = spelling.uppercased()
    return found.filter { texts.target($0).identifier == typed } + found.filter { texts.target($0).identifier != typed }
  }

  /// A dot in the spelling rules out systems that write none.
  private func isKnown(_ target: Int, dotted: Bool) -> Bool {
    let identifier = texts.target(target).identifier
    let scope = texts.scope(ofTarget: target)
    guard scope.isCodeSystem || scope.isText && identifier.contains(where: \.isNumber) else { return false }
    return !dotted || identifier.contains(".")
  }

  /// Among other words a number of three digits is a number, and a lone word is a word.
  private func isDistinctive(_ word: String, _ target: Int) -> Bool {
    switch texts.scope(ofTarget: target) {
    case .msdrg, .icd9cm, .icd9pcs, .modifier: false
    case .icd10pcs: word.utf8.count >= 3 && word.contains(where: \.isLetter)
    default: true
    }
  }

  /// For a lone spelling that has the shape of a code but is none: what begins with it, or its longest known beginning.
  private func nearest(_ word: String) -> Found? {
    let key = CodeShape.key(word)
    guard key.utf8.count >= 3, key.contains(where: \.isNumber), key.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let below = texts.codes(withKeyPrefix: key, limit: 50).filter { texts.scope(ofTarget: $0).isCodeSystem }
    if !below.isEmpty {
      return Found(targets: below, consumed: 1, notice: Notice("code-prefix", "\(word) begins these codes"))
    }
    guard key.first?.isLetter ?? false, key.utf8.count >= 4 else { return nil }
    var stem = Substring(key)
    while stem.utf8.count > 3 {
      stem = stem.dropLast()
      let found = texts.codes(forKey: String(stem)).filter { texts.scope(ofTarget: $0).isCodeSystem }
      if !found.isEmpty {
        return Found(
          targets: found, consumed: 1,
          notice: Notice("no-such-code", "\(word) is not a code that is loaded; the nearest above it is shown"))
      }
    }
    return nil
  }
}
