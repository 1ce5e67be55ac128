internal import CodingKnowledge
internal import KnowledgeIndex

extension TargetRanker {
  /// The headings that a code stands for: that of the unspecified code says the same in fewer characters (*C54 Malignant
  /// neoplasm of corpus uteri* and *C54.9*), and so on upwards.
  func headings(of target: Int) -> [Int] {
    guard liftsHeadings, TargetRanker.isUnspecified(texts.identifierBytes(ofTarget: target)) else { return [] }
    var headings: [Int] = []
    var code = texts.target(target).identifier
    var isUnspecified = true
    while isUnspecified {
      code.removeLast()
      if code.hasSuffix(".") { code.removeLast() }
      guard let number = texts.number(of: Target(.icd10cm, code)) else { break }
      headings.append(number)
      isUnspecified = TargetRanker.isUnspecified(texts.identifierBytes(ofTarget: number))
    }
    return headings
  }

  /// By the conventions of ICD-10-CM a last 9 is the unspecified code, and so is a 0 behind it (H65.90: unspecified ear).
  private static func isUnspecified(_ code: UnsafeRawBufferPointer) -> Bool {
    guard (5...7).contains(code.count) else { return false }
    return code.last == UInt8(ascii: "9") || code.last == UInt8(ascii: "0") && code.count > 5
  }
}
