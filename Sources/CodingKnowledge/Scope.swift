// CodingKnowledge: the value types that the other modules speak in. It does no I/O and knows no file format and no index.

/// What a target belongs to: a code system, or one kind of text.
///
/// The raw value is stored in indexes, so a case keeps its number for good. The order of the raw values is the order in
/// which equal hits are listed.
public enum Scope: UInt8, Sendable, Hashable, CaseIterable {
  case icd10cm = 1
  case icd10pcs = 2
  case hcpcs = 3
  case cpt = 4
  /// CPT and HCPCS Level II modifiers; one two-character name space.
  case modifier = 5
  case msdrg = 6
  /// ICD-9-CM diagnoses (version 32), for crosswalks.
  case icd9cm = 7
  /// ICD-9-CM volume 3 procedures (version 32), for crosswalks.
  case icd9pcs = 8

  case guideline = 20
  case ncd = 21
  case lcd = 22
  case article = 23
  /// A rule of the user's own house or of a payer.
  case policy = 24
  /// A section of a Medicare or NCCI manual.
  case manual = 25

  /// A Medicare payment locality of the fee schedule. It is looked up and never searched for.
  case locality = 40
  /// A Medicare administrative contractor, by its numbers in the coverage database.
  case contractor = 41
  /// A state or territory, by its number in the coverage database.
  case state = 42

  /// True for systems of codes, false for kinds of text.
  public var isCodeSystem: Bool { rawValue < 20 }

  /// True for kinds of text.
  public var isText: Bool { (20..<40).contains(rawValue) }

  /// True for tables beside the codes and texts that are looked up and never searched: contractors and states.
  public var isReference: Bool { self == .contractor || self == .state }

  /// The name as the field writes it, for people.
  public var name: String {
    switch self {
    case .icd10cm: "ICD-10-CM"
    case .icd10pcs: "ICD-10-PCS"
    case .hcpcs: "HCPCS"
    case .cpt: "CPT"
    case .modifier: "Modifier"
    case .msdrg: "MS-DRG"
    case .icd9cm: "ICD-9-CM"
    case .icd9pcs: "ICD-9-CM procedure"
    case .guideline: "Guideline"
    case .ncd: "NCD"
    case .lcd: "LCD"
    case .article: "Article"
    case .policy: "Policy"
    case .manual: "Manual"
    case .locality: "Locality"
    case .contractor: "Contractor"
    case .state: "State"
    }
  }

  /// The short lower-case name used in queries, options and machine output, for example `icd10cm`.
  public var token: String {
    switch self {
    case .icd10cm: "icd10cm"
    case .icd10pcs: "icd10pcs"
    case .hcpcs: "hcpcs"
    case .cpt: "cpt"
    case .modifier: "modifier"
    case .msdrg: "msdrg"
    case .icd9cm: "icd9cm"
    case .icd9pcs: "icd9pcs"
    case .guideline: "guideline"
    case .ncd: "ncd"
    case .lcd: "lcd"
    case .article: "article"
    case .policy: "policy"
    case .manual: "manual"
    case .locality: "locality"
    case .contractor: "contractor"
    case .state: "state"
    }
  }

  /// The scope that a person means by `text`, in any usual spelling: `ICD-10-CM`, `icd10cm`, `cm`, `HCPCS Level II`.
  public init?(spelling text: String) {
    let key = text.lowercased().filter { $0.isLetter || $0.isNumber }
    guard let scope = Scope.spellings[key] else { return nil }
    self = scope
  }

  private static let spellings: [String: Scope] = {
    var table: [String: Scope] = [
      "cm": .icd10cm, "icd10": .icd10cm, "icd": .icd10cm, "pcs": .icd10pcs, "hcpcslevelii": .hcpcs, "hcpcs2": .hcpcs,
      "modifiers": .modifier, "drg": .msdrg, "msdrgs": .msdrg, "icd9": .icd9cm, "icd9procedure": .icd9pcs,
      "guidelines": .guideline, "articles": .article, "lca": .article, "policies": .policy, "note": .policy,
    ]
    for scope in Scope.allCases {
      table[scope.token] = scope
      table[scope.name.lowercased().filter { $0.isLetter || $0.isNumber }] = scope
    }
    return table
  }()
}
