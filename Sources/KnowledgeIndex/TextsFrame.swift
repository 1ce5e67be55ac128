internal import SearchStore

/// What stands around the body of a `texts` file: a head with magic, versions and lengths, and behind the body, where the
/// inverted index lies in several files, one entry for each of them.
struct TextsFrame {
  static let headLength = 64
  private static let magic: UInt64 = 0x3154_5845_5443_5343  // "CSCTEXT1"

  var body: UnsafeRawBufferPointer
  var inverted: [InvertedPart]

  /// - Throws: `StoreError` `.corrupt` for anything but a whole file, `.version` for one of another format or analyzer.
  init(_ file: MappedFile) throws(StoreError) {
    let bytes = file.bytes
    func u32(_ offset: Int) -> UInt32 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian }
    func u64(_ offset: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian }
    guard bytes.count >= TextsFrame.headLength, u64(0) == TextsFrame.magic else {
      throw StoreError(.corrupt, "not a texts file of codesearch", path: file.path)
    }
    guard u32(8) == KnowledgeTexts.format, u32(12) == KnowledgeIndex.analyzerVersion else {
      throw StoreError(
        .version,
        "the index has format \(u32(8)) and analyzer \(u32(12)), this build reads format \(KnowledgeTexts.format) and "
          + "analyzer \(KnowledgeIndex.analyzerVersion)", path: file.path)
    }
    guard u64(16) == UInt64(bytes.count) else {
      throw StoreError(.corrupt, "the texts file is cut off", path: file.path)
    }
    // One part is told by its length alone.
    let entries = Int(u32(32))
    let end = bytes.count - entries * InvertedPart.encodedLength
    guard entries <= KnowledgeIndex.partCounts.upperBound, end >= TextsFrame.headLength else {
      throw StoreError(.corrupt, "the texts file is damaged", path: file.path)
    }
    body = UnsafeRawBufferPointer(rebasing: bytes[TextsFrame.headLength..<end])
    if entries == 0 {
      inverted = [InvertedPart(bytes: Int(truncatingIfNeeded: u64(24)), documents: nil, uuid: "")]
    } else {
      inverted = (0..<entries).map { entry in
        let start = end + entry * InvertedPart.encodedLength
        let uuid = bytes[start + 16..<start + InvertedPart.encodedLength].prefix { $0 != 0 }
        return InvertedPart(
          bytes: Int(truncatingIfNeeded: u64(start)), documents: Int(u32(start + 8)),
          uuid: String(decoding: uuid, as: UTF8.self))
      }
    }
  }

  static func encoded(bodyLength: Int, inverted: [InvertedPart]) -> (before: [UInt8], behind: [UInt8]) {
    let entries = inverted.count > 1 ? inverted : []
    var writer = ByteWriter()
    writer.u64(magic)
    writer.u32(KnowledgeTexts.format)
    writer.u32(KnowledgeIndex.analyzerVersion)
    writer.u64(UInt64(headLength + bodyLength + entries.count * InvertedPart.encodedLength))
    writer.u64(UInt64(inverted.reduce(0) { $0 + $1.bytes }))
    writer.u32(UInt32(entries.count))
    while writer.bytes.count < headLength { writer.u8(0) }
    var behind = ByteWriter()
    for entry in entries { entry.encode(into: &behind) }
    return (writer.bytes, behind.bytes)
  }
}

/// A file of the inverted index, as the `texts` file of its generation knows it.
public struct InvertedPart: Sendable, Hashable {
  public var bytes: Int
  /// Nil where the index is one file: then it holds all documents of the `texts` file.
  public var documents: Int?
  /// libxapian's identifier of the file; empty where the index is one file.
  public var uuid: String

  /// u64 bytes, u32 documents, u32 unused, 48 bytes of the identifier.
  static let encodedLength = 64

  public init(bytes: Int, documents: Int?, uuid: String) {
    self.bytes = bytes
    self.documents = documents
    self.uuid = uuid
  }

  func encode(into writer: inout ByteWriter) {
    writer.u64(UInt64(bytes))
    writer.u32(UInt32(documents ?? 0))
    writer.u32(0)
    let name = uuid.utf8.prefix(48)
    writer.bytes += Array(name) + Array(repeating: 0, count: 48 - name.count)
  }
}
