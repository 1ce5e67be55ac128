internal import KnowledgeIndex
public import OfficialFiles
public import SearchStore

/// Why an index could not be built. The published index is as it was.
public struct BuildError: Error, Sendable, CustomStringConvertible {
  public struct Code: Sendable, Hashable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A source file was refused.
    public static let source = Code(rawValue: "source-refused")
    /// Another builder is at work.
    public static let busy = Code(rawValue: "busy")
    /// Reading or writing failed, or the disk is full.
    public static let io = Code(rawValue: "io")
    /// The index folder is damaged or not ours.
    public static let corrupt = Code(rawValue: "corrupt")
    /// There is nothing to go back to, or no index yet.
    public static let missing = Code(rawValue: "missing")
    /// The new generation did not pass its checks.
    public static let verification = Code(rawValue: "verification")
    /// An option has a value that it cannot have.
    public static let usage = Code(rawValue: "usage")
    /// The server of a remote part does not answer.
    public static let network = Code(rawValue: "network")
    /// A fault of this program.
    public static let `internal` = Code(rawValue: "internal")
  }

  public var code: Code
  public var message: String
  public var remedy: String?

  public init(_ code: Code, _ message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  public init(_ error: SourceError) {
    self.init(error.reason == .unreadable ? .io : .source, error.description)
  }

  public init(_ error: StoreError) {
    switch error.code {
    case .busy: self.init(.busy, error.message, remedy: "wait for it, or pass --wait")
    case .noSpace:
      self.init(.io, "\(error.path.map { "\($0): " } ?? "")no space left", remedy: "free some space and run it again")
    case .io, .notFound: self.init(.io, error.path.map { "\($0): \(error.message)" } ?? error.message)
    case .corrupt, .version:
      self.init(
        .corrupt, error.path.map { "\($0): \(error.message)" } ?? error.message,
        remedy: "rebuild with: codesearch index --rebuild")
    case .network: self.init(.network, error.message, remedy: StoreError.networkHint)
    case .modified: self.init(.corrupt, error.message, remedy: StoreError.otherGenerationHint)
    case .invalidArgument where error.path != nil:
      self.init(.usage, error.path.map { "\($0): \(error.message)" } ?? error.message)
    default: self.init(.internal, error.description)
    }
  }

  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
