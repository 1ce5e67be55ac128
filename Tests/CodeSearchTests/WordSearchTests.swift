import CodeSearch
import CodingKnowledge
import Testing

@Suite struct WordSearchTests {
  @Test(arguments: [
    "diabetes complications without", "without complications diabetes", "DIABETES WITHOUT COMPLICATIONS",
    "diabete without complication",
  ])
  func `All words are found in any order, in any case and by their stem`(query: String) throws {
    let found = try Clinic.covering(query)
    #expect(found.isSuperset(of: ["E10.9", "E11.9", "E13.9"]))
    #expect(!found.contains("E11.311"))
  }

  @Test func `A result that covers all words stands above one that does not`() throws {
    let hits = try Clinic.search("retroperitoneal lymph nodes").hits
    #expect(hits.first?.target == Target(.cpt, "38564"))
    let flags = hits.map(\.coversQuery)
    #expect(flags == flags.sorted { $0 && !$1 })
  }

  @Test func `A phrase is found only where its words stand side by side in order`() throws {
    #expect(try Clinic.codes("\"ethmoidal sinusitis\"").contains("J01.2"))
    #expect(try Clinic.codes("\"sinusitis ethmoidal\"").isEmpty)
    #expect(try Clinic.codes("\"acute sinusitis\"").isEmpty)
  }

  @Test func `A phrase counts beside other words`() throws {
    #expect(try Clinic.covering("\"lymph nodes\" enlarged") == ["R59", "R59.0"])
  }

  @Test func `OR finds what has either word`() throws {
    let found = try Set(Clinic.codes("sinusitis OR headache"))
    #expect(found.isSuperset(of: ["J01.2", "J01.20", "G44"]))
    #expect(!found.contains("E11.9"))
  }

  @Test func `A word with a hyphen before it is left out`() throws {
    #expect(try Clinic.codes("sinusitis -unspecified") == ["J01.2"])
  }

  @Test func `NOT and a phrase leave out too`() throws {
    #expect(try !Clinic.codes("diabetes NOT retinopathy").contains("E11.311"))
    let found = try Clinic.codes("diabetes NOT \"type 1\"")
    #expect(!found.contains("E10.9"))
    #expect(try Clinic.codes("diabetes NOT \"type 1\"").contains("E11.9"))
  }

  @Test func `Parentheses group`() throws {
    let found = try Clinic.covering("(sinusitis OR headache) other")
    #expect(found.contains("G44"))
    #expect(!found.contains("J01.20"))
  }

  @Test func `A star ends a beginning of a word`() throws {
    let found = try Set(Clinic.codes("sinus*"))
    #expect(found == ["J01.2", "J01.20"])
    #expect(try Clinic.codes("zzzzz*").isEmpty)
  }

  @Test func `The last word may be a beginning while it is typed`() throws {
    #expect(try Clinic.search("injection tetracyc").notices.contains { $0.code == "spelling" })
    let found = try Clinic.search("injection tetracyc") { $0.completesLastWord = true }
    #expect(found.hits.first?.target == Target(.hcpcs, "J0120"))
    #expect(!found.notices.contains { $0.code == "spelling" })
  }

  @Test func `Small words alone find nothing and say so`() throws {
    let response = try Clinic.search("of the")
    #expect(response.hits.isEmpty)
    #expect(response.notices.contains { $0.code == "small-words" })
  }

  @Test func `Where nothing has all words, what has some is shown with a notice`() throws {
    let response = try Clinic.search("sinusitis wheelchair")
    #expect(!response.hits.isEmpty)
    #expect(response.hits.allSatisfy { !$0.coversQuery })
    #expect(response.notices.contains { $0.code == "some-words-only" })
    #expect(!response.isTotalExact)
  }

  @Test func `A misspelt word is corrected only where it stands nowhere`() throws {
    let response = try Clinic.search("sinusitus")
    #expect(response.hits.contains { $0.target.identifier == "J01.20" })
    #expect(response.notices.contains { $0.code == "spelling" && $0.message.contains("sinusitis") })
    // "node" stands in the index, so it is not taken for anything else.
    #expect(try Clinic.search("nodes").notices.allSatisfy { $0.code != "spelling" })
  }

  @Test(arguments: ["E1199", "J9120X", "99219", "Z9999"])
  func `A code is never corrected`(query: String) throws {
    #expect(try Clinic.search(query).notices.allSatisfy { $0.code != "spelling" })
  }

  @Test func `A word that is near nothing is named`() throws {
    let response = try Clinic.search("sinusitis qwertyuiop")
    #expect(response.notices.contains { $0.code == "unknown-word" && $0.message.contains("qwertyuiop") })
  }

  @Test func `Reasons name each word typed and add up to one`() throws {
    let response = try Clinic.search("sinusitis acute") { $0.explains = true }
    let hit = try #require(response.hits.first)
    #expect(Set(hit.reasons.map(\.typed)) == ["sinusitis", "acute"])
    #expect(abs(hit.reasons.reduce(0) { $0 + $1.weight } - 1) < 1e-6)
    #expect(try Clinic.search("sinusitis").hits.allSatisfy { $0.reasons.isEmpty })
  }

  @Test(arguments: [
    "diabetes mellitus", "wheelchair", "cane", "menieres disease", "ménière", "combination codes needed",
    "sugar illness",
    "lymph nodes", "\"lymph nodes\"", "sinus*", "headache histamine",
  ])
  func `Highlights lie on the bounds of characters, in order, within the shown text`(query: String) throws {
    let hits = try Clinic.search(query).hits
    #expect(!hits.isEmpty)
    for hit in hits {
      let utf8 = Array(hit.shownText.utf8)
      var end = 0
      for range in hit.highlights {
        #expect(range.lowerBound >= end && !range.isEmpty && range.upperBound <= utf8.count)
        end = range.upperBound
        #expect(String(validating: utf8[range], as: UTF8.self) != nil, "\(hit.shownText) \(range)")
      }
      if hit.coversQuery { #expect(!hit.highlights.isEmpty, "\(hit.shownText)") }
    }
  }

  @Test func `Highlights cover the words that matched`() throws {
    let hit = try #require(try Clinic.search("enlarged nodes").hits.first { $0.target.identifier == "R59.0" })
    let utf8 = Array(hit.shownText.utf8)
    let words = hit.highlights.map { String(decoding: utf8[$0], as: UTF8.self) }
    #expect(words == ["enlarged", "nodes"])
  }
}
