/// A medically unlikely edit: the most units of a code that one provider reports for one patient on one day.
///
/// Source: CMS, Medicare NCCI MUE tables.
public struct MUE: Sendable, Hashable {
  /// How units are counted. The raw value is the MUE adjudication indicator (MAI) of the table.
  public enum Adjudication: UInt8, Sendable, Hashable {
    /// Each claim line by itself; more units may stand on another line with a modifier.
    case claimLine = 1
    /// All lines of the day; the limit follows from policy and cannot be exceeded.
    case dateOfServicePolicy = 2
    /// All lines of the day; more may be paid on appeal or with documentation.
    case dateOfServiceClinical = 3
  }

  public var target: Target
  public var setting: CareSetting
  /// The most units; 0 where the code is not paid in this setting at all.
  public var units: Int
  public var adjudication: Adjudication
  public var rationale: String

  public init(_ target: Target, setting: CareSetting, units: Int, adjudication: Adjudication, rationale: String) {
    self.target = target
    self.setting = setting
    self.units = units
    self.adjudication = adjudication
    self.rationale = rationale
  }
}
