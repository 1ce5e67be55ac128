import CodeSearchWeb
import Testing

/// Headers, methods, assets.
struct ProtectionTests {
  @Test(arguments: Office.everyPage)
  func `Every page allows nothing but its own files`(path: String, query: String) throws {
    let response = try Office.get(path, query)
    #expect(
      response["Content-Security-Policy"]
        == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
    #expect(response["X-Content-Type-Options"] == "nosniff")
    #expect(response["Referrer-Policy"] == "same-origin")
    #expect(response["Cache-Control"] == "no-store")
    #expect(response["Content-Type"] == "text/html; charset=utf-8")
  }

  @Test func `Whatever a page names is served, may be kept for good, and is not sent twice`() throws {
    let page = try Markup.read(try Office.text("/", ""))
    let addresses = page.elements("link", "script").compactMap { $0["href"] ?? $0["src"] }
    #expect(addresses.count == 4)
    for address in addresses {
      let parts = address.split(separator: "?").map(String.init)
      let response = try Office.get(parts[0], parts[1])
      #expect(response.status == 200 && !response.body.isEmpty)
      #expect(response["Cache-Control"] == "public, max-age=31536000, immutable")
      let tag = try #require(response["ETag"])
      let again = try Office.pages.response(to: WebRequest(address: address, knownTag: tag))
      #expect(again.status == 304 && again.body.isEmpty)
      #expect(try Office.get(parts[0], "v=0")["Cache-Control"] == "no-cache")
    }
  }

  @Test func `The style sheet loads nothing from elsewhere`() throws {
    let style = try Office.text("/assets/codesearch.css", "")
    let loaded = style.matches(of: /url\("([^"]*)"\)/).map { String($0.1) }
    #expect(!loaded.isEmpty && loaded.allSatisfy { $0.hasPrefix("/assets/") })
    #expect(!style.contains("@import") && !style.contains("@font-face"))
  }

  @Test(arguments: [
    "/assets/nothing.css", "/assets/../etc/passwd", "/assets/%2e%2e/x", "/assets/", "/code", "/code/cpt",
  ])
  func `What is not there is answered with 404`(path: String) throws {
    #expect(try Office.get(path, "").status == 404)
  }

  @Test func `Methods that a page does not know are refused with those that it does`() throws {
    for (method, path, allowed) in [("POST", "/", "GET, HEAD"), ("DELETE", "/check", "GET, HEAD, POST")] {
      let response = try Office.pages.response(to: WebRequest(method: method, path: path))
      #expect(response.status == 405)
      #expect(response["Allow"] == allowed)
    }
  }

  @Test func `Pages do not depend on scripts being run`() throws {
    let page = try Markup.read(try Office.text("/", "q=diabetes"))
    let form = try #require(page.elements("form").first { $0["id"] == "search" })
    #expect(form["method"] == "get" && form["action"] == "/")
    #expect(page.elements("button").contains { $0["type"] == "submit" && $0.ancestors.contains { $0 === form } })
    #expect(!page.elements("a").filter { $0["class"] == "hit-link" }.isEmpty)
  }
}
