/// One fact out of a source file. Importers emit these in file order; IndexBuilding merges them.
public enum KnowledgeValue: Sendable, Hashable {
  case code(Code)
  case wording(Wording)
  case note(Note)
  case seventhCharacters(SeventhCharacters)
  case fact(Fact)
  case passage(Passage)
  case change(CodeChange)
  case crosswalk(Crosswalk)
  case synonym(Synonym)
  case ptpEdit(PTPEdit)
  case mue(MUE)
  case addOn(AddOnEdit)
  case fee(FeeScheduleEntry)
  case locality(Locality)
  case listing(CoverageListing)
}

/// A code, header, block, chapter, modifier or text, with its title in this release.
public struct Code: Sendable, Hashable {
  public var target: Target
  public var title: String
  public var shortTitle: String?
  /// Whether a claim may carry it; nil where the source does not say.
  public var billable: Bool?
  /// The identifier of the next level up, of the same scope; nil at the top, or where it follows from the code's shape.
  public var parent: String?
  /// The code's own first and last day, where the source gives them (HCPCS); else the release's period applies.
  public var validity: DayRange

  public init(
    _ target: Target, title: String, shortTitle: String? = nil, billable: Bool? = nil, parent: String? = nil,
    validity: DayRange = .always
  ) {
    self.target = target
    self.title = title
    self.shortTitle = shortTitle
    self.billable = billable
    self.parent = parent
    self.validity = validity
  }
}

/// What a wording is to its target. The raw value is stored in indexes.
public enum WordingRole: UInt8, Sendable, Hashable, CaseIterable {
  case title = 1
  case shortTitle = 2
  case inclusionTerm = 3
  /// A path of the Alphabetic Index: main term, then subterms, joined with ", ".
  case index = 4
  case externalCauseIndex = 5
  case neoplasmTable = 6
  case drugTable = 7
  /// Another name from a knowledge file ("Also:").
  case alias = 8
  case consumer = 9
  case clinician = 10
  /// A term of the PCS index or definitions.
  case procedureIndex = 11
  case brandName = 12
  /// An "Includes" note.
  case includesNote = 13
  /// A paragraph of a longer text.
  case passage = 20
}

/// One way of naming a target.
public struct Wording: Sendable, Hashable {
  public var target: Target
  public var role: WordingRole
  public var text: String

  public init(_ target: Target, _ role: WordingRole, _ text: String) {
    self.target = target
    self.role = role
    self.text = text
  }
}

/// The kinds of instructional note of the tabular list. The raw value is stored in indexes.
public enum NoteKind: UInt8, Sendable, Hashable, CaseIterable {
  case includes = 1
  case excludes1 = 2
  case excludes2 = 3
  case codeFirst = 4
  case useAdditionalCode = 5
  case codeAlso = 6
  /// A free note (`notes`).
  case note = 7
  /// The sentence that introduces a table of 7th characters.
  case seventhCharacter = 8
  case definition = 9
  /// An inclusion term, kept here too so that the card shows it in place.
  case inclusionTerm = 10
}

/// An instructional note that stands at `target` and governs all below it.
public struct Note: Sendable, Hashable {
  public var target: Target
  public var kind: NoteKind
  public var text: String

  public init(_ target: Target, _ kind: NoteKind, _ text: String) {
    self.target = target
    self.kind = kind
    self.text = text
  }
}

/// The table of 7th characters given at `target` for all codes below it.
public struct SeventhCharacters: Sendable, Hashable {
  public struct Choice: Sendable, Hashable {
    public var character: String
    public var meaning: String

    public init(_ character: String, _ meaning: String) {
      self.character = character
      self.meaning = meaning
    }
  }

  public var target: Target
  public var choices: [Choice]

  public init(_ target: Target, _ choices: [Choice]) {
    self.target = target
    self.choices = choices
  }
}

/// A named attribute of a target as its source gives it, for example `Coverage` = `C carrier judgment`.
public struct Fact: Sendable, Hashable {
  public var target: Target
  /// A key from a small fixed vocabulary in lower camel case (`coverage`, `betos`, `statute`, `crossReference`,
  /// `actionCode`, `typeOfService`, `pricing`, `mdc`, `drgType`, …; of coverage texts `coverageLevel`, `state`,
  /// `contractor`, `related`, `url`, `effectiveText`, `status`). Several facts may share a key.
  public var key: String
  public var value: String

  public init(_ target: Target, _ key: String, _ value: String) {
    self.target = target
    self.key = key
    self.value = value
  }
}

/// A piece of longer text about a target.
public struct Passage: Sendable, Hashable {
  public var target: Target
  /// A label such as `What it is`, or empty.
  public var label: String
  public var text: String
  /// Codes and ranges that the text is about, for example `E08-E13`, each with its scope.
  public var codes: [Target]
  /// What the passage rests on (official section, NCD number), for the card; empty where the file itself is the source.
  public var citation: String
  /// The page of the document on which the passage begins; nil where the document has no pages.
  public var page: Int?

  public init(
    _ target: Target, label: String = "", text: String, codes: [Target] = [], citation: String = "", page: Int? = nil
  ) {
    self.target = target
    self.label = label
    self.text = text
    self.codes = codes
    self.citation = citation
    self.page = page
  }
}

/// One line of an official list of changes.
public struct CodeChange: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable {
    case added = 1
    case deleted = 2
    case revisedFrom = 3
    case revisedTo = 4
  }

  public var target: Target
  public var kind: Kind
  public var title: String
  public var billable: Bool?
  /// The first day on which the change holds.
  public var effective: Day?

  public init(_ target: Target, _ kind: Kind, title: String, billable: Bool? = nil, effective: Day? = nil) {
    self.target = target
    self.kind = kind
    self.title = title
    self.billable = billable
    self.effective = effective
  }
}

/// A mapping from one code to another (GEM, HCPCS cross-reference).
public struct Crosswalk: Sendable, Hashable {
  public var source: Target
  /// Nil where the source has no counterpart.
  public var destination: Target?
  /// True where the two do not mean quite the same.
  public var approximate: Bool
  /// Scenario and choice list of a combination; 0 where there is none.
  public var scenario: UInt8
  public var choice: UInt8

  public init(_ source: Target, _ destination: Target?, approximate: Bool, scenario: UInt8 = 0, choice: UInt8 = 0) {
    self.source = source
    self.destination = destination
    self.approximate = approximate
    self.scenario = scenario
    self.choice = choice
  }
}
