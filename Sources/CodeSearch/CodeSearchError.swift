// CodeSearch: the public library: search, card, browse, check, explain, evaluate. It prints nothing, reads no environment and
// knows no source format.

internal import KnowledgeIndex
public import QueryGrammar
public import SearchStore

/// What went wrong, what to do about it, and with which status a program should end.
///
/// Errors are told apart, and compared, by ``code``; the texts are for people.
public struct CodeSearchError: Error, Sendable, Equatable, CustomStringConvertible {
  public struct Code: Sendable, Hashable {
    /// A stable name, for example `index-missing`.
    public let name: String
    /// The exit status of the command line for this error.
    public let exitStatus: Int32

    /// The query or a parameter cannot be understood.
    public static let query = Code(name: "query", exitStatus: 2)
    /// There is no index at the place given.
    public static let indexMissing = Code(name: "index-missing", exitStatus: 3)
    /// The index is damaged, of another format, or not ours.
    public static let indexCorrupt = Code(name: "index-corrupt", exitStatus: 4)
    /// Another builder holds the index.
    public static let busy = Code(name: "busy", exitStatus: 5)
    /// Reading or writing failed, or the disk is full.
    public static let io = Code(name: "io", exitStatus: 6)
    /// A source file was refused.
    public static let sourceRefused = Code(name: "source-refused", exitStatus: 7)
    /// A fault of this program.
    public static let `internal` = Code(name: "internal", exitStatus: 70)
  }

  public var code: Code
  public var message: String
  public var hint: String?
  public var underlying: (any Error)?

  public init(_ code: Code, _ message: String, hint: String? = nil, underlying: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.underlying = underlying
  }

  public init(_ error: StoreError) {
    let place = error.path.map { "\($0): " } ?? ""
    switch error.code {
    case .notFound:
      self.init(.indexMissing, "\(place)\(error.message)", hint: "build one with: codesearch index", underlying: error)
    case .corrupt, .version:
      self.init(
        .indexCorrupt, "\(place)\(error.message)", hint: "rebuild it with: codesearch index --rebuild",
        underlying: error)
    case .busy: self.init(.busy, error.message, underlying: error)
    case .io, .noSpace: self.init(.io, "\(place)\(error.message)", underlying: error)
    case .network: self.init(.io, error.message, hint: StoreError.networkHint, underlying: error)
    case .modified: self.init(.indexCorrupt, error.message, hint: StoreError.otherGenerationHint, underlying: error)
    case .invalidArgument where error.path != nil:
      self.init(.io, "\(place)\(error.message)", underlying: error)
    case .limit, .timeout: self.init(.query, error.message, hint: "ask for less", underlying: error)
    default: self.init(.internal, "\(place)\(error.message)", underlying: error)
    }
  }

  /// A query that cannot be read; the message shows the place.
  public init(_ error: QueryError, query: String) {
    self.init(.query, error.message + "\n" + error.caretDescription(of: query), hint: error.hint, underlying: error)
  }

  public static func == (left: CodeSearchError, right: CodeSearchError) -> Bool { left.code == right.code }

  public var description: String { hint.map { "\(message); \($0)" } ?? message }
}
