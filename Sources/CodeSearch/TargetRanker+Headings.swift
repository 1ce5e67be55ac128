internal import CodingKnowledge
internal import KnowledgeIndex

extension TargetRanker {
  /// The headings that a code stands for: that of the unspecified code says the same in fewer characters (*C54 Malignant
  /// neoplasm of corpus uteri* and *C54.9*), and so on upwards.
  func headings(of target: Target) -> [Int] {
    guard liftsHeadings, target.scope == .icd10cm else { return [] }
    var headings: [Int] = []
    var code = target.identifier
    while TargetRanker.isUnspecified(code) {
      code.removeLast()
      if code.hasSuffix(".") { code.removeLast() }
      guard let number = snapshot.texts.number(of: Target(.icd10cm, code)) else { break }
      headings.append(number)
    }
    return headings
  }

  /// By the conventions of ICD-10-CM a last 9 is the unspecified code, and so is a 0 behind it (H65.90: unspecified ear).
  private static func isUnspecified(_ code: String) -> Bool {
    guard (5...7).contains(code.utf8.count) else { return false }
    return code.hasSuffix("9") || code.hasSuffix("0") && code.utf8.count > 5
  }
}
