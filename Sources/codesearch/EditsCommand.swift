import ArgumentParser
import CodeSearch
import CodingKnowledge

struct EditsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edits", abstract: "NCCI edits of a procedure code, or of a code against others.",
    discussion: """
      For two codes there are three answers: no edit on file, an edit that is not in force that day, or an edit in force \
      with its modifier indicator. Add-on rules and the MUE are told beside them. Exit status: 0 when answered, 1 when no \
      edit is on file for any pair.
      """)

  @Argument(help: ArgumentHelp("A CPT or HCPCS code, then codes to hold against it.", valueName: "code"))
  var codes: [String]

  @Option(help: "Who bills.")
  var setting: CareSetting = .practitioner

  @Flag(help: "List all edits in force, not only the first ones.")
  var all = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var on: DayOption
  @OptionGroup var index: IndexOption

  func run() throws {
    let answer = try index.open().edits(
      of: codes[0], with: Array(codes.dropFirst()), on: on.value, setting: setting, limit: all ? .max : 10)
    if json {
      Output.line(answer.json())
    } else {
      let terminal = Terminal.current()
      terminal.show(EditsRendering(answer, terminal: terminal).text)
      for notice in answer.notices { Output.message(notice.message) }
    }
    if !answer.pairs.isEmpty, answer.pairs.allSatisfy({ $0.verdict == .none && $0.addOns.isEmpty }) {
      throw ExitStatus.noHits
    }
  }
}
