import CodeSearchTestKit
import Foundation
import Testing

/// The web page over a real connection.
struct WebRoutesTests {
  private let server: ServerProcess

  init() throws { server = try ServerProcess(index: try Ward.index.get().root) }

  private func connection() throws -> RawConnection { try RawConnection(port: server.port) }

  @Test(arguments: [
    "/", "/?q=diabetes&fragment=results", "/code/icd10cm/E11.9", "/code/icd10cm/e119?on=2026-01-15", "/browse",
    "/browse/icd10cm/E11", "/check", "/check?dx=E11.9&code=99213",
  ])
  func `Each page is served with the policy that it keeps to`(address: String) throws {
    let answer = try connection().get(address)
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
    #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'; script-src 'self';") == true)
  }

  @Test func `An address is decoded once`() throws {
    let answer = try connection().get("/?q=100%2525&fragment=results")
    #expect(answer.text.contains("100%25") && !answer.text.contains("100%</"))
  }

  @Test func `A file of the page is sent once`() throws {
    let first = try connection().get("/assets/codesearch.css")
    let tag = try #require(first.headers["etag"])
    let connection = try connection()
    connection.send(
      "GET /assets/codesearch.css HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nIf-None-Match: \(tag)\r\n\r\n")
    #expect(try connection.answer(hasBody: false).status == 304)
  }

  @Test(arguments: [("application/x-www-form-urlencoded", 200), ("application/json", 415)])
  func `The claim form takes a form and nothing else`(type: String, status: Int) throws {
    let answer = try connection().post("/check", type: type, "dx=E11.9&code=99213&on=2026-01-15")
    #expect(answer.status == status)
  }

  @Test func `What a page does not have answers 404`() throws {
    for address in ["/code/icd10cm/E99", "/code", "/assets/nothing.js", "/browse/nothing"] {
      #expect(try connection().get(address).status == 404)
    }
  }
}
