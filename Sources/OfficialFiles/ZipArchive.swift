import CMinizip

/// A zip archive whose directory has been read and found harmless: every name lies under the root, nothing is encrypted
/// or a link, and what would come out stays within the limits.
public final class ZipArchive {
  /// A regular file in the archive.
  public struct Entry: Sendable, Hashable {
    /// The path inside the archive, with `/`.
    public var path: String
    public var length: Int
    public var compressedLength: Int
    fileprivate var directoryOffset: UInt64
    fileprivate var number: UInt64
  }

  public let name: String
  /// The regular files, in the order of the archive's directory.
  public private(set) var entries: [Entry] = []
  private let file: OpenFile
  private let limits: ArchiveLimits

  /// Opens the archive at `path`.
  public convenience init(path: String, name: String? = nil, limits: ArchiveLimits = .standard) throws(SourceError) {
    try self.init(try OpenFile(path: path, name: name ?? path), name: name ?? path, limits: limits)
  }

  init(_ file: OpenFile, name: String, limits: ArchiveLimits = .standard) throws(SourceError) {
    self.file = file
    self.name = name
    self.limits = limits
    guard try hasEnd(), let handle = ZipHandle(file) else {
      throw SourceError(
        .malformed, file: name, message: "a zip archive without its directory: it was cut or damaged",
        remedy: "get the file again")
    }
    try readDirectory(handle)
  }

  /// Whether the record that ends the directory is there, whole. minizip alone takes one that is cut.
  private func hasEnd() throws(SourceError) -> Bool {
    let length = 22
    let start = max(0, file.length - length - Int(UInt16.max))
    let tail = try file.bytes(at: start, count: file.length - start)
    guard tail.count >= length else { return false }
    return (0...tail.count - length).reversed().contains { index in
      tail[index...].starts(with: [0x50, 0x4B, 0x05, 0x06])
        && index + length + Int(tail[index + 20]) + Int(tail[index + 21]) << 8 <= tail.count
    }
  }

  /// The entry at `path`, or nil.
  public func entry(_ path: String) -> Entry? { entries.first { $0.path == path } }

  /// The bytes of `entry`, inflated, with their checksum proven at the end.
  public func open(_ entry: Entry) throws(SourceError) -> any ByteStream {
    guard let handle = ZipHandle(file) else {
      throw SourceError(.unreadable, file: name, message: "no longer a zip archive", remedy: "get the file again")
    }
    return try ZipEntryStream(handle, entry, name: "\(name)/\(entry.path)")
  }

  private func readDirectory(_ handle: ZipHandle) throws(SourceError) {
    var summary = unz_global_info64()
    guard unzGetGlobalInfo64(handle.archive, &summary) == UNZ_OK else { throw damaged(handle) }
    guard summary.number_entry <= UInt64(limits.entryCount) else {
      throw limit("\(summary.number_entry) entries, more than \(limits.entryCount)")
    }
    var total = 0
    var names: Set<String> = []
    var status = summary.number_entry == 0 ? UNZ_END_OF_LIST_OF_FILE : unzGoToFirstFile(handle.archive)
    while status == UNZ_OK {
      if let entry = try readEntry(handle) {
        total += entry.length
        guard total <= limits.totalLength else { throw limit("more than \(limits.totalLength) bytes when unpacked") }
        guard names.insert(entry.path).inserted else {
          throw SourceError(
            .malformed, file: "\(name)/\(entry.path)", message: "two entries have this name",
            remedy: "unpack the archive yourself and keep the right one")
        }
        entries.append(entry)
      }
      status = unzGoToNextFile(handle.archive)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE else { throw damaged(handle) }
    // Entries that overlap would pass one by one; together they cannot hold more than the archive could.
    guard total <= limits.ratioFree || total / limits.ratio <= file.length else {
      throw limit("unpacks to more than \(limits.ratio) times its size")
    }
  }

  /// The entry that `handle` stands at; nil for folders.
  private func readEntry(_ handle: ZipHandle) throws(SourceError) -> Entry? {
    var header = unz_file_info64()
    var bytes = [CChar](repeating: 0, count: ZipEntryName.lengthLimit + 1)
    guard unzGetCurrentFileInfo64(handle.archive, &header, &bytes, UInt(bytes.count), nil, 0, nil, 0) == UNZ_OK else {
      throw damaged(handle)
    }
    guard header.size_filename <= UInt(ZipEntryName.lengthLimit) else { throw refused("an entry with an endless name") }
    let path = try ZipEntryName.proven(bytes.prefix(Int(header.size_filename)).map { UInt8(bitPattern: $0) }, in: name)
    guard !path.hasSuffix("/") else { return nil }
    try checkKind(header, path)
    guard let length = Int(exactly: header.uncompressed_size), length <= limits.entryLength,
      let compressed = Int(exactly: header.compressed_size)
    else { throw limit("\(path) has more than \(limits.entryLength) bytes when unpacked") }
    guard length <= limits.ratioFree || length / limits.ratio <= compressed else {
      throw limit("\(path) unpacks to more than \(limits.ratio) times its size")
    }
    var position = unz64_file_pos()
    guard unzGetFilePos64(handle.archive, &position) == UNZ_OK else { throw damaged(handle) }
    return Entry(
      path: path, length: length, compressedLength: compressed, directoryOffset: position.pos_in_zip_directory,
      number: position.num_of_file)
  }

  private func checkKind(_ header: unz_file_info64, _ path: String) throws(SourceError) {
    if header.flag & 1 != 0 {
      throw SourceError(
        .malformed, file: "\(name)/\(path)", message: "the entry is encrypted", remedy: "unpack it yourself first")
    }
    // The upper half of the attributes is a Unix mode where the archive was made on Unix (3) or macOS (19).
    let maker = header.version >> 8
    guard maker == 3 || maker == 19 else { return }
    switch header.external_fa >> 16 & 0o170000 {
    case 0, 0o100000, 0o040000: return
    case 0o120000: throw refused("\(path) is a symbolic link")
    default: throw refused("\(path) is not a regular file")
    }
  }

  private func damaged(_ handle: ZipHandle) -> SourceError {
    handle.readError
      ?? SourceError(
        .malformed, file: name, message: "the archive's directory is damaged", remedy: "get the file again")
  }

  private func limit(_ message: String) -> SourceError {
    SourceError(.limit, file: name, message: message, remedy: "unpack it yourself if you trust it")
  }

  private func refused(_ message: String) -> SourceError {
    SourceError(.malformed, file: name, message: message, remedy: "do not use this archive")
  }
}

/// The rule for names inside an archive.
enum ZipEntryName {
  static let lengthLimit = 1_024

  /// `name` as text, if it names something under the archive's root in a way that no system reads otherwise.
  static func proven(_ name: [UInt8], in archive: String) throws(SourceError) -> String {
    func refused(_ reason: String) -> SourceError {
      let shown = String(decoding: name.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
      return SourceError(
        .malformed, file: archive, message: "the entry \"\(shown)\" \(reason)", remedy: "do not use this archive")
    }
    guard !name.isEmpty else { throw refused("has no name") }
    guard name[0] != UInt8(ascii: "/") else { throw refused("has an absolute path") }
    guard !name.contains(UInt8(ascii: "\\")) else { throw refused("has a backslash in its name") }
    guard !(name.count > 1 && name[1] == UInt8(ascii: ":")) else { throw refused("names a drive") }
    guard !name.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw refused("has control characters in its name")
    }
    for component in name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    where component.elementsEqual("..".utf8) {
      throw refused("leads out of the archive")
    }
    return TextDecoding.text(name)
  }
}

/// The bytes of one entry.
final class ZipEntryStream: ByteStream {
  let name: String
  private let handle: ZipHandle
  private let length: Int
  private let buffer: UnsafeMutableRawBufferPointer
  private var offset = 0
  private var atEnd = false

  fileprivate init(_ handle: ZipHandle, _ entry: ZipArchive.Entry, name: String) throws(SourceError) {
    self.handle = handle
    self.name = name
    length = entry.length
    buffer = .allocate(byteCount: 1 << 18, alignment: 64)
    var position = unz64_file_pos(pos_in_zip_directory: entry.directoryOffset, num_of_file: entry.number)
    var method: Int32 = 0
    guard unzGoToFilePos64(handle.archive, &position) == UNZ_OK,
      unzOpenCurrentFile2(handle.archive, &method, nil, 0) == UNZ_OK, method == 0 || method == 8
    else {
      throw handle.readError
        ?? SourceError(
          .malformed, file: name, message: "the entry is damaged or packed in a way that is not understood",
          remedy: "unpack it yourself, or get the file again")
    }
  }

  deinit {
    unzCloseCurrentFile(handle.archive)
    buffer.deallocate()
  }

  func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    if atEnd { return nil }
    let count = Int(unzReadCurrentFile(handle.archive, buffer.baseAddress, UInt32(buffer.count)))
    if count > 0 {
      offset += count
      return UnsafeRawBufferPointer(rebasing: buffer[..<count])
    }
    if let error = handle.readError { throw error }
    guard count == 0 else { throw malformed("does not inflate") }
    guard offset == length else { throw malformed("the data end too early: \(offset) of \(length) bytes") }
    guard unzCloseCurrentFile(handle.archive) == UNZ_OK else { throw malformed("the checksum does not agree") }
    atEnd = true
    return nil
  }

  private func malformed(_ message: String) -> SourceError {
    SourceError(.malformed, file: name, place: .byte(offset), message: message, remedy: "get the file again")
  }
}
