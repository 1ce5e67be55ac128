import CodeSearchServer
import Foundation
import Testing

/// Clients that are slow, idle or too many.
struct LimitTests {
  @Test func `Headers that do not end in time answer 408`() async throws {
    try await LocalServer.run {
      $0.headerTime = 100
    } _: { port in
      let connection = try RawConnection(port: port)
      connection.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1")
      #expect(try connection.answer().status == 408)
      #expect(try connection.isClosedByServer())
    }
  }

  @Test func `A second request on a connection has the same time for its headers`() async throws {
    try await LocalServer.run {
      $0.headerTime = 100
    } _: { port in
      let connection = try RawConnection(port: port)
      #expect(try connection.get("/healthz").status == 200)
      connection.send("GET /healthz HTT")
      #expect(try connection.answer().status == 408)
    }
  }

  @Test func `A body that does not come in time answers 408`() async throws {
    try await LocalServer.run {
      $0.requestTime = 100
    } _: { port in
      let connection = try RawConnection(port: port)
      connection.send("POST /api/v1/search HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: 10\r\n\r\n{")
      #expect(try connection.answer().status == 408)
    }
  }

  @Test func `A connection without a request is closed`() async throws {
    try await LocalServer.run {
      $0.idleTime = 100
    } _: { port in
      #expect(try RawConnection(port: port).isClosedByServer())
      let used = try RawConnection(port: port)
      #expect(try used.get("/healthz").status == 200)
      #expect(try used.isClosedByServer())
    }
  }

  @Test func `Idle connections beyond the limit give way to a client that asks`() async throws {
    try await LocalServer.run {
      $0.connections = 8
    } _: { port in
      var idle: [RawConnection] = []
      for number in 0..<100 {
        let connection = try RawConnection(port: port)
        if number.isMultiple(of: 2) { connection.send("GET /healthz HTTP/1.1\r\nHost:") }
        idle.append(connection)
      }
      #expect(try RawConnection(port: port).get("/healthz").status == 200)
      #expect(try idle[0].isClosedByServer())
      #expect(try RawConnection(port: port).get("/metrics").text.contains("connections_evicted_total 9"))
    }
  }

  @Test func `Searches that find no place answer 503 and say when to come back`() async throws {
    try await LocalServer.run { limits in
      limits.searches = 1
      limits.waiting = 0
    } _: { port in
      let connections = try (0..<16).map { _ in try RawConnection(port: port) }
      var refused: RawConnection.Answer?
      while refused == nil {
        for connection in connections {
          connection.send(connection.request("GET", "/api/v1/card?code=E11.9"))
        }
        for answer in try connections.map({ try $0.answer() }) {
          #expect([200, 503].contains(answer.status))
          if answer.status == 503 { refused = answer }
        }
      }
      #expect(refused?.headers["retry-after"] == "1")
    }
  }

  @Test func `Requests that come together are answered in their order`() async throws {
    try await LocalServer.run { _ in
    } _: { port in
      let connection = try RawConnection(port: port)
      let paths = ["/healthz", "/api/v1/card?code=E11.9", "/nothing", "/api/v1/search?query=diabetes"]
      connection.send(paths.flatMap { connection.request("GET", $0) } + Array("nonsense\r\n\r\n".utf8))
      #expect(try (0..<5).map { _ in try connection.answer().status } == [200, 200, 404, 200, 400])
      #expect(try connection.isClosedByServer())
    }
  }

  @Test func `A client that waits to be told sends its body`() async throws {
    try await LocalServer.run { _ in
    } _: { port in
      let connection = try RawConnection(port: port)
      let body = #"{"query":"diabetes"}"#
      connection.send("POST /api/v1/search HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n")
      connection.send("Expect: 100-continue\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
      #expect(try connection.isToldToContinue())
      connection.send(body)
      #expect(try connection.answer().status == 200)
    }
  }
}
