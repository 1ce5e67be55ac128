internal import CodingKnowledge

/// A `[Term]` stanza of an OBO file, as far as it serves finding codes.
struct OBOTerm {
  /// The line of its heading.
  let line: Int
  private(set) var identifier = ""
  private var name = ""
  private var exact: [Name] = []
  private var narrow: [Name] = []
  private var codes: [Target] = []
  /// Codes of the WHO's ICD-10.
  private var worldCodes: [Target] = []
  private var isObsolete = false

  private struct Name {
    var text: String
    var isAbbreviation: Bool
  }

  init(line: Int) { self.line = line }

  /// Takes in a line; false where it breaks the rules of its tag.
  mutating func add(_ line: OBOLine) -> Bool {
    switch line.tag {
    case "id": identifier = line.firstWord
    case "name": if name.isEmpty { name = line.text }
    case "is_obsolete": isObsolete = line.firstWord == "true"
    case "xref": addReference(line.firstWord)
    case "synonym":
      guard let (text, words) = line.quoted else { return false }
      addSynonym(text, words)
    default: break
    }
    return true
  }

  /// EXACT names mean the same, NARROW ones something that the code includes. BROAD names mean more than the code. RELATED
  /// ones, to which a synonym without a scope belongs, are near-synonyms in one ontology and neighbours in another (a
  /// symptom, a gene, a group), and a name of a code counts as much as an official one: they are left out, too.
  private mutating func addSynonym(_ text: String, _ words: [String]) {
    guard !text.isEmpty, let scope = words.first, scope == "EXACT" || scope == "NARROW" else { return }
    let type = words.dropFirst().first?.lowercased() ?? ""
    let isAbbreviation = type.contains("abbreviation") || type.contains("acronym") || text.isAbbreviationLike
    let name = Name(text: text, isAbbreviation: isAbbreviation)
    if scope == "EXACT" { exact.append(name) } else { narrow.append(name) }
  }

  /// `ICD10CM:E11.9`, `ICD10CM:E08-E13`, `ICD10CM:E11.-`, `ICD-10:E11.9`. What names no code is no fault: references lead
  /// to places of all kinds.
  private mutating func addReference(_ reference: String) {
    let sides = reference.split(separator: ":", maxSplits: 1)
    guard sides.count == 2 else { return }
    // Some ontologies put the year of the list behind the name: ICD10CM_2023.
    let list = sides[0].uppercased().prefix { $0 != "_" }.filter { $0.isLetter || $0.isNumber }
    guard ["ICD10CM", "ICD10", "ICD10WHO"].contains(list) else { return }
    var spelling = sides[1]
    while let last = spelling.last, last == "-" || last == "." { spelling = spelling.dropLast() }
    guard let identifier = KnowledgeCode.range(String(spelling), .icd10cm) else { return }
    let target = Target(.icd10cm, identifier)
    if list == "ICD10CM" {
      if !codes.contains(target) { codes.append(target) }
    } else if !worldCodes.contains(target) {
      worldCodes.append(target)
    }
  }

  /// The names of the codes that the term refers to; of a term that refers to none, what its names mean.
  func emitAll(_ emit: (KnowledgeValue) throws(SourceError) -> Void) throws(SourceError) {
    guard !isObsolete, !name.isEmpty else { return }
    // Most codes of ICD-10 mean the same in ICD-10-CM, but not all: they serve where there is nothing better.
    let targets = codes.isEmpty ? worldCodes : codes
    guard targets.isEmpty else {
      for target in targets {
        try emit(.wording(Wording(target, .alias, name)))
        for synonym in exact + narrow { try emit(.wording(Wording(target, .alias, synonym.text))) }
      }
      return
    }
    for synonym in exact {
      if synonym.isAbbreviation {
        // One way, and behind the commonest readings of the same letters in our own lists.
        try emit(.synonym(Synonym(synonym.text, name, isAbbreviation: true, rank: 2)))
      } else {
        try emit(.synonym(Synonym(synonym.text, name)))
        try emit(.synonym(Synonym(name, synonym.text)))
      }
    }
  }
}

extension String {
  /// One word of at most six capitals and digits, as `COPD`.
  fileprivate var isAbbreviationLike: Bool {
    let bytes = utf8.filter { $0 != UInt8(ascii: "-") }
    return (2...6).contains(bytes.count) && bytes.allSatisfy { $0.isCapital || $0.isDigit }
  }
}
