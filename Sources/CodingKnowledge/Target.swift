/// What a wording or passage leads to: a code, a modifier, a guideline section, a coverage text.
public struct Target: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var scope: Scope
  /// The identifier in its official display form: `E11.9`, `0DTJ4ZZ`, `I.C.4.a`, `280.1`; a chapter of ICD-10-CM is
  /// `Chapter 4`, a block `E08-E13`, a PCS table `0DT`.
  public var identifier: String

  public init(_ scope: Scope, _ identifier: String) {
    self.scope = scope
    self.identifier = identifier
  }

  public static func < (left: Target, right: Target) -> Bool {
    (left.scope.rawValue, left.identifier) < (right.scope.rawValue, right.identifier)
  }

  public var description: String { "\(scope.name) \(identifier)" }
}
