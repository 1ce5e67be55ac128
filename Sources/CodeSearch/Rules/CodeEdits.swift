public import CodingKnowledge

/// One PTP edit with its standing on the day asked for.
public struct CodePairEdit: Sendable, Hashable {
  /// The code that is paid.
  public var column1: Target
  /// The code that is denied beside it.
  public var column2: Target
  /// Days, indicator and rationale, as the file has them.
  public var terms: PTPEdit.Terms
  /// Whether it is in force on the day.
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
  /// What the edits of two codes come to.
  public enum Verdict: String, Sendable, Hashable {
    case none
    case notInForce = "not-in-force"
    case inForce = "in-force"
  }

  /// The code that was asked about first.
  public var first: Target
  /// The other code.
  public var second: Target
  /// Every episode in either direction; those in force first.
  public var edits: [CodePairEdit]
  /// Add-on edits between the two.
  public var addOns: [AddOnRelation]

  /// What the edits come to on the day.
  public var verdict: Verdict {
    edits.isEmpty ? .none : edits.contains { $0.standing == .inForce } ? .inForce : .notInForce
  }
}

/// How a code and another stand to each other as add-on code and primary code.
public struct AddOnRelation: Sendable, Hashable {
  /// The add-on code.
  public var addOn: Target
  /// Nil where the contractor decides which codes are primary.
  public var primary: Target?
  /// Days and type, as the file has them.
  public var terms: AddOnEdit.Terms
  /// Whether it is in force on the day.
  public var standing: RuleStanding
}

/// The edits of one code, or of a code against others, on a day.
public struct CodeEdits: Sendable {
  /// The code that was asked about.
  public var target: Target
  /// Its title on the day.
  public var title: String
  /// The date of service that was asked for.
  public var day: Day
  /// Who bills.
  public var setting: CareSetting
  /// How many edits in force have the code in column 1; 0 where other codes were asked about.
  public var column1Count = 0
  /// How many edits in force have the code in column 2; 0 where other codes were asked about.
  public var column2Count = 0
  /// The edits in force that have the code in column 1; at most as many as were asked for.
  public var column1: [CodePairEdit] = []
  /// The edits in force that have the code in column 2; at most as many as were asked for.
  public var column2: [CodePairEdit] = []
  /// One answer for each code that was asked about.
  public var pairs: [PairAnswer] = []
  /// Where it is an add-on code: the codes that it goes with.
  public var primaries: [AddOnRelation] = []
  /// Where it is a primary code: its add-on codes.
  public var addOns: [AddOnRelation] = []
  /// The most units a day; nil where no table has the code.
  public var unitLimit: UnitLimit?
  /// What the answer rests on.
  public var basis: [DataBasis] = []
  /// What was cut, widened or answered from another release.
  public var notices: [Notice] = []
}
