import CodeSearch
import CodeSearchTestKit
import Foundation
import SearchService
import Testing

@Suite struct LineServiceTests {
  private func answer(_ line: String) throws -> JSONValue {
    try JSONValue(json: LineService(try Practice.searcher).answer(line.utf8))
  }

  @Test(arguments: ["7", "\"a\"", "-1", "\"\\u0000ü\"", "null"])
  func `The identifier comes back as it was given`(id: String) throws {
    let answer = try answer("{\"id\":\(id),\"op\":\"search\",\"query\":\"diabetes\"}")
    #expect(answer["id"] == (try JSONValue(json: id)))
    #expect(answer["result"]?["results"]?.array?.isEmpty == false)
    #expect(answer["error"] == nil)
  }

  @Test func `The answer is that of the operation`() throws {
    let service = LineService(try Practice.searcher)
    let line = service.answer("{\"id\":1,\"op\":\"card\",\"code\":\"E11.9\",\"on\":\"2026-02-01\"}".utf8)
    let card = try #require(SearchOperation.named("card"))
    let expected = try card.answer(["code": "E11.9", "on": "2026-02-01"], from: try Practice.searcher)
    #expect(line == "{\"id\":1,\"result\":\(expected)}")
  }

  static let refused: [(String, String, String)] = [
    ("", "null", "the JSON cannot be read"), ("{", "null", "the JSON cannot be read"),
    ("[{\"id\":1,\"op\":\"status\"}]", "null", "a request is an object and not a list"),
    ("17", "null", "a request is an object and not a whole number"),
    ("{\"id\":1}", "1", "\"op\" is missing"), ("{\"id\":1,\"op\":5}", "1", "unknown operation 5"),
    ("{\"id\":1,\"op\":\"drop\"}", "1", "unknown operation \"drop\""),
    ("{\"id\":{},\"op\":\"status\"}", "null", "\"id\" cannot be used"),
    ("{\"id\":1.5,\"op\":\"status\"}", "null", "\"id\" cannot be used"),
    ("{\"id\":true,\"op\":\"status\"}", "null", "\"id\" cannot be used"),
    ("{\"id\":2,\"op\":\"search\"}", "2", "\"query\" is missing"),
    ("{\"id\":2,\"op\":\"search\",\"q\":\"x\"}", "2", "unknown parameter \"q\""),
    ("{\"id\":2,\"op\":\"search\",\"query\":\"foo:bar\"}", "2", "foo"),
  ]

  @Test(arguments: refused)
  func `A fault is an error object with what was read of the identifier`(
    line: String, id: String, message: String
  ) throws {
    let answer = try answer(line)
    #expect(answer["id"] == (try JSONValue(json: id)))
    #expect(answer["error"]?["code"] == "query")
    #expect(answer["error"]?["message"]?.string?.contains(message) == true, "\(answer)")
    #expect(answer["result"] == nil)
  }

  @Test func `A line at the limit is read and a longer one refused`() throws {
    func line(_ bytes: Int) -> String {
      let frame = "{\"id\":3,\"op\":\"status\"}"
      return frame + String(repeating: " ", count: bytes - frame.utf8.count)
    }
    #expect(try answer(line(LineService.lineLimit))["result"] != nil)
    #expect(try answer(line(LineService.lineLimit + 1))["error"]?["message"]?.string?.contains("1048577") == true)
  }

  @Test func `A generation published in between is taken up, and a vanished index is an error`() throws {
    let index = try TestIndex([.codes("CPT", [.init("38564", "Limited removal of lymph nodes")], name: "one.md")])
    let service = LineService(index.searcher)
    func found(_ query: String) throws -> JSONValue? {
      let line = service.answer("{\"id\":1,\"op\":\"search\",\"query\":\"\(query)\"}".utf8)
      return try JSONValue(json: line)["result"]?["total"]
    }
    #expect(try found("kidney") == 0)
    try index.add([.codes("CPT", [.init("50080", "Removal of a kidney stone")], name: "two.md")])
    #expect(try found("kidney") == 1)
    try FileManager.default.removeItem(atPath: index.root)
    let gone = try JSONValue(json: service.answer("{\"id\":1,\"op\":\"search\",\"query\":\"kidney\"}".utf8))
    #expect(gone["error"]?["code"] == "index-missing")
  }

  @Test func `Damaged lines are answered with one object each`() throws {
    let service = LineService(try Practice.searcher)
    var generator = SeededGenerator(seed: 17)
    let whole = SearchOperationTests.requests.map { name, parameters in
      var members = parameters.object ?? [:]
      members["op"] = .string(name)
      members["id"] = 5
      return Array(JSONValue.object(members).json.utf8)
    }
    for round in 0..<3000 {
      var line = whole[round % whole.count]
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<line.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: line.remove(at: place)
        case 2: line.insert(UInt8.random(in: 0...127, using: &generator), at: place)
        default: line.insert(contentsOf: line[..<place].suffix(12), at: place)
        }
      }
      let answer = service.answer(line)
      let value = try JSONValue(bytes: answer.utf8, limit: .max)
      #expect((value["result"] == nil) != (value["error"] == nil))
      #expect(!answer.utf8.contains(UInt8(ascii: "\n")))
    }
  }
}
