public import CodingKnowledge

/// One PTP edit with its standing on the day asked for.
public struct CodePairEdit: Sendable, Hashable {
  /// The code that is paid.
  public var column1: Target
  /// The code that is denied beside it.
  public var column2: Target
  public var terms: PTPEdit.Terms
  public var standing: RuleStanding
  /// The quarters of the files that state it, oldest first.
  public var versions: [String]

  /// What the edit means for a claim, in one sentence.
  public var meaning: String {
    switch terms.indicator {
    case .notAllowed: "\(column2.identifier) is not paid beside \(column1.identifier); no modifier changes that"
    case .allowed:
      "\(column2.identifier) is not paid beside \(column1.identifier) unless an NCCI-associated modifier "
        + "on it is justified by the record"
    case .notApplicable: "the edit was deleted with effect from its first day"
    }
  }
}

/// The answer for two codes: no edit on file, edits that are not in force that day, or one that is.
public struct PairAnswer: Sendable, Hashable {
  public enum Verdict: String, Sendable, Hashable {
    case none
    case notInForce = "not-in-force"
    case inForce = "in-force"
  }

  public var first: Target
  public var second: Target
  /// Every episode in either direction; those in force first.
  public var edits: [CodePairEdit]
  /// Add-on edits between the two.
  public var addOns: [AddOnRelation]

  public var verdict: Verdict {
    edits.isEmpty ? .none : edits.contains { $0.standing == .inForce } ? .inForce : .notInForce
  }
}

/// How a code and another stand to each other as add-on code and primary code.
public struct AddOnRelation: Sendable, Hashable {
  public var addOn: Target
  /// Nil where the contractor decides which codes are primary.
  public var primary: Target?
  public var terms: AddOnEdit.Terms
  public var standing: RuleStanding
}

/// The edits of one code, or of a code against others, on a day.
public struct CodeEdits: Sendable {
  public var target: Target
  public var title: String
  public var day: Day
  public var setting: CareSetting
  /// How many edits in force have the code in column 1, and in column 2; 0 where other codes were asked about.
  public var column1Count = 0
  public var column2Count = 0
  /// The edits in force that have the code in column 1, then those that have it in column 2; at most as many of each as were
  /// asked for.
  public var column1: [CodePairEdit] = []
  public var column2: [CodePairEdit] = []
  /// One answer for each code that was asked about.
  public var pairs: [PairAnswer] = []
  /// The add-on rules of the code: its primary codes, or its add-on codes.
  public var primaries: [AddOnRelation] = []
  public var addOns: [AddOnRelation] = []
  public var unitLimit: UnitLimit?
  /// What the answer rests on.
  public var basis: [DataBasis] = []
  public var notices: [Notice] = []
}
