public import CodingKnowledge

/// The rules that govern a code, as its card shows them.
public struct CardRules: Sendable {
  /// A section of a guideline or manual that names the code or something that it belongs to.
  public struct Guidance: Sendable, Hashable {
    public var target: Target
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
    public var modifier: String
    public var reason: String
  }

  /// The edits in force in one setting: how many, and the first ones.
  public struct SettingEdits: Sendable, Hashable {
    public var setting: CareSetting
    public var version: String
    public var column1Count: Int
    public var column2Count: Int
    public var column1: [CodePairEdit]
    public var column2: [CodePairEdit]
    /// Whether a modifier may open one of all of them.
    public var canBeOpened: Bool
  }

  public var guidance: [Guidance] = []
  public var modifiers: [ModifierUse] = []
  public var primaries: [AddOnRelation] = []
  public var addOns: [AddOnRelation] = []
  public var edits: [SettingEdits] = []
  public var unitLimits: [UnitLimit] = []
  public var fees: [FeeAnswer.Line] = []
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
