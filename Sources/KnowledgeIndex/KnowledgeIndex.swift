internal import ClinicalLanguage
public import SearchStore

/// An open generation: the mapped texts and a pool of readers of the inverted index. It stays what it is when a newer
/// generation is published; open anew to see that one.
public final class KnowledgeIndex: Sendable {
  public static let analyzerVersion = Analyzer.version
  static let headerLength = 64
  static let magic: UInt64 = 0x3154_5845_5443_5343  // "CSCTEXT1"

  public static let textsName = "texts"
  public static let invertedName = "index.glass"

  public let generation: Generation
  public let texts: KnowledgeTexts
  public let readers: ReaderPool
  private let mapping: MappedFile

  /// Opens a generation, after checking that its files are there with their sizes and that this build reads their format.
  /// - Parameter readerLimit: the most searches at a time; further ones wait.
  /// - Throws: `StoreError` `.corrupt` for a damaged generation, `.version` for one of another format or analyzer.
  public init(_ generation: Generation, readerLimit: Int = 16) throws(StoreError) {
    self.generation = generation
    mapping = try generation.map(KnowledgeIndex.textsName, access: .random)
    let bytes = mapping.bytes
    guard bytes.count >= KnowledgeIndex.headerLength,
      bytes.loadUnaligned(as: UInt64.self).littleEndian == KnowledgeIndex.magic
    else { throw StoreError(.corrupt, "not a texts file of codesearch", path: mapping.path) }
    let format = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    let analyzer = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    guard format == KnowledgeTexts.format, analyzer == KnowledgeIndex.analyzerVersion else {
      throw StoreError(
        .version,
        "the index has format \(format) and analyzer \(analyzer), this build reads format \(KnowledgeTexts.format) and "
          + "analyzer \(KnowledgeIndex.analyzerVersion)", path: mapping.path)
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    let invertedLength = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    guard length == UInt64(bytes.count) else {
      throw StoreError(.corrupt, "the texts file is cut off", path: mapping.path)
    }
    guard try generation.size(of: KnowledgeIndex.invertedName) == Int(truncatingIfNeeded: invertedLength) else {
      throw StoreError(.corrupt, "the inverted index has another size than the texts file says", path: generation.path)
    }
    guard let texts = KnowledgeTexts(UnsafeRawBufferPointer(rebasing: bytes[KnowledgeIndex.headerLength...])) else {
      throw StoreError(.corrupt, "the texts file is damaged", path: mapping.path)
    }
    self.texts = texts
    readers = ReaderPool(try generation.index(), limit: readerLimit)
  }

  /// The bytes of a `texts` file for the given parts; nil where a part is damaged.
  /// - Parameter invertedLength: the size of `index.glass` in bytes.
  public static func textsFile(parts: [[UInt8]], invertedLength: Int) -> [UInt8]? {
    guard let body = TextsJoiner.join(parts) else { return nil }
    var writer = ByteWriter()
    writer.u64(magic)
    writer.u32(KnowledgeTexts.format)
    writer.u32(analyzerVersion)
    writer.u64(UInt64(headerLength + body.count))
    writer.u64(UInt64(invertedLength))
    while writer.bytes.count < headerLength { writer.u8(0) }
    return writer.bytes + body
  }

  /// How many targets a `texts` file holds; nil where it is damaged.
  public static func targetCount(ofTextsFile file: MappedFile) -> Int? {
    guard file.count > headerLength else { return nil }
    return KnowledgeTexts(UnsafeRawBufferPointer(rebasing: file.bytes[headerLength...]))?.targetCount
  }
}
