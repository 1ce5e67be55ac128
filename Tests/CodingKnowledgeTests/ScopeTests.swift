import CodingKnowledge
import Testing

struct ScopeTests {
  @Test(arguments: [
    ("ICD-10-CM", Scope.icd10cm), ("icd10cm", .icd10cm), ("icd 10 cm", .icd10cm), ("CM", .icd10cm), ("ICD10", .icd10cm),
    ("ICD-10", .icd10cm), ("ICD", .icd10cm), ("ICD-10-PCS", .icd10pcs), ("pcs", .icd10pcs), ("HCPCS", .hcpcs),
    ("HCPCS Level II", .hcpcs), ("hcpcs2", .hcpcs), ("CPT", .cpt), ("cpt®", .cpt), ("modifier", .modifier),
    ("Modifiers", .modifier), ("MS-DRG", .msdrg), ("ms-drgs", .msdrg), ("DRG", .msdrg), ("ICD-9-CM", .icd9cm),
    ("icd9", .icd9cm), ("ICD-9-CM procedure", .icd9pcs), ("icd9pcs", .icd9pcs), ("guideline", .guideline),
    ("Guidelines", .guideline), ("NCD", .ncd), ("lcd", .lcd), ("Article", .article), ("LCA", .article),
    ("policy", .policy), ("Policies", .policy), ("manual", .manual),
  ])
  func `A scope is known by its usual spellings`(spelling: String, scope: Scope) {
    #expect(Scope(spelling: spelling) == scope)
  }

  @Test(arguments: ["", " ", "icd11", "snomed", "c", "icd-10-cmx", "®"])
  func `What is no scope is refused`(spelling: String) {
    #expect(Scope(spelling: spelling) == nil)
  }

  @Test(arguments: Scope.allCases)
  func `Name and token lead back to their scope`(scope: Scope) {
    #expect(Scope(spelling: scope.name) == scope)
    #expect(Scope(spelling: scope.token) == scope)
    #expect(scope.token.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
  }

  @Test func `Numbers stay as indexes hold them`() {
    let numbers: [Scope: UInt8] = [
      .icd10cm: 1, .icd10pcs: 2, .hcpcs: 3, .cpt: 4, .modifier: 5, .msdrg: 6, .icd9cm: 7, .icd9pcs: 8, .guideline: 20,
      .ncd: 21, .lcd: 22, .article: 23, .policy: 24, .manual: 25, .locality: 40, .contractor: 41, .state: 42,
    ]
    #expect(numbers.count == Scope.allCases.count)
    for scope in Scope.allCases { #expect(scope.rawValue == numbers[scope]) }
    #expect(Scope.allCases.count(where: \.isCodeSystem) == 8)
    #expect(WordingRole.allCases.map(\.rawValue) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 20])
    #expect(NoteKind.allCases.map(\.rawValue) == Array(1...10))
    #expect(Series.allCases.map(\.rawValue) == Array(1...25))
  }

  @Test func `Targets are in the order of scope, then identifier`() {
    let targets = [
      Target(.hcpcs, "A0001"), Target(.icd10cm, "Z99"), Target(.icd10cm, "E11.9"), Target(.icd10cm, "E11"),
    ]
    #expect(targets.sorted().map(\.identifier) == ["E11", "E11.9", "Z99", "A0001"])
    #expect(Target(.icd10cm, "E11.9").description == "ICD-10-CM E11.9")
  }
}
