import ArgumentParser

struct SynonymsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synonyms", abstract: "Check lists of synonyms, and see what they change.",
    discussion: """
      A list has one rule a line: "a = b", "a > b ; c" or "ABBR : reading ; reading".
      Add it with: codesearch index FILE.syn
      """,
    subcommands: [SynonymsLintCommand.self, SynonymsEffectCommand.self])
}
