internal import CodingKnowledge
internal import KnowledgeIndex

/// The code that a heading of ICD-10-CM stands for where nothing more is said: below it, step by step, the placeholder, the
/// unspecified code of no side, and of 7th characters that of the initial encounter.
struct DefaultCodes {
  private let drafts: [Draft]
  /// For each place in the order of the part, the draft that stands there.
  private let order: [Int]

  /// - Parameter order: the indices of `drafts` in the order of the part, to whose places the children refer.
  init(_ drafts: [Draft], order: [Int]) {
    self.drafts = drafts
    self.order = order
  }

  /// The place of the default code of the target at `place`; nil where it is a code itself, or has no clear default.
  func place(below place: Int) -> Int? {
    guard drafts[order[place]].target.scope == .icd10cm else { return nil }
    var current = place
    // No code of ICD-10-CM lies deeper below its category.
    for _ in 0..<6 {
      let children = drafts[order[current]].record.children
      if children.isEmpty { return current == place ? nil : current }
      guard let next = step(among: children) else { return nil }
      current = next
    }
    return nil
  }

  private func step(among children: [Int]) -> Int? {
    if children.count == 1, identifier(children[0]).utf8.last == UInt8(ascii: "X") { return children[0] }
    if children.allSatisfy({ identifier($0).utf8.count == 8 }) {
      return children.first { "A0".utf8.contains(identifier($0).utf8.last ?? 0) } ?? children.first
    }
    for last in "90".utf8 {
      if let found = children.first(where: { identifier($0).utf8.last == last && isUnspecified($0) }) { return found }
    }
    return nil
  }

  private func identifier(_ place: Int) -> String { drafts[order[place]].target.identifier }

  private func isUnspecified(_ place: Int) -> Bool {
    guard let title = drafts[order[place]].record.editions.last?.title else { return false }
    var isUnspecified = false
    for word in title.utf8.split(whereSeparator: { $0 < 0x80 && ($0 | 0x20) &- 97 >= 26 }) {
      let lower = word.lazy.map { $0 | 0x20 }
      if lower.elementsEqual("unspecified".utf8) { isUnspecified = true }
      if DefaultCodes.sides.contains(where: { lower.elementsEqual($0.utf8) }) { return false }
    }
    return isUnspecified
  }

  private static let sides = ["right", "left", "bilateral"]
}
