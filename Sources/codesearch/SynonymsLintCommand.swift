import ArgumentParser
import CodeSearch
import IndexBuilding
import IndexLocations

struct SynonymsLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Look for faults in lists of synonyms.",
    discussion: """
      An error is a line that an index refuses, or a rule that cannot do what it says. Warnings are rules that repeat
      others, or name words that the search takes for the same anyway, and rules whose words the index does not know.

      Exit status: 0 without errors, 7 with errors, 6 where a file cannot be read.
      """)

  @Argument(help: ArgumentHelp("Lists, or folders of them.", valueName: "file"))
  var files: [String]

  @OptionGroup var index: IndexOption

  func run() throws {
    let hasIndex = Locations.exists(index.root + "/CURRENT")
    if !hasIndex {
      guard index.folder == nil else {
        throw CodeSearchError(.indexMissing, "no index in \(index.root)", hint: "build one with: codesearch index")
      }
      Output.message("no index yet: words that no code has are not looked for")
    }
    var lint = try SynonymLint(index: hasIndex ? index.root : nil)
    let report = try lint.check(files)
    for finding in report.findings { Output.line(SafeText.visible("\(finding)")) }
    let errors = report.count(.error)
    Output.line(
      "\(counted(report.rules, "rule")) in \(counted(report.files, "file")): \(counted(errors, "error")), "
        + counted(report.count(.warning), "warning"))
    if errors > 0 { throw ExitStatus(value: 7) }
  }

  private func counted(_ count: Int, _ name: String) -> String {
    "\(Figures.count(count)) \(name)\(count == 1 ? "" : "s")"
  }
}
