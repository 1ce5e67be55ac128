internal import KnowledgeIndex

/// Which alternatives of a plan a term of one part belongs to. A small open-addressing table, because it is asked for every
/// token of every candidate.
struct TermTable {
  /// One use of a term in an alternative.
  struct Use {
    var alternative: UInt16
    /// The place of the term in the alternative, as a bit.
    var bit: UInt32
  }

  private var keys: [UInt32]
  private var firstUse: [Int32]
  private var uses: [(use: Use, next: Int32)] = []
  private let mask: Int

  init(_ alternatives: [Alternative], part: KnowledgePart) {
    var count = 16
    let terms = alternatives.reduce(0) { $0 + $1.terms.count }
    while count < terms * 3 { count *= 2 }
    keys = Array(repeating: .max, count: count)
    firstUse = Array(repeating: -1, count: count)
    mask = count - 1
    for (number, alternative) in alternatives.enumerated() {
      for (place, term) in alternative.terms.enumerated() {
        var term = term
        let found = term.withUTF8 { part.number(ofTerm: UnsafeRawBufferPointer($0)) }
        if let found { insert(found, Use(alternative: UInt16(number), bit: 1 << UInt32(place & 31))) }
      }
    }
  }

  private mutating func insert(_ key: UInt32, _ use: Use) {
    var slot = TermTable.slot(key, mask)
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & mask }
    keys[slot] = key
    uses.append((use, firstUse[slot]))
    firstUse[slot] = Int32(uses.count - 1)
  }

  private static func slot(_ key: UInt32, _ mask: Int) -> Int { Int(key &* 0x9E37_79B1 >> 8) & mask }

  /// Calls `body` with each use of the term.
  @inline(__always)
  func forEachUse(of key: UInt32, _ body: (Use) -> Void) {
    var slot = TermTable.slot(key, mask)
    while keys[slot] != .max {
      if keys[slot] == key {
        var index = firstUse[slot]
        while index >= 0 {
          body(uses[Int(index)].use)
          index = uses[Int(index)].next
        }
        return
      }
      slot = (slot + 1) & mask
    }
  }
}
