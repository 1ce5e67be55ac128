import CodeSearchTestKit
import Foundation
import Testing

/// Who is answered: the Host and Origin headers, the token, and which addresses may be bound.
struct AccessTests {
  private func answer(
    _ server: ServerProcess, host: String? = nil, headers: [String] = [], method: String = "GET",
    path: String = "/healthz"
  ) throws -> RawConnection.Answer {
    let connection = try RawConnection(port: server.port)
    connection.send(connection.request(method, path, host: host, headers: headers))
    return try connection.answer()
  }

  private func server(_ arguments: String...) throws -> ServerProcess {
    try ServerProcess(index: try Ward.index.get().root, arguments)
  }

  @Test func `Only names of this machine with the port are taken as Host`() throws {
    let server = try server()
    let port = server.port
    for host in ["127.0.0.1:\(port)", "localhost:\(port)", "LocalHost:\(port)", "[::1]:\(port)"] {
      #expect(try answer(server, host: host).status == 200, "\(host)")
    }
    for host in [
      "evil.example", "evil.example:\(port)", "127.0.0.1", "localhost", "127.0.0.1:1", "localhost.:\(port)", "",
      ":\(port)",
      "localhost:\(port).evil.example", "127.0.0.1.evil.example:\(port)", "[::2]:\(port)", "[::1",
      "127.0.0.1:\(port)@evil",
      "0.0.0.0:\(port)", "127.0.0.1:\(port), evil.example",
    ] {
      #expect(try answer(server, host: host).status == 403, "\(host)")
    }
  }

  @Test func `No Host and two Hosts answer 403 or 400`() throws {
    let server = try server()
    let two = try RawConnection(port: server.port)
    two.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nHost: evil.example\r\n\r\n")
    #expect(try two.answer().status == 403)
    let none = try RawConnection(port: server.port)
    none.send("GET /healthz HTTP/1.1\r\nAccept: */*\r\n\r\n")
    #expect(try none.answer().status == 403)
  }

  @Test func `Pages of other origins are refused, and none is allowed to read unless it is named`() throws {
    let server = try server("--allow-origin", "https://ehr.example.org")
    let port = server.port
    for origin in ["http://127.0.0.1:\(port)", "http://localhost:\(port)"] {
      let own = try answer(server, headers: ["Origin: \(origin)"])
      #expect(own.status == 200)
      #expect(own.headers["access-control-allow-origin"] == nil)
    }
    for origin in [
      "null", "https://evil.example", "https://ehr.example.org.evil.example", "http://127.0.0.1:1", "x", "",
    ] {
      let foreign = try answer(server, headers: ["Origin: \(origin)"])
      #expect(foreign.status == 403, "\(origin)")
      #expect(foreign.headers["access-control-allow-origin"] == nil)
    }
    let both = ["Origin: https://ehr.example.org", "Origin: https://evil.example"]
    #expect(try answer(server, headers: both).status == 403)
    let named = try answer(server, headers: ["Origin: https://ehr.example.org"])
    #expect(named.status == 200)
    #expect(named.headers["access-control-allow-origin"] == "https://ehr.example.org")
    #expect(named.headers["vary"] == "Origin")
    #expect(try answer(server).headers["access-control-allow-origin"] == nil)
  }

  @Test func `A page that is allowed may ask first`() throws {
    let server = try server("--allow-origin", "*")
    let headers = ["Origin: https://any.example", "Access-Control-Request-Method: POST"]
    let preflight = try answer(server, headers: headers, method: "OPTIONS", path: "/api/v1/search")
    #expect(preflight.status == 204)
    #expect(preflight.headers["access-control-allow-origin"] == "*")
    #expect(preflight.headers["access-control-allow-credentials"] == nil)
    #expect(preflight.headers["access-control-allow-methods"] == "GET, POST")
  }

  @Test func `With a token everything but healthz asks for it`() throws {
    let folder = try TemporaryFolder.make()
    defer { TemporaryFolder.remove(folder) }
    try Data("0123456789abcdef\n".utf8).write(to: URL(filePath: folder + "/token"))
    let server = try server("--token-file", folder + "/token")
    let path = "/api/v1/search?query=diabetes"
    #expect(try answer(server).status == 200)
    for header in [
      nil, "Bearer 0123456789abcdeX", "Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "Bearer ", "Bearer",
      "0123456789abcdef", "Basic 0123456789abcdef",
    ] {
      let refused = try answer(server, headers: header.map { ["Authorization: \($0)"] } ?? [], path: path)
      #expect(refused.status == 401, "\(header ?? "none")")
      #expect(refused.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
    }
    #expect(try answer(server, path: "/metrics").status == 401)
    #expect(try answer(server, headers: ["Authorization: Bearer 0123456789abcdef"], path: path).status == 200)
    let basic = Data("any:0123456789abcdef".utf8).base64EncodedString()
    #expect(try answer(server, headers: ["Authorization: Basic \(basic)"], path: path).status == 200)
  }

  @Test func `A public address needs a token, and a token must be long`() throws {
    let folder = try TemporaryFolder.make()
    defer { TemporaryFolder.remove(folder) }
    let index = try Ward.index.get().root
    let open = try ServerProcess.run(["--index", index, "--port", "0", "--bind", "0.0.0.0"])
    #expect(open.status == 2)
    #expect(open.errors.contains("--token-file"))
    try Data("short".utf8).write(to: URL(filePath: folder + "/token"))
    let short = try ServerProcess.run(["--index", index, "--token-file", folder + "/token"])
    #expect(short.status == 2)
    #expect(short.errors.contains("16 or more"))
    #expect(try ServerProcess.run(["--index", index, "--token-file", folder + "/none"]).status == 6)
  }

  @Test func `A missing index and a port that is taken each end the program with one line`() throws {
    let missing = try ServerProcess.run(["--index", "/nonexistent"])
    #expect(missing.status == 3)
    #expect(missing.errors.split(separator: "\n").count == 1)
    let server = try server()
    let taken = try ServerProcess.run(["--index", try Ward.index.get().root, "--port", String(server.port)])
    #expect(taken.status == 6)
    #expect(taken.errors.contains("--port"))
  }

  @Test func `The log has no query unless it is asked for, and a line for each request`() throws {
    let quiet = try server()
    _ = try answer(quiet, path: "/api/v1/search?query=secretpatient%0AFORGED")
    _ = try answer(quiet, path: "/secretpatient")
    #expect(quiet.stop() == 0)
    #expect(!quiet.log.contains("secretpatient"))
    #expect(quiet.log.contains("GET /api/v1/search 200"))
    let open = try server("--log-queries")
    _ = try answer(open, path: "/api/v1/search?query=secretpatient%0AFORGED")
    #expect(open.stop() == 0)
    #expect(open.log.contains("secretpatient"))
    #expect(!open.log.split(separator: "\n").contains { $0.hasPrefix("FORGED") })
  }
}
