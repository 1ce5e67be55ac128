/// A source file that cannot be used: which file, where in it, what is wrong and what to do about it.
public struct SourceError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Place: Sendable, Hashable {
    case line(Int)
    case lineColumn(Int, Int)
    case byte(Int)
    case row(Int)
  }

  /// Why, for callers that react differently.
  public enum Reason: Sendable, Hashable {
    /// The bytes do not follow the format.
    case malformed
    /// A limit that guards against hostile files was passed.
    case limit
    /// The file is well formed, but not of the release it says, or of none that can be told.
    case release
    /// Reading itself failed: not there, not permitted, device error.
    case unreadable
    /// No format recognises it.
    case unknownFormat
  }

  public var file: String
  public var place: Place?
  public var reason: Reason
  public var message: String
  public var remedy: String

  public init(_ reason: Reason, file: String, place: Place? = nil, message: String, remedy: String) {
    self.file = file
    self.place = place
    self.reason = reason
    self.message = message
    self.remedy = remedy
  }

  /// One line: `FILE:LINE: message; remedy`.
  public var description: String {
    let position =
      switch place {
      case nil: ""
      case .line(let line)?: ":\(line)"
      case .lineColumn(let line, let column)?: ":\(line):\(column)"
      case .byte(let offset)?: ": byte \(offset)"
      case .row(let row)?: ": row \(row)"
      }
    return "\(file)\(position): \(message); \(remedy)"
  }
}
