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

  /// Hands out the values in the order in which they were added. A version holds until the next one begins.
  func emit(_ emit: (KnowledgeValue) throws(SourceError) -> Void) throws(SourceError) {
    var starts: [Int: [Int: Day]] = [:]
    for (text, version, value) in values {
      if case .code(let code) = value, let start = code.validity.start { starts[text, default: [:]][version] = start }
    }
    for (text, version, value) in values {
      guard version < newest[text] else {
        try emit(value)
        continue
      }
      guard case .code(var code) = value else { continue }
      let next = (starts[text] ?? [:]).filter { $0.key > version }.min { $0.key < $1.key }?.value
      if let next { code.validity.through = min(code.validity.through ?? next - 1, next - 1) }
      try emit(.code(code))
    }
  }
}

extension DayRange {
  /// The day on which a version with these days came to be: one that only says that a text is retired has but a last day,
  /// the one before it.
  fileprivate var start: Day? { from ?? through.map { $0 + 1 } }
}
