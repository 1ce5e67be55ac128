public import CodingKnowledge

/// The rules that govern a code, as its card shows them.
public struct CardRules: Sendable {
  /// A section of a guideline or manual that names the code or something that it belongs to.
  public struct Guidance: Sendable, Hashable {
    /// The section.
    public var target: Target
    /// Its title.
    public var title: String
    /// `names`, `names a code above`, `names the range E08-E13`.
    public var relation: String
    /// The passage that names it, or its beginning.
    public var passage: String
    /// The document that it is a section of.
    var document: String
  }

  /// A modifier that may go with the code, and why.
  public struct ModifierUse: Sendable, Hashable {
    /// Two characters.
    public var modifier: String
    /// Why it may go with the code, and from which table.
    public var reason: String
  }

  /// The edits in force in one setting: how many, and the first ones.
  public struct SettingEdits: Sendable, Hashable {
    /// Who bills.
    public var setting: CareSetting
    /// The quarter of the file.
    public var version: String
    /// How many edits in force have the code in column 1.
    public var column1Count: Int
    /// How many edits in force have the code in column 2.
    public var column2Count: Int
    /// The first of those with the code in column 1.
    public var column1: [CodePairEdit]
    /// The first of those with the code in column 2.
    public var column2: [CodePairEdit]
    /// Whether a modifier may open one of all of them.
    public var canBeOpened: Bool
  }

  /// Sections that name the code or something above it.
  public var guidance: [Guidance] = []
  /// Modifiers that may go with it.
  public var modifiers: [ModifierUse] = []
  /// Where it is an add-on code: the codes that it goes with.
  public var primaries: [AddOnRelation] = []
  /// Where it is a primary code: its add-on codes.
  public var addOns: [AddOnRelation] = []
  /// PTP edits, one entry for each setting that has any.
  public var edits: [SettingEdits] = []
  /// Medically unlikely edits, one for each setting.
  public var unitLimits: [UnitLimit] = []
  /// Lines of the Medicare Physician Fee Schedule.
  public var fees: [FeeAnswer.Line] = []
  /// NCDs, LCDs and Articles about it.
  public var coverage: [CoverageAnswer.Text] = []
  /// Diagnoses of a map by code: how many support, and how many do not.
  public var mappedDiagnoses: (covered: Int, notCovered: Int) = (0, 0)
  /// The releases that say something of the code.
  public var basis: [DataBasis] = []
  /// The tables that are loaded and have nothing about it.
  public var silent: [DataBasis] = []
  /// Sections without data, each with the file that would fill it.
  public var missing: [Notice] = []

  /// True where nothing of it is known.
  public var isEmpty: Bool {
    guidance.isEmpty && modifiers.isEmpty && primaries.isEmpty && addOns.isEmpty && edits.isEmpty && unitLimits.isEmpty
      && fees.isEmpty && coverage.isEmpty && mappedDiagnoses == (0, 0)
  }
}
