internal import KnowledgeIndex

/// Which alternatives of a plan a term of one part belongs to. A small open-addressing table, because it is asked for every
/// token of every candidate. Who makes one frees it.
struct TermTable {
  /// One use of a term in an alternative.
  struct Use {
    var alternative: Int32
    /// The place of the term in the alternative, as a bit.
    var bit: UInt32
    /// The next use of the same term; negative behind the last.
    var next: Int32
  }

  struct Slot {
    var term: UInt32
    /// The first use of the term; negative in a free slot.
    var use: Int32
    /// How much the term says in the part.
    var weight: Float
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int
  private let uses: UnsafeMutablePointer<Use>
  private var useCount: Int32 = 0

  /// - Parameters:
  ///   - entries: for each alternative the places of its terms in the index's dictionary, negative where they stand nowhere.
  ///   - part: the number of the part.
  init(_ entries: [[Int32]], texts: KnowledgeTexts, part number: Int) {
    let termCount = entries.reduce(0) { $0 + $1.count }
    var size = 32
    while size < termCount * 3 { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(term: .max, use: -1, weight: 0), count: size)
    uses = .allocate(capacity: max(1, termCount))
    let part = texts.parts[number]
    for (alternative, entries) in entries.enumerated() {
      for (place, entry) in entries.enumerated() {
        guard entry >= 0, let term = texts.terms.number(ofEntry: Int(entry), part: number) else { continue }
        let weight = TermWeight.weight(frequency: part.termFrequency[Int(term)], documents: part.documentCount)
        add(term, weight, Use(alternative: Int32(alternative), bit: 1 << UInt32(place & 31), next: -1))
      }
    }
  }

  func free() {
    slots.deallocate()
    uses.deallocate()
  }

  private mutating func add(_ term: UInt32, _ weight: Float, _ use: Use) {
    var slot = TermTable.hash(term) & mask
    while slots[slot].use >= 0, slots[slot].term != term { slot = (slot + 1) & mask }
    var use = use
    use.next = slots[slot].use
    uses[Int(useCount)] = use
    slots[slot] = Slot(term: term, use: useCount, weight: weight)
    useCount += 1
  }

  @inline(__always)
  private static func hash(_ term: UInt32) -> Int { Int(truncatingIfNeeded: term &* 0x9E37_79B1 >> 8) }

  /// The slot of a term; nil where the plan does not ask for it.
  @inline(__always)
  func slot(of term: UInt32) -> Slot? {
    var slot = TermTable.hash(term) & mask
    while true {
      let found = slots[slot]
      if found.use < 0 { return nil }
      if found.term == term { return found }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  func use(_ number: Int32) -> Use { uses[Int(number)] }
}
