import CodeSearchTestKit
import Foundation
import Synchronization
import Testing

/// Stopping, and taking up a new generation, while clients ask.
struct ShutdownTests {
  @Test func `At SIGTERM requests under way are answered, and the program ends with 0`() throws {
    let server = try ServerProcess(index: try Ward.index.get().root)
    let body = Array(#"{"query":"diabetes"}"#.utf8)
    let begun = try RawConnection(port: server.port)
    begun.send("POST /api/v1/search HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nContent-Type: application/json\r\n")
    begun.send("Content-Length: \(body.count)\r\nExpect: 100-continue\r\n\r\n")
    #expect(try begun.isToldToContinue())
    kill(server.identifier, SIGTERM)
    while (try? RawConnection(port: server.port)) != nil { sched_yield() }
    begun.send(body)
    let answer = try begun.answer()
    #expect(answer.status == 200)
    #expect(answer.headers["connection"] == "close")
    #expect(server.waitForEnd() == 0)
  }

  @Test func `Under load no answer is cut short by SIGTERM`() throws {
    let server = try ServerProcess(index: try Ward.index.get().root)
    let port = server.port
    let answered = Mutex(0)
    let faults = Mutex<[String]>([])
    let clients = DispatchGroup()
    for _ in 0..<8 {
      clients.enter()
      Thread.detachNewThread {
        defer { clients.leave() }
        do {
          let connection = try RawConnection(port: port)
          // A connection may end between two answers, never within one.
          while connection.send(connection.request("GET", "/api/v1/search?query=diabetes&on=2026-01-15")),
            let answer = try connection.nextAnswer()
          {
            if answer.status != 200 { faults.withLock { $0.append(answer.text) } }
            answered.withLock { $0 += 1 }
          }
        } catch {
          faults.withLock { $0.append("\(error)") }
        }
      }
    }
    while answered.withLock({ $0 }) < 200 { sched_yield() }
    #expect(server.stop() == 0)
    clients.wait()
    #expect(faults.withLock { $0 } == [])
  }

  @Test func `A new generation is taken up while clients ask`() throws {
    let index = try TestIndex(Ward.sources)
    let server = try ServerProcess(index: index.root)
    let connection = try RawConnection(port: server.port)
    let search = "/api/v1/search?query=zebra+stripes&on=2026-01-15"
    let before = try connection.get("/healthz").text
    #expect(try connection.get(search).json()["total"] as? Int == 0)
    try index.add([.codes("CPT", [.init("99999", "Counting of zebra stripes")], name: "zebra.md")])
    while try connection.get("/healthz").text == before {
      #expect(try connection.get(search).status == 200)
    }
    #expect(try connection.get(search).json()["total"] as? Int == 1)
  }
}
