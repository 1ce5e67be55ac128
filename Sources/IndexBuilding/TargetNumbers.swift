internal import ClinicalLanguage
internal import CodingKnowledge

/// Numbers targets in the order in which they are met, from 0.
struct TargetNumbers: Sendable {
  /// Scope and identifier of each.
  private var keys = ByteTable()

  var count: Int { keys.count }

  /// The number of a target, a new one where it has none yet.
  mutating func number(of target: Target) -> Int { TargetNumbers.withKey(of: target) { Int(keys.intern($0)) } }

  /// Nil for a target that was not met.
  subscript(target: Target) -> Int? { TargetNumbers.withKey(of: target) { keys.find($0) }.map { Int($0) } }

  private static func withKey<Result>(of target: Target, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var identifier = target.identifier
    return identifier.withUTF8 { identifier in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: identifier.count + 1) { key in
        key.initializeElement(at: 0, to: target.scope.rawValue)
        _ = key[1...].initialize(fromContentsOf: identifier)
        return body(UnsafeBufferPointer(key))
      }
    }
  }
}
