public import CodingKnowledge

/// The medically unlikely edit of a code in one setting.
public struct UnitLimit: Sendable, Hashable {
  /// Who bills.
  public var setting: CareSetting
  /// The most units; 0 where the code is not paid in this setting.
  public var units: Int
  /// How units are counted, and whether more may be paid.
  public var adjudication: MUE.Adjudication
  /// Why CMS set it, in the words of the table.
  public var rationale: String
  /// The quarter of the table.
  public var version: String

  init(_ limit: MUE, version: String) {
    setting = limit.setting
    units = limit.units
    adjudication = limit.adjudication
    rationale = limit.rationale
    self.version = version
  }

  /// What the limit and its adjudication indicator mean, in one sentence.
  public var meaning: String {
    if units == 0 { return "no unit is paid in this setting: the code is not covered, bundled, or billed elsewhere" }
    return switch adjudication {
    case .claimLine: "counted on each claim line; more units may stand on another line with an appropriate modifier"
    case .dateOfServicePolicy:
      "counted over all lines of the day, set by policy: more is denied and no appeal or modifier changes it"
    case .dateOfServiceClinical:
      "counted over all lines of the day, set by clinical benchmarks: more may be paid with documentation of need"
    }
  }
}
