/// A table of slots by which sorted keys are found at once; it holds the keys' numbers, not the keys.
struct HashedKeys: @unchecked Sendable {
  private let slots: UInt32Array
  private let mask: Int

  /// - Parameter slots: a power of two of them, each 0 or the number of a key and one more.
  init(_ slots: UInt32Array) {
    self.slots = slots
    let count = slots.count
    mask = count & (count - 1) == 0 ? count - 1 : -1
  }

  var bytes: UnsafeRawBufferPointer { slots.bytes }

  /// The number of a key; `equals` compares the key of a number with it.
  func number(of key: UnsafeRawBufferPointer, _ equals: (Int) -> Bool) -> Int? {
    guard mask >= 0 else { return nil }
    var slot = HashedKeys.hash(key) & mask
    for _ in 0...mask {
      let stored = slots[slot]
      guard stored != 0 else { return nil }
      if equals(Int(stored) - 1) { return Int(stored) - 1 }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The slots for keys, given by their hashes in order.
  static func slots(_ hashes: [Int]) -> [UInt32] {
    var size = 16
    while size < hashes.count * 2 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)
    for (number, hash) in hashes.enumerated() {
      var slot = hash & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(number + 1)
    }
    return slots
  }

  /// FNV-1a with a final mix; the keys are our own, so that no seed is needed.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    hash ^= hash >> 15
    hash = hash &* 0x2C1B_3C6D
    return Int(hash ^ hash >> 12)
  }
}
