// codesearch-server: reads arguments and runs CodeSearchServer over one index. It holds no routes.

import ArgumentParser
import CodeSearch
import CodeSearchServer
import Glibc
import IndexLocations

@main
struct CodesearchServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codesearch-server",
    abstract: "Serve an index over HTTP: JSON API, FHIR, Clinical Tables search and metrics.",
    discussion: """
      Stops at SIGTERM or SIGINT, when running requests are finished. Exit status: 0 after that, 2 for options that cannot \
      be used, 3 without an index, 4 for one that is corrupt, 6 where the address cannot be bound.
      """,
    version: SearchServer.version)

  @Option(
    help: ArgumentHelp(
      "The folder of the index (default: as codesearch has it: $CODESEARCH_INDEX, Indexes/default).", valueName: "dir"))
  var index: String?

  @Option(help: "The address to bind; one that other machines reach needs a token.")
  var bind = "127.0.0.1"

  @Option(help: "The port to bind; 0 takes a free one.")
  var port = 8080

  @Option(
    help: ArgumentHelp(
      "A file with the token that clients must send (Authorization: Bearer …): 16 characters or more.",
      valueName: "file"))
  var tokenFile: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A web origin whose pages may read answers; * is any. Repeatable.", valueName: "origin"))
  var allowOrigin: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A host name by which clients reach the server. Repeatable.", valueName: "name"))
  var allowHost: [String] = []

  @Flag(help: "Write whole addresses to the log. Queries may hold what patients' records say.")
  var logQueries = false

  @Flag(help: "Write no line for each request.")
  var quiet = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
  }

  func run() async throws {
    // A client that goes away is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    do {
      var settings = ServerSettings(index: Locations.index(index))
      settings.address = bind
      settings.port = port
      settings.token = try tokenFile.map(TokenFile.read)
      settings.allowedOrigins = allowOrigin
      settings.allowedHosts = allowHost
      settings.logsQueries = logQueries
      settings.logsRequests = !quiet
      let server = try SearchServer(settings)
      if !settings.isLocal { complain("warning: other machines can reach \(bind); put TLS in front of it") }
      try await server.run { address in complain("listening on \(address)") }
    } catch let error as CodeSearchError {
      complain(error.description)
      throw ExitCode(error.code.exitStatus)
    } catch {
      complain("cannot listen on \(bind):\(port): \(error); choose another with --port or --bind")
      throw ExitCode(6)
    }
  }
}

private func complain(_ message: String) {
  let line = Array("codesearch-server: \(message)\n".utf8)
  line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
