import ArgumentParser
import CodeSearch
import CodingKnowledge

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tell what is indexed: sources, releases, periods, counts, size.")

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var index: IndexOption

  func run() throws {
    let status = try opened()
    if json { Output.line(status.json()) } else { show(status) }
  }

  private func show(_ status: IndexStatus) {
    let terminal = Terminal.current()
    Output.line("index       \(index.root)")
    Output.line("generation  \(status.generation), built \(status.built) with \(status.engine)")
    Output.line(
      "holds       \(Figures.count(status.targets)) codes and texts, \(Figures.count(status.documents)) wordings and "
        + "passages, \(Figures.bytes(status.bytes))")
    if status.parts.count > 1 {
      for (number, part) in status.parts.enumerated() {
        Output.line(
          "part \(number + 1)\(number < 9 ? " " : "")     \(Figures.count(part.documents ?? 0)) documents, "
            + (part.server.map { "served by \($0)" } ?? "local, \(Figures.bytes(part.bytes))"))
      }
    }
    Output.line("kept        \(status.generations.joined(separator: ", "))")
    Output.line()
    for (scope, count) in status.counts {
      Output.line("\(right(Figures.count(count), 9))  \(scope.name)")
    }
    Output.line()
    for source in status.sources {
      let period =
        switch (source.effective.from, source.effective.through) {
        case (let from?, let through?): "\(from) to \(through)"
        case (let from?, nil): "from \(from)"
        case (nil, let through?): "through \(through)"
        case (nil, nil): "undated"
        }
      Output.line(
        "\(right(Figures.count(source.values), 9))  \(SafeText.visible(source.title)) \(source.version), \(period)")
      Output.line("           " + terminal.styled(SafeText.visible("\(source.path) · \(source.licence)"), .dim))
    }
  }

  private func opened() throws -> IndexStatus {
    let searcher = try index.open()
    do throws(CodeSearchError) {
      return try searcher.status()
    } catch {
      throw index.explained(error)
    }
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
