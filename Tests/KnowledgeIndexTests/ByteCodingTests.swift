import CodingKnowledge
import KnowledgeIndex
import Testing

struct ByteCodingTests {
  private enum Piece: Equatable {
    case byte(UInt8)
    case number(Int)
    case text(String)
    case day(Int32?)
  }

  @Test func `What a writer wrote a reader reads`() {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let pieces = (0..<random.below(20)).map { _ in piece(&random) }
      var writer = ByteWriter()
      for piece in pieces { write(piece, to: &writer) }
      writer.bytes.withUnsafeBytes { bytes in
        var reader = ByteReader(bytes)
        #expect(pieces.map { read(like: $0, from: &reader) } == pieces, "seed \(seed)")
        #expect(reader.isAtEnd && !reader.isExhausted, "seed \(seed)")
      }
    }
  }

  @Test func `Truncated bytes read as zero or empty and say so`() {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    let pieces = (0..<12).map { _ in piece(&random) } + [.byte(1)]
    var writer = ByteWriter()
    for piece in pieces { write(piece, to: &writer) }
    for length in 0..<writer.bytes.count {
      Array(writer.bytes[..<length]).withUnsafeBytes { bytes in
        var reader = ByteReader(bytes)
        for piece in pieces { _ = read(like: piece, from: &reader) }
        #expect(reader.isExhausted, "cut at \(length), seed \(seed)")
        #expect(reader.u8() == 0)
        #expect(reader.string() == "")
      }
    }
  }

  @Test func `Random bytes never trap`() {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let bytes = (0..<random.below(24)).map { _ in
        random.chance() ? UInt8.random(in: .min ... .max, using: &random) : 0xFF
      }
      bytes.withUnsafeBytes { bytes in
        var reader = ByteReader(bytes)
        while !reader.isAtEnd && !reader.isExhausted { _ = read(like: piece(&random), from: &reader) }
        #expect(reader.offset <= bytes.count, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, .max, -1, .min])
  func `A number of variable width reads back`(number: Int) {
    var writer = ByteWriter()
    writer.varint(number)
    #expect(writer.bytes.count == (number < 0 ? 10 : max(1, (64 - number.leadingZeroBitCount + 6) / 7)))
    writer.bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      #expect(reader.varint() == number)
      #expect(reader.isAtEnd && !reader.isExhausted)
    }
  }

  @Test func `Numbers of fixed width are little-endian`() {
    var writer = ByteWriter()
    writer.u8(1)
    writer.u16(0x0203)
    writer.u32(0x0405_0607)
    writer.u64(0x0809_0A0B_0C0D_0E0F)
    #expect(writer.bytes == [1, 3, 2, 7, 6, 5, 4, 0x0F, 0x0E, 0x0D, 0x0C, 0x0B, 0x0A, 9, 8])
  }

  @Test(arguments: [-1, 5, Int.max, Int.min])
  func `A slice that does not fit is empty`(count: Int) {
    [UInt8](repeating: 7, count: 4).withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      #expect(reader.slice(count).isEmpty)
      #expect(reader.isExhausted && reader.isAtEnd)
    }
  }

  @Test(arguments: [Int.max, Int.min, 5, 4_000_000_000])
  func `A day beyond the calendar counts as damage`(value: Int) {
    var writer = ByteWriter()
    writer.varint(value)
    writer.bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      #expect(reader.day() == nil)
      #expect(reader.isExhausted)
    }
  }

  private func piece(_ random: inout SeededGenerator) -> Piece {
    switch random.below(4) {
    case 0: .byte(UInt8.random(in: .min ... .max, using: &random))
    case 1: .number(Int.random(in: .min ... .max, using: &random) >> random.below(64))
    case 2: .text(random.text())
    default: .day(random.day()?.number)
    }
  }

  private func write(_ piece: Piece, to writer: inout ByteWriter) {
    switch piece {
    case .byte(let value): writer.u8(value)
    case .number(let value): writer.varint(value)
    case .text(let value): writer.string(value)
    case .day(let value): writer.day(value)
    }
  }

  private func read(like piece: Piece, from reader: inout ByteReader) -> Piece {
    switch piece {
    case .byte: .byte(reader.u8())
    case .number: .number(reader.varint())
    case .text: .text(reader.string())
    case .day: .day(reader.day())
    }
  }
}
