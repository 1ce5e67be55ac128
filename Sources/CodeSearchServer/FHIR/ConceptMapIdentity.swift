/// A map that `$translate` answers from.
struct ConceptMapIdentity: Sendable {
  let id: String
  let name: String
  let title: String
  let description: String

  var uri: String { "urn:codesearch:ConceptMap:\(id)" }

  static let published = ConceptMapIdentity(
    id: "gem", name: "PublishedMaps", title: "Published maps between code systems",
    description:
      "General Equivalence Mappings between ICD-9-CM, ICD-10-CM and ICD-10-PCS, and cross-references of HCPCS.")
  static let succession = ConceptMapIdentity(
    id: "succession", name: "Succession", title: "What stands in the place of deleted codes",
    description: "From a code that has ended to those that came in its place; they need not mean the same.")

  static let all = [published, succession]
}
