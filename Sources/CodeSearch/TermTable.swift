internal import KnowledgeIndex

/// Which alternatives of a plan a term of one part belongs to. A small open-addressing table, because it is asked for every
/// token of every candidate.
struct TermTable {
  /// One use of a term in an alternative.
  private struct Use {
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

  /// The first use of the term, for ``use(_:)``; negative where there is none.
  @inline(__always)
  func firstUse(of key: UInt32) -> Int32 {
    var slot = TermTable.slot(key, mask)
    while keys[slot] != .max {
      if keys[slot] == key { return firstUse[slot] }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// A use: the alternative, the place of the term in it as a bit, and the next use of the same term or a negative number.
  @inline(__always)
  func use(_ index: Int32) -> (alternative: Int, bit: UInt32, next: Int32) {
    let found = uses[Int(index)]
    return (Int(found.use.alternative), found.use.bit, found.next)
  }
}
