/// A small open-addressing table from targets to places in a list.
struct TargetSlots {
  private var keys: [Int32]
  private var places: [Int32]
  private var count = 0

  init(_ expected: Int) {
    var size = 64
    while size < expected * 2 { size *= 2 }
    keys = Array(repeating: -1, count: size)
    places = Array(repeating: 0, count: size)
  }

  /// The place of a target; it gets `new` where it has none.
  mutating func slot(_ target: Int, new: Int) -> Int {
    if count * 2 >= keys.count { grow() }
    let slot = free(target)
    if keys[slot] < 0 {
      keys[slot] = Int32(target)
      places[slot] = Int32(new)
      count += 1
    }
    return Int(places[slot])
  }

  /// The slot of a target, or the one that it would take.
  private func free(_ target: Int) -> Int {
    var slot = Int(UInt32(truncatingIfNeeded: target) &* 0x9E37_79B1 >> 8) & (keys.count - 1)
    while keys[slot] >= 0, keys[slot] != Int32(target) { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldPlaces) = (keys, places)
    keys = Array(repeating: -1, count: oldKeys.count * 2)
    places = Array(repeating: 0, count: oldKeys.count * 2)
    for (key, place) in zip(oldKeys, oldPlaces) where key >= 0 {
      let slot = free(Int(key))
      keys[slot] = key
      places[slot] = place
    }
  }
}
