import ArgumentParser
import KnowledgeIndex

/// The query language, as a help page: `codesearch help query`.
struct QueryHelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Explain the query language.",
    discussion: """
      retroperitoneal lymph     all words, in any order, stemmed
      "lymph node"              side by side in this order (straight quotes)
      neuro*                    words that begin so (3 letters or more)
      E11.9  e119  "E11 9"      a code, in any spelling; a code that two systems have shows both
      E10-E14  E11.*            a range of codes, all codes below one
      -word  NOT word           without the word
      a OR b   ( )              either; grouping. OR, AND and NOT are written in capitals
      =word                     just this word: no synonyms
      field:value               only where the field has the value; several fields all apply

      Fields:
      \(QueryHelpCommand.fields)
      """)

  private static var fields: String {
    IndexField.all.map { field in
      let name = field.name + String(repeating: " ", count: max(1, 10 - field.name.count))
      return "\(name)\(field.help). Example: \(field.example)"
    }.joined(separator: "\n")
  }

  func run() throws { Output.line(QueryHelpCommand.helpMessage()) }
}
