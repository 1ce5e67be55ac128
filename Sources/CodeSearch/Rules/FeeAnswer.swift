public import CodingKnowledge

/// What the Medicare Physician Fee Schedule says of a code on a day.
public struct FeeAnswer: Sendable {
  /// The places of service between which the schedule tells apart.
  public enum Setting: String, Sendable, CaseIterable {
    /// The physician's office, and all else that is no facility.
    case office
    /// A hospital, an ambulatory surgical center, a skilled nursing facility.
    case facility

    /// Reads a name in any case: `office`, `practitioner` or `non-facility`; `facility` or `hospital`. Nil for any other.
    public init?(spelling: String) {
      switch spelling.lowercased() {
      case "office", "practitioner", "non-facility", "nonfacility": self = .office
      case "facility", "hospital": self = .facility
      default: return nil
      }
    }
  }

  /// One line of the schedule with the amounts that follow from it.
  public struct Line: Sendable, Hashable {
    /// The line as the file has it.
    public var entry: FeeScheduleEntry
    /// Total relative values, in hundredths; nil where the service is not done in that setting.
    public var nonFacilityTotal: Int?
    /// The same where the service is done in a facility.
    public var facilityTotal: Int?
    /// Amounts in cents: relative values, each times the locality's index, times the conversion factor, rounded.
    /// Nil where the status code has no payment from relative values, or the service is not done in that setting.
    public var nonFacilityAmount: Int?
    /// The same where the service is done in a facility.
    public var facilityAmount: Int?
  }

  /// The code.
  public var target: Target
  /// Its title on the day.
  public var title: String
  /// The date of service that was asked for.
  public var day: Day
  /// One for the code alone, and one for each modifier that has its own.
  public var lines: [Line] = []
  /// The locality whose indices were used; nil for the national amounts (all indices 1).
  public var locality: Locality?
  /// The releases that the answer rests on.
  public var basis: [DataBasis] = []
  /// What was cut, widened or answered from another release.
  public var notices: [Notice] = []
}

extension FeeScheduleEntry {
  /// What the status code means.
  public var statusMeaning: String {
    switch status {
    case "A": "active: paid by relative values"
    case "B": "bundled: never paid by itself"
    case "C": "priced by the contractor"
    case "D": "deleted"
    case "E": "excluded from the fee schedule by regulation"
    case "F": "deleted or discontinued, without grace period"
    case "G": "not valid for Medicare; another code is used"
    case "H": "modifier deleted"
    case "I": "not valid for Medicare; another code is used, without grace period"
    case "J": "anesthesia service: paid by anesthesia units"
    case "M": "measurement code, for reporting only"
    case "N": "not covered by Medicare"
    case "P": "bundled or excluded"
    case "Q": "therapy functional information, for reporting only"
    case "R": "restricted coverage; priced by the contractor where there is no value"
    case "T": "paid only where nothing else is paid that day"
    case "X": "excluded by law from the physician fee schedule"
    default: "status \(status)"
    }
  }

  /// Whether Medicare computes a payment from the relative values.
  public var isPaidByRelativeValues: Bool { ["A", "R", "T"].contains(status) }

  /// What the global days mean.
  public var globalMeaning: String {
    switch globalDays {
    case "000": "no days before or after; same-day visits are usually included"
    case "010": "minor procedure: 10 days after"
    case "090": "major procedure: 1 day before, 90 days after"
    case "MMM": "maternity: the usual global period does not apply"
    case "XXX": "the global concept does not apply"
    case "YYY": "the contractor decides on the global period"
    case "ZZZ": "related to another service and within its global period"
    default: ""
    }
  }

  /// What the indicator for bilateral surgery means.
  public var bilateralMeaning: String {
    switch bilateralSurgery {
    case "0": "150 % does not apply; modifier 50 is not used"
    case "1": "150 % applies with modifier 50 or both sides"
    case "2": "values are for both sides already"
    case "3": "each side is paid in full"
    case "9": "the concept does not apply"
    default: ""
    }
  }
}
