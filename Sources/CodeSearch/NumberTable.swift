/// A small open-addressing table from numbers to places in a list.
struct NumberTable {
  private var slots: [UInt64]
  private var count = 0

  /// Keys are stored one greater, so that 0 is a free slot.
  init(expected: Int) {
    var size = 64
    while size < expected * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// The place of a number; it gets `new` where it has none.
  mutating func place(of number: Int, else new: Int) -> Int {
    if count * 2 >= slots.count { grow() }
    let slot = slot(of: number)
    if slots[slot] == 0 {
      slots[slot] = NumberTable.entry(number, new)
      count += 1
      return new
    }
    return Int(Int32(truncatingIfNeeded: slots[slot]))
  }

  /// Gives a number that has a place another one.
  mutating func set(_ number: Int, _ place: Int) { slots[slot(of: number)] = NumberTable.entry(number, place) }

  private static func entry(_ number: Int, _ place: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: number &+ 1)) << 32 | UInt64(UInt32(truncatingIfNeeded: place))
  }

  /// The slot of a number, or the one that it would take.
  private func slot(of number: Int) -> Int {
    let key = UInt32(truncatingIfNeeded: number &+ 1)
    var slot = Int(key &* 0x9E37_79B1 >> 8) & (slots.count - 1)
    while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot] >> 32) != key {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 { slots[slot(of: Int(entry >> 32) - 1)] = entry }
  }
}
