internal import CodingKnowledge

/// The headings under which results of a kind stand together.
enum ResultGroup: String, CaseIterable {
  case diagnoses, inpatient, outpatient, modifiers, groups, guidance, coverage, policies, former

  var title: String {
    switch self {
    case .diagnoses: "Diagnoses"
    case .inpatient: "Inpatient procedures"
    case .outpatient: "Procedures and supplies"
    case .modifiers: "Modifiers"
    case .groups: "Diagnosis-related groups"
    case .guidance: "Guidelines and manuals"
    case .coverage: "Medicare coverage"
    case .policies: "Policies and documents"
    case .former: "Former systems"
    }
  }

  var scopes: [Scope] {
    switch self {
    case .diagnoses: [.icd10cm]
    case .inpatient: [.icd10pcs]
    case .outpatient: [.hcpcs, .cpt]
    case .modifiers: [.modifier]
    case .groups: [.msdrg]
    case .guidance: [.guideline, .manual]
    case .coverage: [.ncd, .lcd, .article]
    case .policies: [.policy]
    case .former: [.icd9cm, .icd9pcs]
    }
  }

  /// The systems or kinds of text in it, for people.
  var systems: String { scopes.map(\.name).joined(separator: ", ") }

  init(_ scope: Scope) { self = ResultGroup.allCases.first { $0.scopes.contains(scope) } ?? .policies }
}
