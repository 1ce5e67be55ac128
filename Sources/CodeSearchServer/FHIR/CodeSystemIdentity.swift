internal import CodeSearch
internal import CodingKnowledge

/// How FHIR names a code system: its URI and identifiers, from HL7's registries (terminology.hl7.org).
struct CodeSystemIdentity: Sendable {
  /// The id of the resource.
  let id: String
  let title: String
  let publisher: String
  let uri: String
  var aliases: [String] = []
  let oids: [String]
  /// What of the index belongs to it; the release of the first is the version.
  let scopes: [Scope]
  var copyright: String?

  static let all = [
    CodeSystemIdentity(
      id: "icd-10-cm", title: "ICD-10-CM", publisher: "National Center for Health Statistics",
      uri: "http://hl7.org/fhir/sid/icd-10-cm",
      oids: ["2.16.840.1.113883.6.90"], scopes: [.icd10cm]),
    CodeSystemIdentity(
      id: "icd-10-pcs", title: "ICD-10-PCS", publisher: "Centers for Medicare & Medicaid Services",
      uri: "http://www.cms.gov/Medicare/Coding/ICD10",
      aliases: [
        "http://hl7.org/fhir/sid/icd-10-pcs", "http://www.icd10data.com/icd10pcs",
        "http://terminology.hl7.org/CodeSystem/icd10PCS",
      ], oids: ["2.16.840.1.113883.6.4"], scopes: [.icd10pcs]),
    CodeSystemIdentity(
      id: "hcpcs", title: "HCPCS Level II", publisher: "Centers for Medicare & Medicaid Services",
      uri: "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
      aliases: ["https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"], oids: ["2.16.840.1.113883.6.285"],
      scopes: [.hcpcs, .modifier]),
    CodeSystemIdentity(
      id: "cpt", title: "CPT", publisher: "American Medical Association", uri: "http://www.ama-assn.org/go/cpt",
      oids: ["2.16.840.1.113883.6.12"],
      scopes: [.cpt, .modifier],
      copyright: "CPT is copyright of the American Medical Association. Titles here are summaries, not its descriptors."
    ),
    CodeSystemIdentity(
      id: "ms-drg", title: "MS-DRG", publisher: "Centers for Medicare & Medicaid Services",
      uri: "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/"
        + "MS-DRG-Classifications-and-Software", oids: [], scopes: [.msdrg]),
    CodeSystemIdentity(
      id: "icd-9-cm", title: "ICD-9-CM",
      publisher: "National Center for Health Statistics; Centers for Medicare & Medicaid Services",
      uri: "http://hl7.org/fhir/sid/icd-9-cm",
      oids: ["2.16.840.1.113883.6.103", "2.16.840.1.113883.6.104"], scopes: [.icd9cm, .icd9pcs]),
  ]

  /// The system that a URI names, in any of its usual spellings; a version behind `|` is passed over.
  init?(uri: String) {
    let name = uri.prefix { $0 != "|" }
    let found = CodeSystemIdentity.all.first { system in
      system.uri == name || system.aliases.contains(String(name)) || system.oids.contains { name == "urn:oid:\($0)" }
    }
    guard let found else { return nil }
    self = found
  }

  /// The system that a code of the index belongs to; nil for texts.
  init?(of target: Target) {
    guard let found = CodeSystemIdentity.all.first(where: { $0.holds(target) }) else { return nil }
    self = found
  }

  private init(
    id: String, title: String, publisher: String, uri: String, aliases: [String] = [], oids: [String], scopes: [Scope],
    copyright: String? = nil
  ) {
    self.id = id
    self.title = title
    self.publisher = publisher
    self.uri = uri
    self.aliases = aliases
    self.oids = oids
    self.scopes = scopes
    self.copyright = copyright
  }

  /// Modifiers that begin with a digit are of CPT, others of HCPCS Level II.
  func holds(_ target: Target) -> Bool {
    guard scopes.contains(target.scope) else { return false }
    return target.scope != .modifier || (target.identifier.first?.isNumber == true) == (id == "cpt")
  }

  /// The name that programs may call it by: its title without what no name has.
  var name: String { title.filter { $0.isLetter || $0.isNumber } }

  /// Whether codes of it stand below each other.
  var isHierarchical: Bool { scopes[0] == .icd10cm || scopes[0] == .icd10pcs || scopes[0] == .icd9cm }

  /// The version that answers on a day; nil where no list of its codes is loaded.
  func version(in searcher: Searcher, on day: Day) -> String? {
    searcher.release(of: scopes[0], on: day)?.release.version
  }
}
