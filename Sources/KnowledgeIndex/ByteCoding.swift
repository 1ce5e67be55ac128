/// Writes numbers and strings into one byte array: little-endian fixed width, or LEB128 variable width.
public struct ByteWriter {
  public var bytes: [UInt8] = []

  public init() {}

  public mutating func u8(_ value: UInt8) { bytes.append(value) }

  public mutating func u16(_ value: UInt16) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }

  public mutating func u32(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }

  public mutating func u64(_ value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }

  public mutating func varint(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      varint(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  /// Nil is 0; a day is its number, moved so that it is positive.
  public mutating func day(_ number: Int32?) { varint(number.map { Int($0) + 1_000_000 } ?? 0) }
}

/// Reads what a ``ByteWriter`` wrote. Past the end everything reads as zero or empty and `isExhausted` becomes true, so
/// that a damaged index yields a refusal and never a trap.
public struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  public private(set) var offset: Int
  public private(set) var isExhausted = false

  public init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  public var isAtEnd: Bool { offset >= bytes.count }

  public mutating func u8() -> UInt8 {
    guard offset < bytes.count else {
      isExhausted = true
      return 0
    }
    defer { offset += 1 }
    return bytes[offset]
  }

  public mutating func varint() -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let byte = u8()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(truncatingIfNeeded: value) }
      shift += 7
    }
    isExhausted = true
    return 0
  }

  public mutating func slice(_ count: Int) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - offset else {
      isExhausted = true
      offset = bytes.count
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  public mutating func string() -> String {
    String(decoding: slice(varint()), as: UTF8.self)
  }

  /// How many things follow: never negative, and no more than there are bytes left, since each takes one or more.
  public mutating func count() -> Int {
    let value = varint()
    guard value >= 0, value <= bytes.count - offset else {
      isExhausted = true
      return 0
    }
    return value
  }

  /// Nil for none, and for a number beyond the years 1 to 9999, which counts as damage.
  public mutating func day() -> Int32? {
    let value = varint()
    guard value != 0 else { return nil }
    guard (280_838...3_932_896).contains(value) else {
      isExhausted = true
      return nil
    }
    return Int32(value - 1_000_000)
  }
}

/// An array of 32-bit numbers inside a mapped file.
public struct UInt32Array: @unchecked Sendable {
  @usableFromInline let start: UnsafeRawPointer?
  public let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    start = bytes.baseAddress
    count = bytes.count / 4
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count * 4) }

  /// Zero past the end: see ``ByteReader``.
  @inlinable
  public subscript(index: Int) -> UInt32 {
    guard index >= 0, index < count, let start else { return 0 }
    return UInt32(littleEndian: start.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
  }

  /// Five numbers in a row; zeros where they go past the end.
  @inlinable
  func five(from index: Int) -> (UInt32, UInt32, UInt32, UInt32, UInt32) {
    guard index >= 0, index <= count - 5, let start else { return (0, 0, 0, 0, 0) }
    func number(_ place: Int) -> UInt32 {
      UInt32(littleEndian: start.loadUnaligned(fromByteOffset: (index &+ place) &* 4, as: UInt32.self))
    }
    return (number(0), number(1), number(2), number(3), number(4))
  }

  /// Eight numbers in a row; zeros where they go past the end.
  func eight(from index: Int) -> SIMD8<UInt32> {
    guard index >= 0, index <= count - 8, let start else {
      var numbers = SIMD8<UInt32>()
      for lane in 0..<8 { numbers[lane] = self[index + lane] }
      return numbers
    }
    return start.loadUnaligned(fromByteOffset: index &* 4, as: SIMD8<UInt32>.self)
  }
}
