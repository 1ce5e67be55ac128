import ArgumentParser
import CodeSearch
import CodingKnowledge
import Glibc

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print everything known about a code.",
    discussion: "Exit status: 0 when every code was found, 1 when one was not.")

  @Argument(help: ArgumentHelp("Codes in any spelling: E11.9, e119, 38564, I.C.4.a.", valueName: "code"))
  var codes: [String]

  @Option(name: .customLong("system"), help: "Only this code system.")
  var scope: Scope?

  @Flag(help: "Print long lists whole.")
  var all = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let answer = try index.open().cards(of: codes, scope: scope, on: on.value, listing: all ? .max : 10)
    for missing in answer.missing {
      let near = missing.near.map(\.identifier).joined(separator: ", ")
      Output.message("no code \(missing.spelling) is loaded\(near.isEmpty ? "" : "; near it: \(near)")")
    }
    if json {
      Output.line(answer.json())
    } else {
      let terminal = Terminal.current()
      let cards = answer.cards.map { CardRendering($0, terminal: terminal, showsAll: all).text }
      for notice in answer.cards.flatMap(\.notices) { Output.message(notice.message) }
      terminal.show(cards.joined(separator: "\n"))
    }
    if !answer.missing.isEmpty { throw ExitStatus.noHits }
  }
}

struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse", abstract: "Walk the hierarchy: what stands directly below a code, or the chapters.")

  @Argument(
    help: ArgumentHelp(
      "A chapter (\"Chapter 9\"), block (I20-I25), category or table; none for the top.", valueName: "code"))
  var code: String?

  @Option(name: .customLong("system"), help: "Only this code system.")
  var scope: Scope?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let answer = try index.open().browse(code, scope: scope, on: on.value)
    if json { Output.line(answer.json()) }
    guard !answer.branches.isEmpty else {
      Output.message("no code \(code ?? "") is loaded")
      throw ExitStatus.noHits
    }
    if !json { show(answer) }
  }

  private func show(_ answer: BrowseAnswer) {
    let terminal = Terminal.current()
    var lines: [String] = []
    for branch in answer.branches {
      var indent = 0
      for level in branch.path + (branch.level.map { [$0] } ?? []) {
        lines.append(line(level, indent: indent, terminal))
        indent += 2
      }
      for child in branch.children { lines.append(line(child, indent: indent, terminal)) }
    }
    terminal.show(lines.joined(separator: "\n") + "\n")
  }

  private func line(_ level: CodeCard.Level, indent: Int, _ terminal: Terminal) -> String {
    let code = terminal.styled(level.target.identifier, level.billable == false ? .cyan : .bold)
    let mark = level.status == .active ? "" : terminal.styled(" [\(level.status.name)]", .red)
    return terminal.wrapped(
      "\(code.fixed)\u{A0}\u{A0}\(SafeText.visible(level.title))\(mark)",
      indent: indent + level.target.identifier.count + 2,
      firstIndent: indent)
  }
}
