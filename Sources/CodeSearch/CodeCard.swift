public import CodingKnowledge

/// Everything that the index knows of one code or text on a day.
public struct CodeCard: Sendable {
  public struct Level: Sendable, Hashable {
    public var target: Target
    public var title: String
    public var billable: Bool?
    public var status: CodeStatus

    public init(target: Target, title: String, billable: Bool?, status: CodeStatus) {
      self.target = target
      self.title = title
      self.billable = billable
      self.status = status
    }
  }

  public struct GoverningNote: Sendable, Hashable {
    /// The level at which the note stands.
    public var level: Target
    public var isInherited: Bool
    public var kind: NoteKind
    public var text: String
  }

  public struct Mapping: Sendable, Hashable {
    public var isForward: Bool
    /// Nil where there is no counterpart.
    public var other: Target?
    public var title: String
    public var isApproximate: Bool
    public var scenario: UInt8
    public var choice: UInt8
  }

  public struct Text: Sendable, Hashable {
    public var label: String
    public var text: String
    /// What it rests on.
    public var citation: String
    public var codes: [Target]
  }

  public struct Change: Sendable, Hashable {
    public var kind: CodeChange.Kind
    public var title: String
    public var effective: Day?
  }

  public struct Attribute: Sendable, Hashable {
    public var key: String
    public var value: String
  }

  public struct Source: Sendable, Hashable {
    public var title: String
    public var scope: Scope
    public var version: String
    public var path: String
    public var licence: String
  }

  public var target: Target
  public var title: String
  public var shortTitle: String?
  /// Titles of other releases, with the version of the newest of them.
  public var otherTitles: [(title: String, version: String)] = []
  public var day: Day
  public var status: CodeStatus
  public var billable: Bool?
  /// The first and last day known.
  public var validity: DayRange = .always
  /// False where the first day is only that of the oldest release that is loaded.
  public var isFirstDayKnown = false
  /// What the source says in place of a first day: the text is in force, its date unknown. Nil where there is a date.
  public var dateText: String?
  /// What is missing to make the code billable, in words; nil where nothing is.
  public var needs: String?
  /// The 7th characters to choose from, and the level that gives them.
  public var seventhCharacters: (level: Target, choices: [SeventhCharacters.Choice])?
  /// For a deleted code: what stands in its place now.
  public var successors: [Level] = []
  public var path: [Level] = []
  public var children: [Level] = []
  public var notes: [GoverningNote] = []
  /// Other wordings that lead here, by role.
  public var wordings: [Wording] = []
  public var texts: [Text] = []
  public var attributes: [Attribute] = []
  public var mappings: [Mapping] = []
  public var changes: [Change] = []
  /// The rules that govern it.
  public var rules = CardRules()
  public var sources: [Source] = []
  public var notices: [Notice] = []
}
