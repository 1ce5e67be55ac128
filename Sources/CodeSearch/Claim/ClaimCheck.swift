internal import CodingKnowledge
internal import KnowledgeIndex

extension Searcher {
  /// Tells whether the codes of a claim can stand together on its day, by the rules that are loaded.
  ///
  /// Checked are: each code (known, in force, billable, 7th character), Excludes1 notes, sequencing and additional codes,
  /// NCCI PTP edits with their modifiers, units against MUE, add-on codes, modifiers against the fee schedule's indicators,
  /// global periods, and the lists of coverage texts.
  ///
  /// ```swift
  /// for finding in searcher.check(claim).findings { print(finding.severity, finding.message) }
  /// ```
  /// - Returns: the findings, and what was not checked; see ``ClaimReport``.
  public func check(_ claim: Claim) -> ClaimReport {
    var check = ClaimCheck(claim, RuleBook(snapshot(on: claim.day)))
    return check.report()
  }
}

/// One check of one claim. The rules stand in extensions, one subject each.
struct ClaimCheck {
  /// A diagnosis of the claim that is loaded.
  struct Diagnosis {
    var card: CodeCard

    var key: String { CodeShape.key(card.target.identifier) }
    var code: String { card.target.identifier }
  }

  /// A line of the claim whose code is known.
  struct Line {
    var line: Claim.Line
    var number: Int
    var target: Target
    var fees: [FeeScheduleEntry]

    var code: String { target.identifier }

    /// The fee schedule's line without a modifier.
    var fee: FeeScheduleEntry? { fees.first { $0.modifier.isEmpty } ?? fees.first }
  }

  let claim: Claim
  let book: RuleBook
  var diagnoses: [Diagnosis] = []
  var lines: [Line] = []
  private var findings: [ClaimReport.Finding] = []
  private var gaps: [ClaimReport.Gap] = []

  init(_ claim: Claim, _ book: RuleBook) {
    self.claim = claim
    self.book = book
  }

  mutating func report() -> ClaimReport {
    resolveDiagnoses()
    resolveLines()
    checkExclusions()
    checkSequence()
    checkPairs()
    checkUnits()
    checkAddOns()
    checkModifiers()
    checkGlobalPeriods()
    checkCoverage()
    var report = ClaimReport(claim: claim)
    report.findings = findings.enumerated().sorted { left, right in
      left.element.severity == right.element.severity
        ? left.offset < right.offset : left.element.severity < right.element.severity
    }.map(\.element)
    addBasis(to: &report)
    report.gaps = gaps
    return report
  }

  mutating func find(
    _ severity: ClaimReport.Finding.Severity, _ rule: String, _ codes: [String], _ message: String, source: String,
    card: Target?, remedy: String
  ) {
    findings.append(
      ClaimReport.Finding(
        severity: severity, rule: rule, codes: codes, message: message, source: source, card: card, remedy: remedy))
  }

  mutating func leaveOpen(_ what: String, _ why: String) {
    let gap = ClaimReport.Gap(what: what, why: why)
    if !gaps.contains(gap) { gaps.append(gap) }
  }

  /// Names the releases that were used, and says what could not be checked for want of one.
  private mutating func addBasis(to report: inout ClaimReport) {
    var wanted: [Series] = []
    if !lines.isEmpty {
      wanted = [claim.setting.edits, claim.setting.units, .addOnEdits, .fees].compactMap { $0 }
      if !diagnoses.isEmpty { wanted.append(.coverage) }
    }
    for series in wanted {
      let bases = book.bases(series)
      report.basis += bases
      if bases.isEmpty {
        leaveOpen(series.subject, "no \(series.publication) is loaded; \(series.file) would fill this")
      }
      for basis in bases where !basis.isOfTheDay {
        let other =
          basis.begins(after: claim.day) ? "\(basis.description) begins later" : "checked with \(basis.description)"
        leaveOpen(series.subject + " of the release of \(claim.day)", "it is not loaded; \(other)")
      }
    }
    if !lines.isEmpty, let series = claim.setting.edits, let missing = book.missingParts(of: series) {
      leaveOpen("some pairs of codes (PTP edits)", missing)
    }
    if wanted.contains(.coverage), !book.bases(.coverage).isEmpty {
      report.basis += book.bases(.coverageMap)
      if !book.hasDiagnosisLists {
        leaveOpen(
          "diagnoses against the lists of the Articles",
          "they are not loaded; CMS article_x_icd10_covered.csv and article_x_icd10_noncovered.csv would fill this")
      }
      if claim.state == nil {
        leaveOpen("local coverage of the place of service", "no state is given; the texts of all states were looked at")
      }
    }
    if claim.setting == .supplier, !lines.isEmpty {
      leaveOpen("pairs of codes", "CMS publishes no PTP edits for DME suppliers")
    }
    if !lines.isEmpty {
      leaveOpen(
        "documentation, medical necessity beyond lists of codes, age, sex, frequency over time, other payers' rules",
        "they do not stand on a claim or in these files")
    }
  }
}

extension Series {
  /// What is checked with it.
  fileprivate var subject: String {
    switch self {
    case .practitionerEdits, .hospitalEdits: "pairs of codes (PTP edits)"
    case .practitionerUnits, .hospitalUnits, .supplierUnits: "units (MUE)"
    case .addOnEdits: "add-on codes"
    case .fees: "modifiers and global periods (fee schedule)"
    default: "coverage texts"
    }
  }
}
