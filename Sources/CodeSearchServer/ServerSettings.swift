// CodeSearchServer: the search core over HTTP: JSON API, FHIR, Clinical Tables, metrics. It holds no search logic and knows no
// source format; what it listens to is bounded in size, time and number.

/// What a server listens to, whom it answers and what it writes down.
public struct ServerSettings: Sendable {
  /// The folder of the index.
  public var index: String
  /// The address to bind; a public one needs a ``token``.
  public var address = "127.0.0.1"
  /// The port; 0 takes any that is free.
  public var port = 8080
  /// What a client must show as `Authorization: Bearer …`; nil asks for nothing.
  public var token: String?
  /// Web origins whose pages may read answers, such as `https://ehr.example.org`; `*` is any.
  public var allowedOrigins: [String] = []
  /// Names beside the address itself by which a server on a public address is reached.
  public var allowedHosts: [String] = []
  /// Whether queries are written to the log. They may hold what patients' records say.
  public var logsQueries = false
  /// Whether there is a line for each request in the log.
  public var logsRequests = true
  /// Whether SIGTERM and SIGINT stop the server, or only its task.
  public var stopsOnSignals = true
  public var limits = ServerLimits()

  public init(index: String) { self.index = index }

  /// Whether only programs of this machine reach the address.
  public var isLocal: Bool { address == "localhost" || address == "::1" || address.hasPrefix("127.") }
}

/// The bounds within which a server answers. Times are in milliseconds, sizes in bytes.
public struct ServerLimits: Sendable {
  /// Connections at a time. One more takes the place of the one that has waited longest for its client. There are enough
  /// that a client whose request is on its way does not become that one, even while thousands of others connect.
  public var connections = 512
  /// From the first byte of a request to the end of its headers.
  public var headerTime = 5_000
  /// Without a request.
  public var idleTime = 15_000
  /// From the end of the headers to the end of the answer.
  public var requestTime = 10_000
  /// For requests under way when the server is told to stop.
  public var shutdownTime = 15_000
  public var body = 64 << 10
  public var headerList = 16 << 10
  public var headerCount = 64
  public var url = 8 << 10
  /// Searches at a time; nil is twice the number of processors.
  public var searches: Int?
  /// Searches that wait for their turn; one more is told to come back later.
  public var waiting = 64
  /// Between two looks for a new generation.
  public var refreshTime = 1_000

  public init() {}

  /// Connections accepted between two looks at others: by fours, which is usual, a rush of them takes four times as long. They
  /// find their places in no certain order, so that they are few beside the places.
  var acceptsAtOnce: Int { max(1, connections / 8) }
}
