public import CodingKnowledge

/// The release that an answer rests on: which table, of which quarter, and whether it is the one of the day asked for.
public struct DataBasis: Sendable, Hashable {
  /// What the publisher calls it, for example `Medicare NCCI PTP edits, practitioner`.
  public var title: String
  /// The version as its publisher counts, for example `2024-07`.
  public var version: String
  /// The days that the release is for.
  public var effective: DayRange
  /// False where the release of the day is not loaded, and another one answers.
  public var isOfTheDay: Bool

  /// One line: title, version, and the days that it is for.
  public var description: String {
    let period =
      switch (effective.from, effective.through) {
      case (let from?, let through?): " (\(from) to \(through))"
      case (let from?, nil): " (from \(from))"
      default: ""
      }
    return "\(title) \(version)\(period)"
  }
}

/// Whether a rule is in force on the day asked for.
public enum RuleStanding: Sendable, Hashable {
  case inForce
  /// The last day on which it was, where that can be told.
  case ended(Day?)
  /// The first day on which it will be, where that can be told.
  case future(Day?)
  /// Deleted with effect from its first day.
  case neverInForce

  /// `in-force`, `ended`, `future`, `never-in-force`.
  public var name: String {
    switch self {
    case .inForce: "in-force"
    case .ended: "ended"
    case .future: "future"
    case .neverInForce: "never-in-force"
    }
  }
}
