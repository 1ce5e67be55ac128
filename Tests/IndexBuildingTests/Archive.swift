import CodeSearchTestKit

/// Archives made by hand.
enum Archive {
  /// A zip archive whose entries are stored without compression.
  static func stored(_ files: [SourceText]) -> [UInt8] {
    var all: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let offset = all.count
      let name = Array(file.name.utf8)
      let common =
        little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(Int(checksum(file.bytes)), 4)
        + little(file.bytes.count, 4) + little(file.bytes.count, 4) + little(name.count, 2) + little(0, 2)
      all += [0x50, 0x4B, 3, 4] + common + name + file.bytes
      directory +=
        [0x50, 0x4B, 1, 2] + little(3 << 8 | 20, 2) + common + little(0, 6) + little(0o100644 << 16, 4)
        + little(offset, 4) + name
    }
    return all + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2) + little(files.count, 2)
      + little(directory.count, 4) + little(all.count, 4) + little(0, 2)
  }

  private static func little(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
