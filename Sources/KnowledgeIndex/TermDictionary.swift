/// All terms of an index with their numbers in its parts.
public struct TermDictionary: @unchecked Sendable {
  private let keys: HashedKeys
  /// For each term in how many documents it stands, and its number in each part, or the greatest number where it is not there.
  private let entries: UInt32Array
  private let partCount: Int

  init(slots: UInt32Array, entries: UInt32Array, partCount: Int) {
    keys = HashedKeys(slots)
    self.entries = entries
    self.partCount = partCount
  }

  var bytes: [UnsafeRawBufferPointer] { [keys.bytes, entries.bytes] }

  /// The term's place, for the other calls; nil where no wording or passage has it.
  func entry(of term: UnsafeRawBufferPointer, in parts: [KnowledgePart]) -> Int? {
    keys.number(of: term) { entry in
      for part in parts.indices {
        guard let number = number(ofEntry: entry, part: part) else { continue }
        return order(parts[part].termBytes(Int(number)), term) == 0
      }
      return false
    }
  }

  /// In how many wordings and passages the term stands.
  public func frequency(ofEntry entry: Int) -> Int { Int(entries[entry * (partCount + 1)]) }

  /// The number of the term in a part; nil where it does not stand there.
  public func number(ofEntry entry: Int, part: Int) -> UInt32? {
    let number = entries[entry * (partCount + 1) + part + 1]
    return number == .max ? nil : number
  }

  /// The two sections of the terms of parts.
  static func sections(of parts: [KnowledgePart]) -> (slots: [UInt8], entries: [UInt8]) {
    var hashes: [Int] = []
    var entries: [UInt32] = []
    var places = parts.map { _ in 0 }
    while true {
      var least: UnsafeRawBufferPointer?
      for (part, place) in zip(parts, places) where place < part.termCount {
        let term = part.term(inOrder: place)
        if least.map({ order(term.bytes, $0) < 0 }) ?? true { least = term.bytes }
      }
      guard let least else { break }
      hashes.append(HashedKeys.hash(least))
      let start = entries.count
      entries.append(0)
      for (index, part) in parts.enumerated() {
        entries.append(.max)
        guard places[index] < part.termCount else { continue }
        let term = part.term(inOrder: places[index])
        guard order(term.bytes, least) == 0 else { continue }
        entries[start] += part.termFrequency[Int(term.number)]
        entries[start + 1 + index] = term.number
        places[index] += 1
      }
    }
    return (Sections.bytes(of: HashedKeys.slots(hashes)), Sections.bytes(of: entries))
  }
}
