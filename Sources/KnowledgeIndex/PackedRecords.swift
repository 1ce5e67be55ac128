internal import CZlib

/// The records of a part, compressed in blocks: they are a third of an index otherwise, and a card needs only a few.
struct PackedRecords: @unchecked Sendable {
  /// A block ends with the record that makes it this long.
  private static let blockLength = 4096
  /// No block of ours is longer: a record is one card, and its texts have limits.
  private static let longestBlock = 1 << 28

  /// For each record where it begins, in bytes before compression.
  private let offsets: UInt32Array
  /// For each block where it begins before compression, and where its bytes begin.
  private let blocks: UInt32Array
  private let bytes: UnsafeRawBufferPointer

  init(offsets: UInt32Array, blocks: UInt32Array, bytes: UnsafeRawBufferPointer) {
    self.offsets = offsets
    self.blocks = blocks
    self.bytes = bytes
  }

  var count: Int { max(0, offsets.count - 1) }

  /// Calls `body` with the bytes of a record; nil where the index is damaged.
  func withRecord<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result?) -> Result? {
    let start = Int(offsets[number])
    let end = Int(offsets[number + 1])
    guard start <= end else { return nil }
    if start == end { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let next = lowerBound(blocks.count / 2) { Int(blocks[$0 * 2]) <= start }
    guard next > 0, next < blocks.count / 2 else { return nil }
    let first = Int(blocks[next * 2 - 2])
    let length = Int(blocks[next * 2]) - first
    let packed = Int(blocks[next * 2 - 1])..<max(Int(blocks[next * 2 - 1]), Int(blocks[next * 2 + 1]))
    guard end <= first + length, length <= PackedRecords.longestBlock, packed.upperBound <= bytes.count,
      // zlib's best is a factor of about a thousand.
      length <= packed.count * 1200 + 64
    else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: length, alignment: 8) { plain in
      var written = uLongf(length)
      let status = uncompress(
        plain.baseAddress?.assumingMemoryBound(to: Bytef.self), &written,
        bytes.baseAddress?.advanced(by: packed.lowerBound).assumingMemoryBound(to: Bytef.self), uLong(packed.count))
      guard status == Z_OK, Int(written) == length else { return nil }
      return body(UnsafeRawBufferPointer(rebasing: plain[start - first..<end - first]))
    }
  }

  /// Compresses records as they come.
  struct Builder {
    private(set) var offsets: [UInt32] = [0]
    private(set) var blocks: [UInt32] = [0, 0]
    private(set) var bytes: [UInt8] = []
    /// The records of the block that is still open.
    private var open = ByteWriter()
    private let deflater = Deflater()

    /// Adds the next record.
    mutating func add(_ record: TargetRecord) {
      let before = open.bytes.count
      record.encode(into: &open)
      offsets.append(offsets[offsets.count - 1] + UInt32(open.bytes.count - before))
      if open.bytes.count >= PackedRecords.blockLength { close() }
    }

    /// Ends the last block.
    mutating func close() {
      guard !open.bytes.isEmpty else { return }
      deflater.append(open.bytes, to: &bytes)
      blocks.append(offsets[offsets.count - 1])
      blocks.append(UInt32(bytes.count))
      open.bytes.removeAll(keepingCapacity: true)
    }
  }
}

/// Compresses one block after another with the same memory: getting it anew for every block took longer than compressing.
private final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private var room: [UInt8] = []

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit_(stream, 4, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "no memory to compress records")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Appends the zlib form of `plain`.
  func append(_ plain: [UInt8], to packed: inout [UInt8]) {
    deflateReset(stream)
    let bound = Int(deflateBound(stream, uLong(plain.count)))
    if room.count < bound { room = Array(repeating: 0, count: bound) }
    plain.withUnsafeBufferPointer { plain in
      room.withUnsafeMutableBufferPointer { room in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: plain.baseAddress)
        stream.pointee.avail_in = uInt(plain.count)
        stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = uInt(room.count)
        // With room for the bound one call writes all.
        deflate(stream, Z_FINISH)
        packed.append(contentsOf: room[..<(room.count - Int(stream.pointee.avail_out))])
      }
    }
  }
}
