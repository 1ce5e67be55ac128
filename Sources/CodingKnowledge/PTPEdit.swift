/// A procedure-to-procedure edit of the NCCI program: when both codes are billed for one patient and day, column 2 is denied.
///
/// Source: CMS, Medicare NCCI PTP edit files; the indicators are explained in chapter I of the NCCI Policy Manual.
public struct PTPEdit: Sendable, Hashable {
  /// Whether a modifier may open the edit. The raw value is the digit of the file.
  public enum ModifierIndicator: UInt8, Sendable, Hashable {
    /// No modifier opens it.
    case notAllowed = 0
    /// An NCCI-associated modifier opens it where the clinical circumstances warrant.
    case allowed = 1
    /// The edit was deleted on the day that it began: it never was in force.
    case notApplicable = 9
  }

  /// The rationales that the files give, in the order of the NCCI file description; others may come.
  public static let knownRationales = [
    "Anesthesia service included in surgical procedure", "CPT Manual or CMS manual coding instruction",
    "CPT Separate procedure definition", "Gender-specific procedures", "HCPCS/CPT procedure code definition",
    "Laboratory panel", "Misuse of Column Two code with Column One code", "More extensive procedure",
    "Mutually exclusive procedures", "Sequential procedure", "Standard preparation/monitoring services for anesthesia",
    "Standards of medical/surgical practice",
  ]

  /// What an edit says, whichever codes it is about.
  public struct Terms: Sendable, Hashable {
    public var setting: CareSetting
    public var indicator: ModifierIndicator
    /// The first day; nil where the file leaves the column empty.
    public var effective: Day?
    /// The last day; nil while the edit stands.
    public var deletion: Day?
    /// Why, in the words of the file, for example `Misuse of Column Two code with Column One code`.
    public var rationale: String
    /// True for edits that were there before 1996.
    public var predates1996: Bool

    public init(
      setting: CareSetting, indicator: ModifierIndicator, effective: Day?, deletion: Day?, rationale: String,
      predates1996: Bool = false
    ) {
      self.setting = setting
      self.indicator = indicator
      self.effective = effective
      self.deletion = deletion
      self.rationale = rationale
      self.predates1996 = predates1996
    }

    /// Whether the edit is in force on `day`. An edit without a first day counts from ever; one that ended on the day it
    /// began never was in force.
    public func isInForce(on day: Day) -> Bool {
      guard indicator != .notApplicable, effective == nil || effective != deletion else { return false }
      return DayRange(from: effective, through: deletion).contains(day)
    }
  }

  /// The code that is paid.
  public var column1: Target
  /// The code that is denied beside it.
  public var column2: Target
  public var terms: Terms

  public init(_ column1: Target, _ column2: Target, _ terms: Terms) {
    self.column1 = column1
    self.column2 = column2
    self.terms = terms
  }
}
