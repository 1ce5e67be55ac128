/// The editions of targets: most targets of a release have the same source set, flags and dates, so that each list of
/// editions is stored once and targets say which is theirs.
public struct EditionLists: @unchecked Sendable {
  private let lists: UInt32Array
  private let offsets: UInt32Array
  private let facts: UInt32Array

  init(lists: UInt32Array, offsets: UInt32Array, facts: UInt32Array) {
    self.lists = lists
    self.offsets = offsets
    self.facts = facts
  }

  /// The list of a target, by the target's number in the part.
  func list(ofTarget number: Int) -> UInt32 { lists[number] }

  /// The editions of a list, in the order of the record.
  public func editions(_ list: Int) -> [EditionFacts] {
    let limit = facts.count / EditionFacts.numbers
    let first = min(Int(offsets[list]), limit)
    return (first..<min(max(first, Int(offsets[list + 1])), limit)).map { EditionFacts(facts, at: $0) }
  }

  /// Collects the lists of one part.
  struct Builder {
    private(set) var lists: [UInt32] = []
    private(set) var offsets: [UInt32] = [0]
    private(set) var facts: [UInt32] = []
    private var numbers: [[EditionFacts]: UInt32] = [:]

    /// Adds the editions of the next target.
    mutating func add(_ editions: [EditionFacts]) {
      if let known = numbers[editions] { return lists.append(known) }
      let number = UInt32(offsets.count - 1)
      numbers[editions] = number
      lists.append(number)
      for edition in editions { edition.encode(into: &facts) }
      offsets.append(UInt32(facts.count / EditionFacts.numbers))
    }
  }
}
