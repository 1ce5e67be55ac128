internal import CNettle
internal import Glibc

/// A SHA-256 digest.
///
/// ```swift
/// try Digest(ofFile: "texts").description  // "9f86d0818…", 64 hexadecimal digits
/// ```
public struct Digest: Sendable, Hashable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// Reads 64 hexadecimal digits in either case; nil for anything else.
  public init?(hexadecimal text: some StringProtocol) {
    let digits = text.utf8.compactMap(Digest.value(ofDigit:))
    guard digits.count == 64, text.utf8.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  public init(of bytes: UnsafeRawBufferPointer) {
    var stream = DigestStream()
    stream.append(bytes)
    self = stream.finish()
  }

  public init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Digest(of: $0) }
  }

  /// Reads the file in pieces of 1 MB; links are not followed.
  /// - Throws: `.notFound`, `.io`, and `.corrupt` for anything but a regular file.
  public init(ofFile path: String) throws(StoreError) {
    let file = try FileDescriptor(reading: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var stream = DigestStream()
    do throws(StoreError) {
      while case let count = try file.read(into: buffer), count > 0 {
        stream.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    } catch {
      throw error.at(path)
    }
    self = stream.finish()
  }

  fileprivate init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// A SHA-256 digest in the making, for bytes that come piece by piece.
public struct DigestStream: Sendable {
  private var state = sha256_ctx()

  public init() { nettle_sha256_init(&state) }

  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    nettle_sha256_update(&state, bytes.count, start.assumingMemoryBound(to: UInt8.self))
  }

  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  /// The digest of everything appended so far; the stream begins anew.
  public mutating func finish() -> Digest {
    let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      nettle_sha256_digest(&state, 32, buffer.baseAddress)
      count = 32
    }
    return Digest(unchecked: bytes)
  }
}
