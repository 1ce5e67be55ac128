internal import KnowledgeIndex

/// Which units of a plan a term of one part can match. A small open-addressing table, because it is asked for every token of
/// every candidate.
struct TermTable {
  /// One use of a term in an alternative of a unit.
  struct Use {
    var unit: UInt16
    /// Number of the alternative, counted over all units.
    var alternative: UInt16
  }

  private var keys: [UInt32]
  private var firstUse: [Int32]
  private var uses: [(use: Use, next: Int32)] = []
  private let mask: Int

  /// - Parameter units: the units, whose alternatives are numbered in order over all units.
  init(_ units: [QueryUnit], part: KnowledgePart) {
    var count = 16
    let terms = units.reduce(0) { $0 + $1.alternatives.reduce(0) { $0 + $1.terms.count } }
    while count < terms * 3 { count *= 2 }
    keys = Array(repeating: .max, count: count)
    firstUse = Array(repeating: -1, count: count)
    mask = count - 1
    var number: UInt16 = 0
    for (unitNumber, unit) in units.enumerated() {
      for alternative in unit.alternatives {
        for term in alternative.terms {
          var term = term
          let found = term.withUTF8 { part.number(ofTerm: UnsafeRawBufferPointer($0)) }
          if let found { insert(found, Use(unit: UInt16(unitNumber), alternative: number)) }
        }
        number += 1
      }
    }
  }

  private mutating func insert(_ key: UInt32, _ use: Use) {
    var slot = Int(key &* 0x9E37_79B1 >> 8) & mask
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & mask }
    keys[slot] = key
    uses.append((use, firstUse[slot]))
    firstUse[slot] = Int32(uses.count - 1)
  }

  /// Calls `body` with each use of the term.
  @inline(__always)
  func forEachUse(of key: UInt32, _ body: (Use) -> Void) -> Bool {
    var slot = Int(key &* 0x9E37_79B1 >> 8) & mask
    while keys[slot] != .max {
      if keys[slot] == key {
        var index = firstUse[slot]
        while index >= 0 {
          body(uses[Int(index)].use)
          index = uses[Int(index)].next
        }
        return true
      }
      slot = (slot + 1) & mask
    }
    return false
  }
}
