/// One line of the Medicare Physician Fee Schedule relative value file: a code, perhaps with a modifier (26, TC, 53).
///
/// Relative values are in hundredths of a unit, the conversion factor in ten-thousandths of a dollar, as the file prints them.
/// Indicators are the file's own characters; RVUyyX.pdf of CMS explains them. The file's descriptor column is AMA text and
/// is never read.
public struct FeeScheduleEntry: Sendable, Hashable {
  public var target: Target
  /// The modifier of the line; empty where it has none.
  public var modifier: String
  /// The status code: `A` active, `B` bundled, `C` carrier priced, `N` non-covered, and so on.
  public var status: String
  public var work: Int
  public var nonFacilityPracticeExpense: Int
  public var facilityPracticeExpense: Int
  public var malpractice: Int
  /// True where the service is not done in that setting (`NA`).
  public var isNotNonFacility: Bool
  public var isNotFacility: Bool
  /// Professional and technical components.
  public var componentIndicator: String
  /// `000`, `010`, `090`, `XXX`, `YYY`, `ZZZ`, `MMM`.
  public var globalDays: String
  /// Shares of the global package before, during and after surgery, in hundredths.
  public var preoperative: Int
  public var intraoperative: Int
  public var postoperative: Int
  public var multipleProcedures: String
  public var bilateralSurgery: String
  public var assistantAtSurgery: String
  public var coSurgeons: String
  public var teamSurgery: String
  public var endoscopicBase: String
  public var supervision: String
  public var conversionFactor: Int

  public init(_ target: Target, modifier: String = "", status: String) {
    self.target = target
    self.modifier = modifier
    self.status = status
    work = 0
    nonFacilityPracticeExpense = 0
    facilityPracticeExpense = 0
    malpractice = 0
    isNotNonFacility = false
    isNotFacility = false
    componentIndicator = ""
    globalDays = ""
    preoperative = 0
    intraoperative = 0
    postoperative = 0
    multipleProcedures = ""
    bilateralSurgery = ""
    assistantAtSurgery = ""
    coSurgeons = ""
    teamSurgery = ""
    endoscopicBase = ""
    supervision = ""
    conversionFactor = 0
  }
}

/// The geographic practice cost indices of a Medicare payment locality, in thousandths.
///
/// The target is of scope ``Scope/locality``; its identifier is the contractor and the locality number, `01112-05`.
public struct Locality: Sendable, Hashable {
  public var target: Target
  /// Two letters.
  public var state: String
  public var name: String
  public var work: Int
  public var practiceExpense: Int
  public var malpractice: Int

  public init(
    _ target: Target, state: String, name: String, work: Int, practiceExpense: Int, malpractice: Int
  ) {
    self.target = target
    self.state = state
    self.name = name
    self.work = work
    self.practiceExpense = practiceExpense
    self.malpractice = malpractice
  }
}
