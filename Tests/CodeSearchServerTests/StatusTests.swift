import CodeSearchTestKit
import Foundation
import Testing

/// Each status that the server answers with, over a real connection.
struct StatusTests {
  private let server: ServerProcess

  init() throws { server = try ServerProcess(index: try Ward.index.get().root) }

  private func connection() throws -> RawConnection { try RawConnection(port: server.port) }

  @Test func `A search answers 200 with JSON`() throws {
    let answer = try connection().get("/api/v1/search?query=diabetes&limit=1&on=2026-01-15")
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "application/json")
    let results = try #require(try answer.json()["results"] as? [[String: Any]])
    #expect(results.map { $0["code"] as? String } == ["E11"])
  }

  @Test func `HEAD has the length of the body and no body, and the connection goes on`() throws {
    let connection = try connection()
    connection.send(connection.request("HEAD", "/api/v1/search?query=diabetes&on=2026-01-15"))
    let head = try connection.answer(hasBody: false)
    let whole = try connection.get("/api/v1/search?query=diabetes&on=2026-01-15")
    #expect(head.status == 200)
    #expect(head.headers["content-length"] == String(whole.body.count))
  }

  @Test func `A query that cannot be read answers 400 and shows the place`() throws {
    let answer = try connection().get("/api/v1/search?query=kind%3A")
    #expect(answer.status == 400)
    let error = try #require(try answer.json()["error"] as? [String: Any])
    #expect((error["place"] as? String)?.contains("^") == true)
  }

  @Test(arguments: ["%ff", "%c3%28", "%ed%a0%80", "%", "%4", "%zz", "a%00b"])
  func `An address that is not UTF-8 answers 400`(text: String) throws {
    #expect(try connection().get("/api/v1/search?query=\(text)").status == 400)
    #expect(try connection().get("/api/v1/\(text)").status == 400)
  }

  @Test func `Raw bytes beyond ASCII in an address answer 400`() throws {
    let connection = try connection()
    connection.send(Array("GET /api/v1/search?query=".utf8) + [0xFF, 0xFE] + Array(" HTTP/1.1\r\n".utf8))
    connection.send("Host: 127.0.0.1:\(server.port)\r\n\r\n")
    #expect(try connection.answer().status == 400)
  }

  @Test(arguments: [
    "/..%2f..%2fetc%2fpasswd", "/../../etc/passwd", "/api/v1/../../etc/passwd", "//etc/passwd", "/api/v1/search/",
    "/api/v1/nothing", "/api/v2/search", "/.%2e/.%2e/etc/passwd",
  ])
  func `An address without a route answers 404, whatever it points at`(path: String) throws {
    let answer = try connection().get(path)
    #expect(answer.status == 404)
    #expect(!answer.text.contains("root:"))
    #expect(!answer.text.contains("etc"))
  }

  @Test func `Another method answers 405 and names those that are taken`() throws {
    let connection = try connection()
    connection.send(connection.request("DELETE", "/api/v1/search"))
    let answer = try connection.answer()
    #expect(answer.status == 405)
    #expect(answer.headers["allow"] == "GET, HEAD, POST, OPTIONS")
  }

  @Test func `A body that is no JSON by its type answers 415, by its content 400`() throws {
    #expect(try connection().post("/api/v1/search", type: "text/plain", #"{"query":"uti"}"#).status == 415)
    #expect(try connection().post("/api/v1/search", #"{"query":"#).status == 400)
    #expect(try connection().post("/api/v1/search", #"{"query":"diabetes"}"#).status == 200)
  }

  @Test func `A query string of 1 MB answers 414`() throws {
    let connection = try connection()
    connection.send(connection.request("GET", "/api/v1/search?query=" + String(repeating: "a", count: 1 << 20)))
    #expect(try connection.answer().status == 414)
    #expect(try connection.isClosedByServer())
  }

  @Test func `An address of 8 KB is taken, one byte more answers 414`() throws {
    let start = "/api/v1/search?query=uti&x="
    let most = start + String(repeating: "a", count: 8192 - start.utf8.count)
    #expect(try connection().get(most).status == 400)
    #expect(try connection().get(most + "a").status == 414)
  }

  @Test func `Headers of more than 16 KB or more than 64 answer 431`() throws {
    #expect(try connection().get("/healthz", headers: ["X: " + String(repeating: "a", count: 17 << 10)]).status == 431)
    #expect(try connection().get("/healthz", headers: (0..<70).map { "X-\($0): a" }).status == 431)
    #expect(try connection().get("/healthz", headers: (0..<60).map { "X-\($0): a" }).status == 200)
  }

  @Test func `A body of 100 MB answers 413 before it is read`() throws {
    let connection = try connection()
    connection.send(
      "POST /api/v1/search HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nContent-Length: 104857600\r\n\r\n")
    let answer = try connection.answer()
    #expect(answer.status == 413)
    #expect(answer.headers["connection"] == "close")
  }

  @Test func `A body in chunks answers 413 when it passes 64 KB`() throws {
    let connection = try connection()
    connection.send("POST /api/v1/search HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n")
    connection.send("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    let chunk = "4000\r\n" + String(repeating: " ", count: 0x4000) + "\r\n"
    for _ in 0..<5 { connection.send(chunk) }
    #expect(try connection.answer().status == 413)
  }

  @Test(arguments: [
    "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}", "GET /\r\n\r\n",
  ])
  func `What is not HTTP answers 400 and ends`(text: String) throws {
    let connection = try connection()
    connection.send(text)
    connection.send("\r\n\r\n")
    #expect(try connection.answer().status == 400)
    #expect(try connection.isClosedByServer())
  }
}
