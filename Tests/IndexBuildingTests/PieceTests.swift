import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation
import IndexBuilding
import Testing

/// A part of many wordings is built in pieces; built again, it takes over those in which nothing changed.
@Suite struct PieceTests {
  private static let changed = 9_000

  /// Some 20,000 wordings, in which one title may be another one.
  private static func order(_ title: String? = nil) -> SourceText {
    let kinds = ["Abrasion", "Burn", "Contusion", "Fracture", "Laceration", "Sprain"]
    let sites = ["ankle", "elbow", "finger", "hip", "knee", "shoulder", "wrist"]
    let lines = (0..<18_200).map { number in
      let category = number / 7
      let letter = Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(category / 100)))
      let code = "\(letter)\(category / 10 % 10)\(category % 10)" + (number % 7 == 0 ? "" : "\(number % 7)")
      let text = "\(kinds[number % 6]) of \(sites[category % 7]), form \(number)"
      return SourceText.OrderLine(code, number % 7 > 0, number == changed ? title ?? text : text)
    }
    return .orderFile(2026, lines)
  }

  private static func pieces(_ fixture: BuildFixture) throws -> Set<String> {
    let folder = fixture.root + "/parts"
    let found = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    let folders = found.filter { $0.hasSuffix("/analysis") }.map { $0.split(separator: "/").dropLast() }
    return Set(folders.compactMap { $0.last.map(String.init) })
  }

  @Test func `A part built again after a change of one title equals one that is built from nothing`() throws {
    let grown = try BuildFixture()
    try grown.build(Self.order())
    let before = try Self.pieces(grown)
    let again = try grown.build(Self.order("Bite of a dormouse"), startsAnew: true)
    let after = try Self.pieces(grown)
    let fresh = try BuildFixture()
    let anew = try fresh.build(Self.order("Bite of a dormouse"))

    #expect(try Self.pieces(fresh).isSubset(of: after))
    let shared = before.intersection(try Self.pieces(fresh))
    #expect(before.count >= 3 && shared.count == before.count - 1, "\(before.count) pieces, \(shared.count) again")
    for file in ["texts", "index.glass"] {
      let own = try grown.bytes("generations/\(again.generation)/\(file)")
      #expect(own.count == (try fresh.bytes("generations/\(anew.generation)/\(file)")).count, "\(file)")
    }
    for query in ["dormouse", "form 9000", "burn of knee", "fracture hip form 77", "Z99.6"] {
      let request = SearchRequest(query, on: Fixed.today)
      let hits = try grown.searcher().search(request).hits.map { "\($0.target) \($0.title) \($0.score)" }
      #expect(!hits.isEmpty, "\(query)")
      #expect(hits == (try fresh.searcher().search(request).hits.map { "\($0.target) \($0.title) \($0.score)" }))
    }
    #expect(try grown.searcher().search(SearchRequest("dormouse", on: Fixed.today)).hits.count == 1)
  }
}
