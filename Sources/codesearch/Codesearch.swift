// codesearch: the command line. It reads arguments, calls CodeSearch and IndexBuilding and renders what they give. It
// holds no search logic.

import ArgumentParser
import CodeSearch
import Glibc
import IndexBuilding

/// The command line: parses arguments, calls the library, renders what it answers.
@main
struct Codesearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codesearch",
    abstract: "Search medical codes, coding rules and coverage texts, offline.",
    discussion: """
      codesearch "retroperitoneal lymph" finds codes by words; codesearch E11.9 finds one by its code;
      codesearch show E11.9 prints everything known about it. codesearch help query explains the query language.
      """,
    version: "0.1.0",
    subcommands: [
      SearchCommand.self, ShowCommand.self, BrowseCommand.self, CheckCommand.self, EditsCommand.self,
      CoverageCommand.self, GuidelineCommand.self, CrosswalkCommand.self, FeeCommand.self, IndexCommand.self,
      VerifyCommand.self,
      StatusCommand.self, EvaluateCommand.self, ExplainCommand.self, SynonymsCommand.self,
      WorkerCommand.self, MCPCommand.self, QueryHelpCommand.self,
    ],
    defaultSubcommand: SearchCommand.self)

  static func main() {
    // A reader that goes away early (| head) is no fault of ours.
    signal(SIGPIPE, SIG_DFL)
    // A file that may not grow is an error like a full disk, not the end.
    signal(SIGXFSZ, SIG_IGN)
    do {
      if let search = QuickSearch(CommandLine.arguments) { try search.run { finish($0) } }
      var command = try parseAsRoot()
      try command.run()
      finish(0)
    } catch let status as ExitStatus {
      finish(status.value)
    } catch let error as CodeSearchError {
      complain(error.text)
      finish(error.code.exitStatus)
    } catch let error as BuildError {
      complain(error.description)
      finish(error.exitStatus)
    } catch {
      // Help and version are errors to the parser, but not to the user.
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        Output.write(message + "\n")
        finish(0)
      }
      Output.write(message + "\n", to: STDERR_FILENO)
      finish(2)
    }
  }

  private static func complain(_ message: String) {
    Output.message(message)
  }

  private static func finish(_ status: Int32) -> Never {
    guard Output.isWhole else {
      Output.message("cannot write to standard output: \(String(cString: strerror(errno)))")
      _exit(6)
    }
    // Everything is written by now, and tearing down what the system takes back anyway costs a tenth of a search.
    _exit(status)
  }
}

/// Ends the program with a status that is no error, such as 1 for no hits.
struct ExitStatus: Error {
  var value: Int32

  static let noHits = ExitStatus(value: 1)
}

extension CodeSearchError {
  /// Message and hint; below a query with its place marked, the hint has a line of its own.
  var text: String {
    guard let hint, message.contains("\n") else { return description }
    return "\(message)\n\(hint)"
  }
}

extension BuildError {
  /// The exit status of DESIGN.md's table.
  var exitStatus: Int32 {
    switch code {
    case .source: 7
    case .usage: 2
    case .busy: 5
    case .io, .network: 6
    case .corrupt, .verification: 4
    case .missing: 3
    default: 70
    }
  }
}
