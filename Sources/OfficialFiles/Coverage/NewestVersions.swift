internal import CodingKnowledge

/// Values of a file that holds texts in several versions: of the newest of each all values, of the older ones their
/// titles with their dates.
struct NewestVersions {
  private var values: [(text: Int, version: Int, value: KnowledgeValue)] = []
  private var numbers: [String: Int] = [:]
  private var newest: [Int] = []

  var isEmpty: Bool { newest.isEmpty }

  /// Adds what version `version` of the text called `text` states.
  mutating func add(_ stated: [KnowledgeValue], of text: String, version: Int) {
    let number = numbers[text, default: newest.count]
    if number == newest.count {
      numbers[text] = number
      newest.append(version)
    }
    newest[number] = max(newest[number], version)
    for value in stated { values.append((number, version, value)) }
  }

  /// Hands out the values in the order in which they were added.
  func emit(_ emit: (KnowledgeValue) throws(SourceError) -> Void) throws(SourceError) {
    for (text, version, value) in values {
      if version < newest[text] {
        guard case .code = value else { continue }
      }
      try emit(value)
    }
  }
}
