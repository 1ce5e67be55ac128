internal import CodeSearch
internal import CodingKnowledge

/// What a check found, the most severe first.
struct ReportView {
  struct Finding {
    var severity: String
    var style: String
    var rule: String
    var codes: [Link]
    var message: [Piece]
    var remedy: String
    var source: String
    var card: Link?
  }

  struct Group {
    var title: String
    var name: String
    var findings: [Finding]
  }

  struct Gap {
    var what: String
    var why: String
  }

  var verdict: String
  var style: String
  var day: String
  var setting: String
  var entries: [LevelView]
  var unknown: [String]
  var groups: [Group]
  var gaps: [Gap]
  var basis: [ProvenanceView.Basis]

  /// - Parameter levels: the codes of the claim, in its order.
  init(_ report: ClaimReport, levels: [ClaimEntry], on day: Day?) {
    let targets = Dictionary(
      levels.compactMap { entry in entry.level.map { (entry.code, $0.target) } },
      uniquingKeysWith: { first, _ in first })
    let all = report.findings.map { Finding($0, targets: targets, on: day) }
    groups = ClaimReport.Finding.Severity.allCases.compactMap { severity in
      let found = all.filter { $0.severity == severity.rawValue }
      return found.isEmpty
        ? nil : Group(title: severity.heading(found.count), name: severity.rawValue, findings: found)
    }
    verdict =
      groups.isEmpty
      ? "Nothing found against it by the rules that are loaded" : groups.map(\.title).joined(separator: ", ")
    style = report.findings.first?.severity.style ?? "good"
    self.day = report.claim.day.description
    setting = report.claim.setting.name + (report.claim.state.map { ", \($0)" } ?? "")
    entries = levels.compactMap { entry in
      entry.level.map { level in
        var view = LevelView(level, on: day)
        view.code = entry.text
        return view
      }
    }
    unknown = levels.filter { $0.level == nil }.map(\.code)
    gaps = report.gaps.map { Gap(what: $0.what.capitalizedSentence, why: $0.why) }
    basis = report.basis.map(ProvenanceView.Basis.init)
  }
}

extension ReportView.Finding {
  fileprivate init(_ finding: ClaimReport.Finding, targets: [String: Target], on day: Day?) {
    severity = finding.severity.rawValue
    style = finding.severity.style
    rule = finding.rule
    codes = finding.codes.map { code in
      let base = code.prefix { $0 != "-" }
      return Link(code, (targets[code] ?? targets[String(base)])?.address(on: day) ?? "/?q=\(FormFields.encoded(code))")
    }
    message = LinkedText.pieces(finding.message, on: day)
    remedy = finding.remedy
    source = finding.source
    card = finding.card.map { Link(to: $0, on: day) }
  }
}

extension ClaimReport.Finding.Severity {
  fileprivate var style: String {
    switch self {
    case .error: "bad"
    case .warning: "wait"
    case .note: "todo"
    }
  }

  fileprivate func heading(_ count: Int) -> String { "\(count) \(rawValue)\(count == 1 ? "" : "s")" }
}
