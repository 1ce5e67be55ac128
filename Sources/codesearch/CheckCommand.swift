import ArgumentParser
import CodeSearch
import CodingKnowledge

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell whether a set of codes can stand together on a date of service.",
    discussion: """
      codesearch check --on 2026-03-02 --dx E11.9 Z79.4 --code 99213-25 20610-RTx2
      codesearch check --claim claim.json      (- reads standard input)

      It advises by the rules that are loaded, and says what it could not check. It never says that a claim will be paid.
      """)

  @Option(
    name: .customLong("dx"), parsing: .upToNextOption,
    help: ArgumentHelp("ICD-10-CM codes, first-listed first.", valueName: "code"))
  var diagnoses: [String] = []

  @Option(
    name: .customLong("code"), parsing: .upToNextOption,
    help: ArgumentHelp("Claim lines: CODE[-MODIFIER]…[xUNITS].", valueName: "line"))
  var lines: [String] = []

  @Option(help: ArgumentHelp("A claim in JSON; - for standard input.", valueName: "file"))
  var claim: String?

  @Option(help: "Who bills.")
  var setting: CareSetting?

  @Option(help: ArgumentHelp("The state, for local coverage.", valueName: "CA"))
  var state: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func validate() throws {
    if claim == nil, diagnoses.isEmpty, lines.isEmpty {
      throw ValidationError("nothing to check; give --dx and --code, or --claim FILE")
    }
    if claim != nil, !diagnoses.isEmpty || !lines.isEmpty {
      throw ValidationError("give either --claim, or --dx and --code")
    }
  }

  func run() throws {
    let report = try index.open().check(try readClaim())
    if json {
      Output.line(report.json())
    } else {
      let terminal = Terminal.current()
      terminal.show(ClaimRendering(report, terminal: terminal).text)
    }
  }

  private func readClaim() throws -> Claim {
    var read: Claim
    if let claim {
      let text = try TextFile.read(claim)
      do throws(CodeSearchError) {
        read = try Claim(json: text, today: on.value)
      } catch {
        let name = claim == "-" ? "standard input" : claim
        throw CodeSearchError(error.code, "\(name): \(error.message)", hint: error.hint)
      }
      if let day = on.day { read.day = day }
      if let setting { read.setting = setting }
    } else {
      read = Claim(on: on.value, setting: setting ?? .practitioner)
      read.diagnoses = diagnoses
      read.lines = try lines.map { try Claim.Line($0) }
    }
    if let state { read.state = state.uppercased() }
    return read
  }
}

/// A report as text.
struct ClaimRendering {
  private var sheet: Sheet

  init(_ report: ClaimReport, terminal: Terminal) {
    sheet = Sheet(terminal)
    let claim = report.claim
    sheet.head("Claim of \(claim.day)", claim.setting.name, claim.state ?? "")
    if !claim.diagnoses.isEmpty { sheet.item("Diagnoses: " + claim.diagnoses.joined(separator: ", ")) }
    if !claim.lines.isEmpty { sheet.item("Lines: " + claim.lines.map(\.text).joined(separator: ", ")) }
    addFindings(report, terminal)
    if !report.gaps.isEmpty {
      sheet.section("Not checked")
      for gap in report.gaps { sheet.item("\(gap.what): \(gap.why)") }
    }
    if !report.basis.isEmpty {
      sheet.section("By")
      for basis in report.basis { sheet.item(basis.description) }
    }
  }

  var text: String { sheet.text }

  private mutating func addFindings(_ report: ClaimReport, _ terminal: Terminal) {
    guard !report.findings.isEmpty else {
      sheet.section("Nothing found against it by the rules that are loaded")
      return
    }
    let counts = ClaimReport.Finding.Severity.allCases.filter { report.count($0) > 0 }.map { severity in
      let count = report.count(severity)
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    sheet.section(counts.joined(separator: ", "))
    for finding in report.findings {
      let style: Terminal.Style =
        switch finding.severity {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
      sheet.item("\(terminal.styled(finding.severity.rawValue, style)) \(finding.rule): \(finding.message)")
      sheet.item("→ \(finding.remedy)", indent: 8, first: 6)
      let card = finding.card.map { " · codesearch show \($0.identifier)" } ?? ""
      sheet.item(terminal.styled("by \(finding.source)\(card)", .dim), indent: 8, first: 6)
    }
  }
}
