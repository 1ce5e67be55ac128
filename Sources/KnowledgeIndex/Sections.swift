/// A file, or a piece of one, that is a directory of numbered sections. Sections are found without parsing what lies
/// between them, and begin at multiples of eight.
struct Sections: @unchecked Sendable {
  private let bytes: UnsafeRawBufferPointer
  private let count: Int

  /// Nil where the bytes do not begin with a directory that fits them.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 8, bytes.loadUnaligned(as: UInt32.self).littleEndian == Sections.magic else { return nil }
    let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    guard count <= 4096, bytes.count >= 8 + count * 24 else { return nil }
    self.bytes = bytes
    self.count = count
    for index in 0..<count {
      let (_, offset, length) = entry(index)
      guard offset >= 0, length >= 0, offset <= bytes.count, length <= bytes.count - offset else { return nil }
    }
  }

  private func entry(_ index: Int) -> (identifier: UInt32, offset: Int, length: Int) {
    let base = 8 + index * 24
    return (
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: base, as: UInt32.self)),
      Int(truncatingIfNeeded: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: base + 8, as: UInt64.self))),
      Int(truncatingIfNeeded: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: base + 16, as: UInt64.self)))
    )
  }

  /// The bytes of a section; empty where there is none.
  subscript(identifier: UInt32) -> UnsafeRawBufferPointer {
    for index in 0..<count {
      let (found, offset, length) = entry(index)
      if found == identifier { return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]) }
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }

  func numbers(_ identifier: UInt32) -> UInt32Array { UInt32Array(self[identifier]) }

  static let magic: UInt32 = 0x5443_4553  // "SECT"

  /// Lays the sections out behind their directory, and those that lie elsewhere behind them.
  static func join(
    _ sections: [(UInt32, [UInt8])], _ elsewhere: [(UInt32, UnsafeRawBufferPointer)] = []
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.u32(magic)
    let directory = sections.map { ($0.0, $0.1.count) } + elsewhere.map { ($0.0, $0.1.count) }
    writer.u32(UInt32(directory.count))
    var offset = 8 + directory.count * 24
    for (identifier, length) in directory {
      offset = (offset + 7) & ~7
      writer.u32(identifier)
      writer.u32(0)
      writer.u64(UInt64(offset))
      writer.u64(UInt64(length))
      offset += length
    }
    writer.bytes.reserveCapacity(offset)
    for (_, bytes) in sections {
      while writer.bytes.count % 8 != 0 { writer.u8(0) }
      writer.bytes.append(contentsOf: bytes)
    }
    for (_, bytes) in elsewhere {
      while writer.bytes.count % 8 != 0 { writer.u8(0) }
      writer.bytes.append(contentsOf: bytes)
    }
    return writer.bytes
  }

  static func bytes(of numbers: [UInt32]) -> [UInt8] {
    numbers.map { $0.littleEndian }.withUnsafeBytes { Array($0) }
  }
}
