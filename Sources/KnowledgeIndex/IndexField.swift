// KnowledgeIndex: how coding knowledge lies in an index: THE field table, the encoding of texts and records, opening a
// generation. It knows no source format and ranks nothing.

/// One field of the query language and where it lies in the index.
public struct IndexField: Sendable, Hashable {
  /// How the planner answers it.
  public enum Kind: Sendable, Hashable {
    /// A boolean term: the prefix and the value in the form that `TermPrefix` gives.
    case term(prefix: String)
    /// Words, looked for only in wordings of these roles.
    case words(roles: [UInt8])
    /// A property of the code on the date of service, checked on its record.
    case property
  }

  public var name: String
  public var alias: String?
  public var kind: Kind
  public var help: String
  public var example: String

  /// All fields, in the order in which help lists them.
  public static let all: [IndexField] = [
    IndexField(
      name: "system", alias: "in", kind: .term(prefix: TermPrefix.scope), help: "code system",
      example: "system:hcpcs wheelchair"),
    IndexField(
      name: "kind", alias: nil, kind: .term(prefix: TermPrefix.kind),
      help: "code, modifier, guideline, ncd, lcd, article, policy, manual", example: "kind:guideline sepsis"),
    IndexField(
      name: "billable", alias: nil, kind: .term(prefix: TermPrefix.billable),
      help: "yes: only codes that a claim may carry",
      example: "billable:yes fracture wrist"),
    IndexField(
      name: "chapter", alias: nil, kind: .term(prefix: TermPrefix.chapter), help: "chapter of ICD-10-CM by number",
      example: "chapter:9 embolism"),
    IndexField(
      name: "under", alias: nil, kind: .term(prefix: TermPrefix.ancestor),
      help: "a code, block or table and all below it",
      example: "under:E08-E13 retinopathy"),
    IndexField(
      name: "state", alias: nil, kind: .term(prefix: TermPrefix.state),
      help: "coverage texts for a state, national ones included", example: "state:CA kind:lcd wound care"),
    IndexField(
      name: "status", alias: nil, kind: .property,
      help: "active, deleted or retired, future; of texts also proposed, and unknown for a date that is not posted",
      example: "status:deleted contusion"),
    IndexField(
      name: "title", alias: nil, kind: .words(roles: [1, 2]), help: "words of official titles only",
      example: "title:pneumonia"),
    IndexField(
      name: "index", alias: nil, kind: .words(roles: [4, 5, 6, 7, 11]), help: "words of index entries only",
      example: "index:\"heart failure\""),
    IndexField(
      name: "includes", alias: "inclusion", kind: .words(roles: [3, 13]), help: "words of inclusion terms only",
      example: "includes:stroke"),
    IndexField(
      name: "text", alias: nil, kind: .words(roles: [20]), help: "words of longer texts only", example: "text:staging"),
  ]

  /// The field of that name or alias, in any case.
  public static func named(_ name: String) -> IndexField? {
    let key = name.lowercased()
    return all.first { $0.name == key || $0.alias == key }
  }
}

/// The term prefixes of the index. Words carry none; every boolean term begins with a capital X.
public enum TermPrefix {
  /// Scope token: `XSicd10cm`.
  public static let scope = "XS"
  /// Kind: `XKcode`, `XKguideline`.
  public static let kind = "XK"
  /// `XByes` where some release has the code billable, else `XBno`.
  public static let billable = "XB"
  /// Number of an ICD-10-CM chapter: `XH9`.
  public static let chapter = "XH"
  /// The target itself and each of its ancestors, by key: `XAE11`, `XAE08-E13`.
  public static let ancestor = "XA"
  /// State of a local coverage text, in small letters: `XTca`; `XTus` for national ones.
  public static let state = "XT"
  /// Role of the wording: `XR1`.
  public static let role = "XR"
}
