// SearchStore owns what lies on disk and behind the bridge to libxapian: readers, writers, packed programs and
// batches, generations. It knows bytes, terms and docids; it must not know codes, the meaning of fields, or JSON.

/// What the store could not do, and why.
///
/// Errors are told apart by `code`; `message` is for people and changes freely.
public struct StoreError: Error, Sendable, CustomStringConvertible {
  /// One value per reaction that a caller can have.
  public struct Code: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// No such file, generation or document.
    public static let notFound = Code(rawValue: "not-found")
    /// Another builder holds the index.
    public static let busy = Code(rawValue: "busy")
    /// Damaged, cut off, or not an index at all.
    public static let corrupt = Code(rawValue: "corrupt")
    /// An index of a format that this build does not read.
    public static let version = Code(rawValue: "version")
    /// Changed under the reader, or of another generation.
    public static let modified = Code(rawValue: "modified")
    /// The system refused; `StoreError.errno` says why.
    public static let io = Code(rawValue: "io")
    /// Disk full, quota, or file size limit.
    public static let noSpace = Code(rawValue: "no-space")
    /// A malformed program, batch, name or option.
    public static let invalidArgument = Code(rawValue: "invalid-argument")
    /// Well formed, but larger than a documented limit.
    public static let limit = Code(rawValue: "limit")
    /// The server of a remote part cannot be reached, hung up, or did not answer in time.
    public static let network = Code(rawValue: "network")
    /// The deadline of a search has passed.
    public static let timeout = Code(rawValue: "timeout")
    /// Out of memory.
    public static let memory = Code(rawValue: "memory")
    /// Called in a state that does not allow it.
    public static let misuse = Code(rawValue: "misuse")
    /// A fault in the store itself or in libxapian.
    public static let `internal` = Code(rawValue: "internal")

    public var description: String { rawValue }
  }

  public var code: Code
  public var message: String
  /// The file or folder concerned, where there is one.
  public var path: String?
  /// The number the system gave, where it was the system that refused.
  public var errno: Int32?

  public init(_ code: Code, _ message: String, path: String? = nil, errno: Int32? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.errno = errno
  }

  /// `CODE: PATH: message`.
  public var description: String {
    path.map { "\(code): \($0): \(message)" } ?? "\(code): \(message)"
  }

  func at(_ path: String) -> StoreError {
    var located = self
    located.path = self.path ?? path
    return located
  }
}
