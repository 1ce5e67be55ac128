#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A source file found in a path: a plain file, the content of a `.gz`, an entry of a `.zip`, the first worksheet of an
/// `.xlsx` as comma-separated text, or the text of a PDF. It can be sniffed by its head and then read from the start, more than once.
public struct OpenedSource {
  /// What messages call it, for example `icd10cm.zip/icd10cm-order-2026.txt`.
  public let name: String
  public let head: SourceHead
  /// Why no format can recognise it: a PDF that cannot be read. Its head is empty then.
  public let fault: SourceError?
  private let open: (PDFText.Order) throws(SourceError) -> any ByteStream

  init(
    name: String, head: SourceHead, fault: SourceError? = nil,
    open: @escaping (PDFText.Order) throws(SourceError) -> any ByteStream
  ) {
    self.name = name
    self.head = head
    self.fault = fault
    self.open = open
  }

  /// A stream over the whole source from its first byte. The files below it were opened once and are not opened again.
  /// - Parameter format: the one that will read it, for what it wants of a PDF.
  public func makeStream(for format: (any SourceFormat)? = nil) throws(SourceError) -> any ByteStream {
    try open(format?.readsColumns == true ? .asRead : .asLaidOut)
  }
}

/// Finds out by content what a file holds, whatever its name says.
public enum SourceOpener {
  /// How many bytes a format is recognised by.
  public static let headLength = 65_536

  /// The sources in the file at `path`: one, or as many as an archive has files.
  /// - Parameter isNamed: true where the user named this very file.
  /// - Throws: `SourceError` where the file cannot be read, is damaged, or would unpack beyond the limits.
  public static func open(
    _ path: String, isNamed: Bool = false, limits: ArchiveLimits = .standard
  ) throws(SourceError) -> [OpenedSource] {
    var components = path.split(separator: "/").map(String.init)
    let own = components.popLast() ?? path
    let file = try OpenFile(path: path, name: path)
    let place = Place(
      name: path, ownName: own, folders: components.reversed().filter { $0 != "." }, depth: 0, isNamed: isNamed)
    return try sources(file, place, limits)
  }

  /// The regular files under `folder`, sorted by path; hidden ones are skipped and links to folders not followed.
  /// `folder` may also be a file: then it is the only one.
  public static func files(under folder: String) throws(SourceError) -> [String] {
    var status = stat()
    guard stat(folder, &status) == 0 else { throw OpenFile.unreadable(folder, errno) }
    if status.st_mode & S_IFMT == S_IFREG { return [folder] }
    var found: [String] = []
    var pending = [folder]
    while let next = pending.popLast() {
      for name in try names(in: next) where !name.hasPrefix(".") {
        let path = next.hasSuffix("/") ? next + name : "\(next)/\(name)"
        var status = stat()
        // A file that went away between the listing and this question is none.
        guard lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFLNK {
          guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: pending.append(path)
        case S_IFREG: found.append(path)
        default: continue
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func names(in folder: String) throws(SourceError) -> [String] {
    guard let handle = opendir(folder) else { throw OpenFile.unreadable(folder, errno) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        TextDecoding.text(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.firstIndex(of: 0) ?? bytes.count)]))
      }
      names.append(name)
    }
    return names
  }
}

extension SourceOpener {
  /// Where a source lies, while archives are opened one inside the other.
  private struct Place {
    var name: String
    var ownName: String
    var folders: [String]
    var depth: Int
    var isNamed: Bool

    /// The place of an archive's entry: the archive counts as a folder.
    func inside(_ path: String) -> Place {
      var components = path.split(separator: "/").map(String.init)
      let own = components.popLast() ?? path
      return Place(
        name: "\(name)/\(path)", ownName: own, folders: components.reversed() + [ownName] + folders, depth: depth + 1,
        isNamed: false)
    }
  }

  private static func sources(
    _ file: OpenFile, _ place: Place, _ limits: ArchiveLimits
  ) throws(SourceError) -> [OpenedSource] {
    let magic = Magic(try file.bytes(count: 4))
    if magic == .zip { return try archiveSources(file, place, limits) }
    return try streamSources(place, limits, magic: magic) { () throws(SourceError) in
      FileStream(file, name: place.name)
    }
  }

  private static func archiveSources(
    _ file: OpenFile, _ place: Place, _ limits: ArchiveLimits
  ) throws(SourceError) -> [OpenedSource] {
    guard place.depth <= limits.depth else {
      throw SourceError(
        .limit, file: place.name, message: "an archive inside an archive inside an archive",
        remedy: "unpack the outer one yourself")
    }
    let archive = try ZipArchive(file, name: place.name, limits: limits)
    if archive.isWorkbook {
      return [
        try source(place) { (_) throws(SourceError) in try WorkbookStream(WorkbookReader(archive), name: place.name) }
      ]
    }
    var found: [OpenedSource] = []
    for entry in archive.entries where !entry.isHidden {
      let open = { () throws(SourceError) in try archive.open(entry) }
      let inner = place.inside(entry.path)
      found += try streamSources(inner, limits, magic: Magic(try prefix(of: try open(), 4)), open)
    }
    return found
  }

  /// A plain source, a compressed one, or a nested archive, by the bytes that `open` yields.
  private static func streamSources(
    _ place: Place, _ limits: ArchiveLimits, magic: Magic, _ open: @escaping () throws(SourceError) -> any ByteStream
  ) throws(SourceError) -> [OpenedSource] {
    switch magic {
    case .plain:
      let text = { (_: PDFText.Order) throws(SourceError) in try open() }
      let plain = try source(place, text)
      guard place.ownName.lowercased().hasSuffix(".pdf"), !plain.head.bytes.isEmpty else { return [plain] }
      let fault = SourceError(
        .malformed, file: place.name, place: .byte(0), message: "not a PDF, though its name says so",
        remedy: "get the file again, or name a text .txt")
      return [faulty(place, fault, text)]
    case .pdf: return [try pdfSource(place, limits, open)]
    case .zip:
      let spool = try TemporaryFile.holding(try open(), limit: limits.entryLength)
      return try archiveSources(spool, place, limits)
    case .gzip:
      var inner = place
      if inner.ownName.lowercased().hasSuffix(".gz") { inner.ownName.removeLast(3) }
      let inflated = { () throws(SourceError) -> any ByteStream in
        GzipStream(try open(), name: place.name, limit: limits.entryLength)
      }
      let kind = Magic(try prefix(of: try inflated(), 4))
      guard kind != .gzip else { return [try source(inner) { (_) throws(SourceError) in try inflated() }] }
      return try streamSources(inner, limits, magic: kind, inflated)
    }
  }

  private static func source(
    _ place: Place, _ open: @escaping (PDFText.Order) throws(SourceError) -> any ByteStream
  ) throws(SourceError) -> OpenedSource {
    let bytes = try prefix(of: try open(.asLaidOut), headLength)
    let head = SourceHead(name: place.ownName, folders: place.folders, bytes: bytes, isNamed: place.isNamed)
    return OpenedSource(name: place.name, head: head, open: open)
  }

  /// A PDF that cannot be read is told as a source of no format: it may be none of ours.
  private static func pdfSource(
    _ place: Place, _ limits: ArchiveLimits, _ open: @escaping () throws(SourceError) -> any ByteStream
  ) throws(SourceError) -> OpenedSource {
    let text = { (order: PDFText.Order) throws(SourceError) -> any ByteStream in
      PDFStream(try open(), order: order, limit: limits.entryLength)
    }
    do throws(SourceError) {
      return try source(place, text)
    } catch {
      return faulty(place, error, text)
    }
  }

  private static func faulty(
    _ place: Place, _ fault: SourceError, _ open: @escaping (PDFText.Order) throws(SourceError) -> any ByteStream
  ) -> OpenedSource {
    let head = SourceHead(name: place.ownName, folders: place.folders, bytes: [], isNamed: place.isNamed)
    return OpenedSource(name: place.name, head: head, fault: fault, open: open)
  }

  private static func prefix(of stream: any ByteStream, _ count: Int) throws(SourceError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, let piece = try stream.next() { bytes += piece.prefix(count - bytes.count) }
    return bytes
  }
}

/// What the first bytes of a file say about its packing.
private enum Magic {
  case plain, gzip, zip, pdf

  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if bytes.starts(with: PDFText.mark) {
      self = .pdf
    } else {
      self = .plain
    }
  }
}

extension ZipArchive {
  /// True for an Office Open XML workbook (`.xlsx`).
  var isWorkbook: Bool {
    entry("[Content_Types].xml") != nil && entry("xl/workbook.xml") != nil
  }
}

extension ZipArchive.Entry {
  /// Files that the maker's system left behind, not data.
  fileprivate var isHidden: Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }
}
