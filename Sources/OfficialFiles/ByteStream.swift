/// Bytes in pieces, from first to last: a plain file, an inflated `.gz`, or an entry of a `.zip`.
///
/// A stream is read once, by one caller. `name` is what error messages call it, for example
/// `icd10cm.zip/icd10cm-order-2026.txt`.
public protocol ByteStream: AnyObject {
  var name: String { get }

  /// The next piece, valid until the next call; nil at the end.
  /// - Throws: `SourceError` when the bytes cannot be read, do not inflate, or fail their checksum.
  func next() throws(SourceError) -> UnsafeRawBufferPointer?
}

/// A stream over bytes in memory; tests and small entries.
public final class MemoryStream: ByteStream {
  public let name: String
  private let bytes: [UInt8]
  private let pieceLength: Int
  private var offset = 0
  private let piece: UnsafeMutableRawBufferPointer

  /// - Parameter pieceLength: how many bytes each call of `next` hands out, so that tests can cut at every boundary.
  public init(_ bytes: [UInt8], name: String, pieceLength: Int = 65_536) {
    self.bytes = bytes
    self.name = name
    self.pieceLength = max(1, pieceLength)
    piece = .allocate(byteCount: max(1, min(bytes.count, self.pieceLength)), alignment: 8)
  }

  deinit { piece.deallocate() }

  public func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    guard offset < bytes.count else { return nil }
    let count = min(pieceLength, bytes.count - offset)
    bytes.withUnsafeBytes { piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
    offset += count
    return UnsafeRawBufferPointer(rebasing: piece[0..<count])
  }
}
