internal import Mustache

/// The templates of the pages. All of them escape what they show: none uses the triple brackets that do not.
enum Template: String, Sendable, CaseIterable {
  case frame, search, welcome, results, card, browse, check, problem
  // Pieces of the others.
  case hits, facets, notices, levels, rules, edits, coverage, fees, provenance, report

  /// Compiled once. A fault in one of our own templates is a fault of the program, and every test meets it.
  private static let library: MustacheLibrary = {
    var library = MustacheLibrary()
    for template in Template.allCases {
      do {
        try library.register(String(decoding: template.bytes, as: UTF8.self), named: template.rawValue)
      } catch {
        preconditionFailure("template \(template.rawValue): \(error)")
      }
    }
    return library
  }()

  func render(_ model: Any) -> String { Template.library.render(model, withTemplate: rawValue) ?? "" }

  private var bytes: [UInt8] {
    switch self {
    case .frame: PackageResources.frame_mustache
    case .search: PackageResources.search_mustache
    case .welcome: PackageResources.welcome_mustache
    case .results: PackageResources.results_mustache
    case .card: PackageResources.card_mustache
    case .browse: PackageResources.browse_mustache
    case .check: PackageResources.check_mustache
    case .problem: PackageResources.problem_mustache
    case .hits: PackageResources.hits_mustache
    case .facets: PackageResources.facets_mustache
    case .notices: PackageResources.notices_mustache
    case .levels: PackageResources.levels_mustache
    case .rules: PackageResources.rules_mustache
    case .edits: PackageResources.edits_mustache
    case .coverage: PackageResources.coverage_mustache
    case .fees: PackageResources.fees_mustache
    case .provenance: PackageResources.provenance_mustache
    case .report: PackageResources.report_mustache
    }
  }
}
