// OfficialFiles: one file per published format. It turns bytes into CodingKnowledge values with provenance and knows no
// index; every reader is bounded, refuses what it does not understand, and names the place.

public import CodingKnowledge

/// The beginning of a source file, after decompression: what a format is recognised by.
public struct SourceHead: Sendable {
  /// The file's own name without folders, and without `.gz`; used only for what the content does not tell (a year).
  public var name: String
  /// The folders above the file, nearest first, for a release hint such as `fy2026-april`.
  public var folders: [String]
  /// At most the first 65,536 bytes.
  public var bytes: [UInt8]
  /// True where the user named this very file; false where it was found in a folder or an archive.
  public var isNamed: Bool

  public init(name: String, folders: [String] = [], bytes: [UInt8], isNamed: Bool = false) {
    self.name = name
    self.folders = folders
    self.bytes = bytes
    self.isNamed = isNamed
  }
}

/// What a file is: its format, the release it belongs to and what it contributes.
public struct SourceDescription: Sendable, Hashable {
  /// The format's identifier, for example `icd10cm-order`.
  public var format: String
  public var title: String
  public var series: Series
  public var release: Release
  public var licence: String

  public init(format: String, title: String, series: Series, release: Release, licence: String) {
    self.format = format
    self.title = title
    self.series = series
    self.release = release
    self.licence = licence
  }
}

/// A reader of one published format.
///
/// To add a format: one type that conforms, and its name in ``SourceFormats/all``.
public protocol SourceFormat: Sendable {
  /// The identifier shown in summaries and kept in manifests, for example `icd10cm-order`.
  var identifier: String { get }

  /// What a person needs to know who writes such a file; empty for files that a publisher issues.
  var remark: String { get }

  /// True when the content, not the name, is of this format.
  func recognises(_ head: SourceHead) -> Bool

  /// Title, release and licence of the file. Throws where the release cannot be told, or where the file's name and its
  /// content contradict each other.
  func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription

  /// True where the columns of a PDF are to be read one after the other; else its lines come as they are laid out.
  var readsColumns: Bool { get }

  /// Reads the whole file and hands each value to `emit`, in file order.
  /// - Throws: `SourceError` with the file's name and the position of the first fault. Values emitted before it are void.
  func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError)
}

extension SourceFormat {
  public var remark: String { "" }
  public var readsColumns: Bool { false }
}

/// What the user said about the release on the command line (`--release 2026`), if anything.
public struct ReleaseHint: Sendable {
  public var version: String?

  public init(version: String? = nil) { self.version = version }
}
