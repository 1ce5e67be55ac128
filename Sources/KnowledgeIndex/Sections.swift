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

  /// Lays the sections out behind their directory.
  static func join(_ sections: [(UInt32, [UInt8])]) -> [UInt8] {
    var writer = ByteWriter()
    writer.u32(magic)
    writer.u32(UInt32(sections.count))
    var offset = 8 + sections.count * 24
    for (identifier, bytes) in sections {
      offset = (offset + 7) & ~7
      writer.u32(identifier)
      writer.u32(0)
      writer.u64(UInt64(offset))
      writer.u64(UInt64(bytes.count))
      offset += bytes.count
    }
    writer.bytes.reserveCapacity(offset)
    for (_, bytes) in sections {
      while writer.bytes.count % 8 != 0 { writer.u8(0) }
      writer.bytes.append(contentsOf: bytes)
    }
    return writer.bytes
  }

  static func bytes(of numbers: [UInt32]) -> [UInt8] {
    numbers.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }
}
