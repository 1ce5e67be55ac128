public import CodingKnowledge

/// What a check of a claim found. It advises; whether a payer pays is not in these files.
public struct ClaimReport: Sendable {
  /// One thing that was found.
  public struct Finding: Sendable, Hashable {
    /// How much a finding weighs.
    public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
      /// By the rule the claim cannot stand as it is.
      case error
      /// The rule leaves room, or depends on what a claim does not say.
      case warning
      /// Something to look at; nothing is wrong.
      case note

      private var order: Int { self == .error ? 0 : self == .warning ? 1 : 2 }

      /// The graver one comes first.
      public static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }
    }

    /// How much it weighs.
    public var severity: Severity
    /// A stable name of the rule, for example `ptp-edit`.
    public var rule: String
    /// The codes that it is about, as they stand on the claim.
    public var codes: [String]
    /// What was found, in one sentence.
    public var message: String
    /// The rule's own source: table and quarter, or code and note.
    public var source: String
    /// The target on whose card the rule stands.
    public var card: Target?
    /// What would resolve it.
    public var remedy: String
  }

  /// Something that was not checked, and why.
  public struct Gap: Sendable, Hashable {
    /// The check that was left out.
    public var what: String
    /// What is missing for it, for example a table that is not loaded.
    public var why: String
  }

  /// The claim that was checked.
  public var claim: Claim
  /// The most severe first, then in the order of the claim.
  public var findings: [Finding] = []
  /// What was not checked.
  public var gaps: [Gap] = []
  /// What the check rests on.
  public var basis: [DataBasis] = []

  /// How many findings have that severity.
  public func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
}
