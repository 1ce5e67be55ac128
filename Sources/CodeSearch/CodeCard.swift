public import CodingKnowledge

/// Everything that the index knows of one code or text on a day.
public struct CodeCard: Sendable {
  /// A code or heading as a line of a list shows it.
  public struct Level: Sendable, Hashable {
    /// The code or heading.
    public var target: Target
    /// Its title on the day.
    public var title: String
    /// Whether a claim may carry it; nil where no official list tells.
    public var billable: Bool?
    /// Whether it stands on the day.
    public var status: CodeStatus

    /// A line of its parts.
    public init(target: Target, title: String, billable: Bool?, status: CodeStatus) {
      self.target = target
      self.title = title
      self.billable = billable
      self.status = status
    }
  }

  /// A note of the classification that governs the code.
  public struct GoverningNote: Sendable, Hashable {
    /// The level at which the note stands.
    public var level: Target
    /// True where it stands at a level above the code.
    public var isInherited: Bool
    /// Includes, Excludes1, code first and so on.
    public var kind: NoteKind
    /// As the classification has it.
    public var text: String
  }

  /// A counterpart in another code system, by a published table (GEM or cross-reference).
  public struct Mapping: Sendable, Hashable {
    /// True where the table leads from this code to the other one.
    public var isForward: Bool
    /// Nil where there is no counterpart.
    public var other: Target?
    /// Its title; empty where it is not loaded.
    public var title: String
    /// True where the two do not mean quite the same.
    public var isApproximate: Bool
    /// In the table of GEMs, the combination that it belongs to; 0 where it stands alone.
    public var scenario: UInt8
    /// Within its scenario, the list that one code is chosen from; 0 where it stands alone.
    public var choice: UInt8
    /// The table that has it, with its version.
    public var source: String
  }

  /// A paragraph about the code from our own corpus or from a document.
  public struct Text: Sendable, Hashable {
    /// What it is about, for example `What it is`.
    public var label: String
    /// The paragraph.
    public var text: String
    /// What it rests on.
    public var citation: String
    /// Codes that it names.
    public var codes: [Target]
  }

  /// What became of the code in a release.
  public struct Change: Sendable, Hashable {
    /// Whether it was added, deleted or revised.
    public var kind: CodeChange.Kind
    /// The title that the change is about.
    public var title: String
    /// The first day on which it holds; nil where the file has none.
    public var effective: Day?
  }

  /// A named value of the source that has no field of its own.
  public struct Attribute: Sendable, Hashable {
    /// Its name in the source.
    public var key: String
    /// Its value, as the source has it.
    public var value: String
  }

  /// A file from which the card comes.
  public struct Source: Sendable, Hashable {
    /// What the publisher calls it.
    public var title: String
    /// The system that it lists.
    public var scope: Scope
    /// Its release, for example `2026`.
    public var version: String
    /// Where it lay when the index was built.
    public var path: String
    /// Under which terms it may be used.
    public var licence: String
  }

  /// The code or text.
  public var target: Target
  /// The title on the day, or the last one.
  public var title: String
  /// The short title of the release; nil where it has none.
  public var shortTitle: String?
  /// Titles of other releases, with the version of the newest of them.
  public var otherTitles: [(title: String, version: String)] = []
  /// The date of service that was asked for.
  public var day: Day
  /// Whether it stands on that day.
  public var status: CodeStatus
  /// Whether a claim may carry it; nil where no official list tells.
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
  /// From the chapter down, without the code itself.
  public var path: [Level] = []
  /// Directly below it, in the order of the hierarchy.
  public var children: [Level] = []
  /// Its own notes and those of the levels above it.
  public var notes: [GoverningNote] = []
  /// Other wordings that lead here, by role.
  public var wordings: [Wording] = []
  /// Paragraphs about it.
  public var texts: [Text] = []
  /// Named values without a field of their own.
  public var attributes: [Attribute] = []
  /// Counterparts in other systems.
  public var mappings: [Mapping] = []
  /// What became of it in the releases.
  public var changes: [Change] = []
  /// The rules that govern it.
  public var rules = CardRules()
  /// The files that the card comes from.
  public var sources: [Source] = []
  /// What was cut, widened or answered from another release.
  public var notices: [Notice] = []
}
